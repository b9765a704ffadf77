// The HTTP edge of the API: finds the operation, reads the request, calls it, and says what came of it.
import { createHash } from 'node:crypto'
import type { Asker } from '../kernel/audience'
import { parse } from '../kernel/command'
import { findViewer } from '../kernel/db'
import { badText, Refusal, signedOut } from '../kernel/errors'
import { log } from '../kernel/log'
import { metrics } from '../kernel/metrics'
import { addressOf, safeNext } from '../people'
import { operations } from './operations'
import type { Answer, Method, Operation } from './operation'
import { EdgeProblem, problem, problemOf } from './problem'
import { bearer, readBody, readQuery, versionOf, type ReadBody } from './reading'
import { takeApiTurn } from './turns'

const matchers = operations.map((operation) => ({
  operation,
  pattern: new RegExp(`^${operation.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]{1,200})')}$`),
}))

/** Answers one request to /api/v1/…; `cookieAsker` tells who the cookie's person is, and is asked only without a token. */
export async function answerApi(
  request: Request,
  path: string,
  cookieAsker: () => Promise<Asker>,
): Promise<Response> {
  const started = performance.now()
  const answer = await attempt(request, path, cookieAsker)
  metrics().answers.observe(
    { kind: 'api', status: String(answer.status) },
    (performance.now() - started) / 1000,
  )
  return answer
}

async function attempt(request: Request, path: string, cookieAsker: () => Promise<Asker>): Promise<Response> {
  let form = false
  let fields: Record<string, unknown> = {}
  try {
    const asker = bearer(request) ?? (await cookieAsker())
    takeApiTurn({ asker, address: knownAddress(request) })
    const read: ReadBody =
      request.method === 'GET' || request.method === 'HEAD'
        ? { fields: {}, form: false }
        : await readBody(request)
    form = read.form
    fields = read.fields
    const method = methodOf(request, read)
    const found = find(method, path)
    return await answer({ request, read, ...found, asker })
  } catch (error) {
    const refusal = error instanceof Refusal ? error : badText(error)
    if (form && refusal) return formRefusal(refusal, fields)
    if (refusal) return problemOf(refusal)
    if (error instanceof EdgeProblem) return problem(error.status, error.message, { fields: error.fields })
    log().error({ outcome: error instanceof Error ? error.message : 'unknown' }, 'an API answer failed')
    return problem(503, 'Something failed on our side. Nothing was changed; please try again.', {
      headers: { 'retry-after': '5' },
    })
  }
}

/** The address that our front wrote down; nothing where there is no front, as in a test. */
function knownAddress({ headers }: Request): string | null {
  return headers.has('x-forwarded-for') ? addressOf(headers) : null
}

function methodOf(request: Request, read: ReadBody): Method {
  const asked = request.method === 'HEAD' ? 'get' : request.method.toLowerCase()
  // A form can only POST; it says DELETE in a hidden field.
  if (read.form && asked === 'post' && read.fields._method === 'delete') return 'delete'
  return asked as Method
}

function find(method: Method, path: string): { operation: Operation; params: Record<string, string> } {
  const there = matchers.flatMap(({ operation, pattern }) => {
    const match = pattern.exec(path)
    return match ? [{ operation, params: match.groups ?? {} }] : []
  })
  if (there.length === 0) throw new Refusal('not-found', 'There is nothing here.')
  const found = there.find(({ operation }) => operation.method === method)
  if (!found)
    throw new EdgeProblem(
      405,
      `This address takes ${there.map(({ operation }) => operation.method.toUpperCase()).join(', ')}.`,
    )
  return {
    operation: found.operation,
    params: Object.fromEntries(Object.entries(found.params).map(([name, value]) => [name, decoded(value)])),
  }
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    throw new EdgeProblem(400, 'The address is not valid.')
  }
}

