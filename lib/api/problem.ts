// How the API says no: RFC 9457 problem documents, one kind for each refusal of the closed set and those of the edge.
import { statusOf, type FieldProblem, type Refusal } from '../kernel/errors'

const titles: Record<number, string> = {
  400: 'The request cannot be read',
  401: 'Nobody is signed in',
  403: 'Not allowed',
  404: 'Nothing here',
  405: 'No such operation',
  409: 'Not possible now',
  412: 'Changed in the meantime',
  413: 'Too large',
  422: 'Some fields need another look',
  429: 'Too many requests',
  503: 'Not ready',
}

/** A problem that arises at the edge, before any command. */
export class EdgeProblem extends Error {
  constructor(
    readonly status: 400 | 405 | 413,
    message: string,
    readonly fields: FieldProblem[] = [],
  ) {
    super(message)
  }
}

/** A problem document as an answer. */
export function problem(
  status: number,
  detail: string,
  { fields = [], headers = {} }: { fields?: FieldProblem[]; headers?: Record<string, string> } = {},
): Response {
  const document = {
    type: `/api/v1/docs#problem-${status}`,
    title: titles[status] ?? 'Problem',
    status,
    detail,
    ...(fields.length > 0 ? { errors: fields } : {}),
  }
  return new Response(JSON.stringify(document), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'private, no-store', ...headers },
  })
}

export function problemOf(refusal: Refusal): Response {
  const headers: Record<string, string> = {}
  if (refusal.code === 'signed-out') headers['www-authenticate'] = 'Bearer realm="daylight"'
  if (refusal.retryAfter) headers['retry-after'] = String(refusal.retryAfter)
  return problem(statusOf[refusal.code], refusal.message, { fields: refusal.fields, headers })
}
