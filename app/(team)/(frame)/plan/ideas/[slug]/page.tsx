import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { cache, type ReactNode } from 'react'
import { FacePanel, quartersAround } from '@/components/clearance/face-panel'
import { PageBody, PageHead } from '@/components/frame/page-head'
import { IdeaHistory } from '@/components/ideas/idea-history'
import { IdeaWordsForm, OneButtonForm, PlanForm, PromoteForm } from '@/components/ideas/idea-forms'
import { AudienceChip } from '@/components/ui/audience-chip'
import { Banner } from '@/components/ui/banner'
import { Card } from '@/components/ui/card'
import { Disclosure } from '@/components/ui/disclosure'
import { QuarterWord } from '@/components/ui/quarter-word'
import { StatusWord } from '@/components/ui/status'
import { Timestamp } from '@/components/ui/timestamp'
import { findIdea, listGoalChoices, refuseVote, type IdeaSheet } from '@/lib/ideas'
import { isTeam, isTeammate, type Asker } from '@/lib/kernel/audience'
import { renderMarkdown } from '@/lib/kernel/markdown'
import { teamAsker } from '@/lib/people'
import { publicWorkspace } from '@/lib/published'
import { archiveIdeaAction, promoteIdeaAction, updateIdeaAction, voteAction } from '../../actions'

type Props = { params: Promise<{ slug: string }> }

const ideaOf = cache((asker: Asker, slug: string) => findIdea(asker, slug))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug } = await params
  const { asker } = await teamAsker(`/plan/ideas/${slug}`)
  const idea = await ideaOf(asker, slug)
  return idea ? { title: idea.title } : {}
}

