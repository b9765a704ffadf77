// Reading a request at the edge: who asks, which parameters, which body. Everything is foreign until a schema has seen it.
import type { Asker } from '../kernel/audience'
import { EdgeProblem } from './problem'

const largestBody = 1_000_000

/** The query as single values; a repeated or unknown parameter is refused, for it would be silently dropped otherwise. */
export function readQuery(url: URL, known: readonly string[]): Record<string, string> {
  const query: Record<string, string> = {}
  for (const [name, value] of url.searchParams) {
    if (!known.includes(name))
      throw new EdgeProblem(400, `The parameter "${name}" is not known here.`, [
        { path: name, message: `Known are: ${known.join(', ') || 'none'}.` },
      ])
    if (name in query)
      throw new EdgeProblem(400, `The parameter "${name}" was given twice.`, [
        { path: name, message: 'Give it once.' },
      ])
    query[name] = value
  }
  return query
}

export type ReadBody = { fields: Record<string, unknown>; form: boolean }

/** The body as fields: JSON, or a plain form. Anything else is a 400 that says what is taken. */
export async function readBody(request: Request): Promise<ReadBody> {
  const kind = (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  const text = await boundedText(request)
  if (kind === 'application/x-www-form-urlencoded') return { fields: formFields(text), form: true }
  if (text.trim() === '') return { fields: {}, form: false }
  if (kind !== 'application/json')
    throw new EdgeProblem(400, 'Send JSON, with the header Content-Type: application/json.')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new EdgeProblem(400, 'The body is not valid JSON.')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new EdgeProblem(400, 'The body must be a JSON object.')
  return { fields: value as Record<string, unknown>, form: false }
}

async function boundedText(request: Request): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > largestBody)
    throw new EdgeProblem(413, 'The body is larger than 1 MB.')
  const reader = request.body?.getReader()
  if (!reader) return ''
  const pieces: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > largestBody) {
      await reader.cancel()
      throw new EdgeProblem(413, 'The body is larger than 1 MB.')
    }
    pieces.push(value)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces))
  } catch {
    throw new EdgeProblem(400, 'The body is not valid UTF-8.')
  }
}

function formFields(text: string): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  for (const [name, value] of new URLSearchParams(text)) {
    if (name in fields) throw new EdgeProblem(400, `The field "${name}" was given twice.`)
    fields[name] = value
  }
  return fields
}

/** The version that If-Match names; undefined without one or for `*`. Our tags read "<version>.<hash>". */
export function versionOf(ifMatch: string | null): number | undefined {
  if (!ifMatch || ifMatch.trim() === '*') return undefined
  const found = /^"(\d{1,9})(?:\.[\w-]+)?"$/.exec(ifMatch.trim())
  if (!found) throw new EdgeProblem(400, 'If-Match must carry one ETag as it was answered, with its quotes.')
  return Number(found[1])
}

/** A bearer token, when the request carries one. Then cookies count for nothing. */
export function bearer(request: Request): Asker | null {
  const header = request.headers.get('authorization')
  if (header === null) return null
  const found = /^Bearer ([\w.~+/=-]{8,400})$/i.exec(header)
  return { kind: 'token', secret: found?.[1] ?? '' }
}
