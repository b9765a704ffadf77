import { Clock } from 'lucide-react'
import { notFound } from 'next/navigation'
import { PageBody, PageHead } from '@/components/frame/page-head'
import { RequestForm } from '@/components/requests/request-form'
import { listWaitingFiles, type StoredFile } from '@/lib/files'
import { isTeammate, type Asker } from '@/lib/kernel/audience'
import type { FormState } from '@/lib/kernel/forms'
import { teamAsker } from '@/lib/people'
import { findRequestForm, type FormOfType } from '@/lib/requests'
import { checkAnswers } from '@/lib/requests/rules'
import type { Draft } from '@/lib/requests/schema'
import { forgetDraft, keepDraft, sendRequest } from '../../actions'

export const metadata = { title: 'Ask the security team' }

export default async function NewRequestPage({ params, searchParams }: PageProps<'/requests/new/[type]'>) {
  const { type: slug } = await params
  const { asker, viewer } = await teamAsker(`/requests/new/${slug}`)
  const found = isTeammate(viewer) ? await findRequestForm(asker, slug) : null
  if (!found) notFound()
  const { type, draft } = found
  const { again } = await searchParams
  return (
    <>
      <PageHead
        title={type.name}
        crumbs={[
          { href: '/requests', label: 'Requests' },
          { href: '/requests/new', label: 'New' },
        ]}
      />
      <PageBody width="form">
        <p className="text-ink-2 text-pretty">{type.description}</p>
        <p className="mt-2 mb-6 flex items-center gap-1.5 text-sm text-ink-3">
          <Clock className="size-4 shrink-0" aria-hidden="true" />
          <span>You hear back: {type.promise}. You and the security team read this, nobody else.</span>
        </p>
        <RequestForm
          key={draft ? 'kept' : 'fresh'}
          slug={type.slug}
          questions={type.questions}
          draft={
            draft && {
              answers: draft.answers,
              urgent: draft.urgent,
              urgentReason: draft.urgentReason,
              savedAt: draft.savedAt.toISOString(),
            }
          }
          kept={draft ? await keptFiles(asker, type, draft) : {}}
          refused={typeof again === 'string' ? refusedFor(again, type, draft) : undefined}
          send={sendRequest.bind(null, type.slug)}
          keep={keepDraft.bind(null, type.slug)}
          forget={forgetDraft.bind(null, type.slug)}
        />
      </PageBody>
    </>
  )
}

/** The draft's files that are still there, by question. */
async function keptFiles(
  asker: Asker,
  type: FormOfType,
  draft: Draft,
): Promise<Record<string, StoredFile[]>> {
  const ids = new Map(
    type.questions
      .filter(({ kind }) => kind === 'files')
      .map(({ id }) => [id, [draft.answers[id] ?? []].flat()]),
  )
  const files = await listWaitingFiles(asker, [...ids.values()].flat())
  return Object.fromEntries([...ids].map(([id, own]) => [id, files.filter((file) => own.includes(file.id))]))
}

/** A plain form was sent back: the same rules name the same fields again. */
function refusedFor(again: string, type: FormOfType, draft: Draft | null): FormState {
  if (again === 'large')
    return {
      problem:
        'One of the files is larger than 25 MB. Please send a link to it instead; your other words may have to be typed again.',
    }
  const problems = draft ? checkAnswers(type.questions, draft.answers).problems : []
  if (draft?.urgent && !draft.urgentReason.trim())
    problems.push({ path: 'urgentReason', message: 'Say why it cannot wait.' })
  return {
    problem: 'This was not sent. Please look at it again; your words are still here.',
    fields: Object.fromEntries(problems.map(({ path, message }) => [path, message])),
  }
}