export default async function IdeaPage({ params }: Props) {
  const { slug } = await params
  const { asker, viewer } = await teamAsker(`/plan/ideas/${encodeURIComponent(slug)}`)
  const idea = await ideaOf(asker, slug)
  // A guest reads the own suggestion; everything else in planning is for teammates.
  if (!idea || !(isTeammate(viewer) || idea.own)) notFound()
  const team = isTeam(viewer)
  const [workspace, goals] = await Promise.all([publicWorkspace(), team ? listGoalChoices(asker) : []])
  const quarters = quartersAround(workspace.thisQuarter, idea.quarter)
  return (
    <>
      <PageHead title="Idea" crumbs={[{ href: '/plan', label: 'Plan' }]} />
      <PageBody className="mx-auto max-w-6xl">
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_19rem] lg:grid-rows-[auto_1fr]">
          <div className="grid min-w-0 gap-6">
            {idea.archivedAt && (
              <Banner title="This idea is archived.">
                It stands in no list. Restore it to work on it again.
              </Banner>
            )}
            <div>
              <h2 className="text-xl wrap-anywhere" dir="auto">
                {idea.title}
              </h2>
              <p className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2">
                <StatusWord status={idea.status} />
                <QuarterWord quarter={idea.quarter} short firstMonth={workspace.fiscalStartMonth} />
                <AudienceChip audience={idea.audience} />
                <span className="text-sm text-ink-3">
                  by {idea.createdBy ?? 'Daylight'} <Timestamp at={idea.createdAt} />
                </span>
              </p>
              <div className="prose mt-4 max-w-[76ch]" dir="auto">
                {idea.problem ? (
                  renderMarkdown(idea.problem, { id: 'problem' })
                ) : (
                  <p className="text-ink-3">No problem written down yet.</p>
                )}
              </div>
              {team && (
                <Disclosure title="Change title and problem" className="mt-4">
                  <IdeaWordsForm key={idea.version} action={updateIdeaAction} {...idea} />
                </Disclosure>
              )}
            </div>
            <Became idea={idea} team={team} quarters={quarters} />
          </div>

          <aside className="grid min-w-0 gap-5 lg:col-start-2 lg:row-span-2 lg:row-start-1">
            <Card>
              <p className="flex items-baseline gap-2">
                <span className="font-serif text-2xl tabular-nums">{idea.votes}</span>
                {idea.votes === 1 ? 'vote' : 'votes'}
                {idea.openVotes > 0 && (
                  <span className="ms-auto text-sm text-ink-3">{idea.openVotes} in the open</span>
                )}
              </p>
              {refuseVote(idea.status) ? (
                <p className="mt-1 text-sm text-ink-3">{refuseVote(idea.status)}</p>
              ) : (
                <div className="mt-2.5">
                  <OneButtonForm
                    action={voteAction}
                    slug={idea.slug}
                    fields={{ voted: idea.voted ? 'yes' : 'no' }}
                    look={idea.voted ? 'plain' : 'main'}
                  >
                    {idea.voted ? 'You voted · take it back' : 'Vote inside'}
                  </OneButtonForm>
                </div>
              )}
              {idea.voters.length > 0 && (
                <details className="mt-3">
                  <summary className="w-fit text-sm text-accent hover:text-accent-strong">Who voted</summary>
                  <ul className="mt-2 grid max-h-60 gap-1 overflow-y-auto text-sm">
                    {idea.voters.map((voter, n) => (
                      <li key={n} className="flex justify-between gap-3">
                        <span className="min-w-0 wrap-anywhere">{voter.name}</span>
                        <span className="whitespace-nowrap text-ink-3">
                          {voter.inOpen ? 'in the open' : 'inside'}
                        </span>
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </Card>
            {team ? (
              <Card>
                <h2 className="mb-3 text-sm font-semibold">Plan</h2>
                <PlanForm
                  key={idea.version}
                  action={updateIdeaAction}
                  slug={idea.slug}
                  version={idea.version}
                  planned={{ ...idea, goal: idea.goal?.slug ?? null }}
                  choices={{ quarters, goals }}
                />
              </Card>
            ) : (
              idea.goal && (
                <Card>
                  <h2 className="text-sm text-ink-3">Goal</h2>
                  <p className="wrap-anywhere">{idea.goal.title}</p>
                </Card>
              )
            )}
          </aside>
          {team && (
            <div className="grid min-w-0 gap-6">
              <FacePanel
                subject={{ kind: 'idea', id: idea.id, slug: idea.slug, title: idea.title }}
                asker={asker}
                viewer={viewer}
              />
              <Part title="History">
                <IdeaHistory history={idea.history} />
              </Part>
              <OneButtonForm
                action={archiveIdeaAction}
                slug={idea.slug}
                version={idea.version}
                fields={{ archived: idea.archivedAt ? 'yes' : 'no' }}
                look="quiet"
              >
                {idea.archivedAt ? 'Restore this idea' : 'Archive this idea'}
              </OneButtonForm>
            </div>
          )}
        </div>
      </PageBody>
    </>
  )
}

function Became({ idea, team, quarters }: { idea: IdeaSheet; team: boolean; quarters: string[] }) {
  const mayPromote =
    team &&
    !idea.promotedAt &&
    !idea.archivedAt &&
    !['shipped', 'declined', 'duplicate'].includes(idea.status)
  if (idea.became.length === 0 && !mayPromote) return null
  return (
    <Part title="The work">
      {idea.became.length > 0 && (
        <ul className="rounded-card border bg-sheet">
          {idea.became.map(({ key, title, status, audience }) => (
            <li
              key={key}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-2.5 last:border-b-0"
            >
              <Link
                href={`/items/${key}`}
                className="min-w-0 flex-1 basis-64 wrap-anywhere hover:text-accent"
                dir="auto"
              >
                <span className="me-2 text-ink-3">{key}</span>
                {title}
              </Link>
              <StatusWord status={status} className="text-sm text-ink-2" />
              <AudienceChip audience={audience} short />
            </li>
          ))}
        </ul>
      )}
      {idea.promotedAt && (
        <p className="mt-2 text-sm text-ink-3">
          Promoted by {idea.promotedBy ?? 'somebody'} <Timestamp at={idea.promotedAt} />. Votes and voters
          stay with it.
        </p>
      )}
      {mayPromote && (
        <Disclosure title="We are going to do this">
          <div className="grid gap-3">
            <p className="text-ink-2">
              It becomes an epic on the board, to be taken apart and put in order. The idea, its votes and its
              voters stay attached, so that they can be told.
            </p>
            <PromoteForm
              action={promoteIdeaAction}
              slug={idea.slug}
              version={idea.version}
              title={idea.title}
              quarter={idea.quarter}
              quarters={quarters}
            />
          </div>
        </Disclosure>
      )}
    </Part>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h2 className="mb-2.5 text-lg">{title}</h2>
      {children}
    </section>
  )
}
