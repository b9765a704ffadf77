import { Users } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AdminHead } from '@/components/admin/admin-head'
import { InviteForm } from '@/components/admin/invite-form'
import { PeopleFilter } from '@/components/admin/people-filter'
import { PersonRow } from '@/components/admin/person-row'
import { PageBody } from '@/components/frame/page-head'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { configuredProviders, listPeople, mailLinksAreOn, mayAdminister, teamAsker } from '@/lib/people'
import { settings } from '@/lib/kernel/settings'
import { inviteAction, personAction } from './actions'

export const metadata: Metadata = { title: 'People' }

const shows = ['accounts', 'disabled', 'authors'] as const

export default async function PeoplePage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const { asker, viewer } = await teamAsker('/admin')
  if (!mayAdminister(viewer)) notFound()
  const asked = await searchParams
  const show = shows.find((each) => each === asked.show) ?? 'accounts'
  const words = typeof asked.words === 'string' ? asked.words : ''
  const cursor = typeof asked.cursor === 'string' ? asked.cursor : ''
  const { people, next } = await listPeople(asker, { show, words, cursor })
  const address = (more: Record<string, string>) => `/admin?${new URLSearchParams({ show, words, ...more })}`
  return (
    <>
      <AdminHead current="/admin" />
      <PageBody width="reading">
        <div className="grid gap-5">
          <InviteForm
            invite={inviteAction}
            address={`${settings().publicAddress}/signin`}
            comesAlone={mailLinksAreOn() || configuredProviders().some(({ id }) => id === 'oidc')}
          />
          <PeopleFilter show={show} words={words} />
          {people.length === 0 ? (
            <EmptyState icon={<Users />} title="Nobody fits">
              {words ? 'Try a shorter part of the name or the address.' : empty[show]}
            </EmptyState>
          ) : (
            <ul className="divide-y rounded-card border bg-sheet">
              {people.map((person) => (
                <PersonRow
                  act={personAction}
                  key={`${person.id} ${person.version}`}
                  person={person}
                  self={person.id === viewer.id}
                />
              ))}
            </ul>
          )}
          <Pager
            nextHref={next && address({ cursor: next })}
            firstHref={cursor ? address({}) : null}
            label="More people"
          />
        </div>
      </PageBody>
    </>
  )
}

const empty = {
  accounts: 'Invite the first colleague above.',
  disabled: 'Nobody was put out.',
  authors: 'An import brings the authors of its words; nobody can sign in as one.',
}
