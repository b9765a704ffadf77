import { readRequestFields } from '@/components/requests/form-data'
import { receiveForm, TooLarge } from '@/lib/files'
import { Refusal } from '@/lib/kernel/errors'
import { currentAsker } from '@/lib/people'
import { createRequest, saveDraft } from '@/lib/requests'

export const dynamic = 'force-dynamic'

type Params = { params: Promise<{ type: string }> }

/** The form as a browser without a script sends it, files and all. What was typed is kept as a draft before it is judged. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  const { type } = await params
  const form = `/requests/new/${encodeURIComponent(type)}`
  const asker = await currentAsker()
  if (asker.kind === 'visitor') return goTo(`/signin?next=${encodeURIComponent(form)}`)
  try {
    const { fields, files, problem } = await receiveForm(request, asker)
    for (const { field, id } of files) fields.set(field, [...(fields.get(field) ?? []), id])
    const input = { type, ...readRequestFields(fields) }
    await saveDraft(asker, input)
    if (problem) throw problem
    const { key } = await createRequest(asker, input)
    return goTo(`/requests/${key}?sent=1`)
  } catch (error) {
    if (error instanceof TooLarge) return goTo(`${form}?again=large`)
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'signed-out') return goTo(`/signin?next=${encodeURIComponent(form)}`)
    return goTo(`${form}?again=${error.code === 'invalid' ? 'fields' : 'refused'}`)
  }
}

function goTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'private, no-store' } })
}