async function answer({
  request,
  read,
  operation,
  params,
  asker,
}: {
  request: Request
  read: ReadBody
  operation: Operation
  params: Record<string, string>
  asker: Asker
}): Promise<Response> {
  if (asker.kind === 'token') {
    asker.needs = operation.scope
    // A wrong token is said to be wrong, also where nobody in particular would have been answered.
    if (operation.open && !operation.looksUp && !(await findViewer(asker))) throw signedOut()
  }
  if (asker.kind === 'visitor' && !operation.open) throw signedOut()
  const { fields, next, key } = ownFields(request, read)
  const query = readQuery(new URL(request.url), Object.keys(operation.query?.shape ?? {}))
  const result = await operation.run({
    asker,
    params,
    query: operation.query ? (parse(operation.query, query) as Record<string, unknown>) : {},
    body: operation.body ? await bodyOf(operation, fields) : {},
    version: versionOf(request.headers.get('if-match')),
    options: { idempotencyKey: key, via: read.form ? 'form' : 'api' },
  })
  if (read.form)
    return new Response(null, {
      status: 303,
      headers: { location: next ?? result.location ?? '/', 'cache-control': 'private, no-store' },
    })
  return jsonAnswer(request, result)
}

/** Takes the fields that a form carries for the edge out of those that are the command's. */
function ownFields(
  request: Request,
  read: ReadBody,
): { fields: Record<string, unknown>; next?: string; key?: string } {
  const {
    next,
    _method,
    'idempotency-key': hidden,
    ...fields
  } = read.form
    ? read.fields
    : { ...read.fields, next: undefined, _method: undefined, 'idempotency-key': undefined }
  void _method
  const key = request.headers.get('idempotency-key') ?? hidden
  if (key !== undefined && (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)))
    throw new EdgeProblem(400, 'An Idempotency-Key has 1 to 200 visible ASCII characters.')
  return {
    fields: read.form ? fields : read.fields,
    next: next === undefined ? undefined : (safeNext(next) ?? '/'),
    key: key as string | undefined,
  }
}

async function bodyOf(
  operation: Operation,
  fields: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  // Parsed here to answer with every field named; the command parses again what it is given, as it does for every caller.
  parse(operation.body!, fields)
  return fields
}

function jsonAnswer(
  request: Request,
  { status = 200, body, text: made, version, location }: Answer,
): Response {
  const headers: Record<string, string> = { 'cache-control': 'private, no-store' }
  if (location) headers.location = location
  if (status === 204) return new Response(null, { status, headers })
  const text = made ?? JSON.stringify(body)
  if (version !== undefined) {
    headers.etag = `"${version}.${createHash('sha256').update(text).digest('base64url').slice(0, 16)}"`
    if (status === 200 && request.headers.get('if-none-match') === headers.etag)
      return new Response(null, { status: 304, headers })
  }
  return new Response(text, { status, headers: { ...headers, 'content-type': 'application/json' } })
}

/** A refusal to a plain form is a plain page: the sentence, and the way back to the words. */
function formRefusal(refusal: Refusal, fields: Record<string, unknown>): Response {
  const back = safeNext(fields.next) ?? '/'
  if (refusal.code === 'signed-out')
    return new Response(null, {
      status: 303,
      headers: { location: `/signin?next=${encodeURIComponent(back)}`, 'cache-control': 'private, no-store' },
    })
  const sentences = [
    refusal.message,
    ...refusal.fields
      .filter((field) => field.message !== refusal.message)
      .map((field) => `${field.path}: ${field.message}`),
  ]
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Not sent</title><h1>This was not sent</h1>${sentences
    .map((sentence) => `<p>${escaped(sentence)}</p>`)
    .join(
      '',
    )}<p>Use your browser's Back button to find your words as you typed them, or <a href="${escaped(back)}">go on without them</a>.</p></html>`
  return new Response(page, {
    status: problemOf(refusal).status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'private, no-store' },
  })
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
