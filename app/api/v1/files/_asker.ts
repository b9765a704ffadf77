// Files are no JSON, so they have routes of their own; who asks is found as everywhere in the API.
import { problem } from '@/lib/api'
import type { Asker } from '@/lib/kernel/audience'
import { findViewer } from '@/lib/kernel/db'
import { notAllowed, Refusal, signedOut, statusOf } from '@/lib/kernel/errors'
import { log } from '@/lib/kernel/log'
import { TooLarge } from '@/lib/files'
import { currentAsker } from '@/lib/people'

/** Who asks, by token or else by cookie; a token must carry one of `scopes`. */
export async function fileAsker(request: Request, scopes: readonly string[]): Promise<Asker> {
  const header = request.headers.get('authorization')
  const token = header === null ? null : /^Bearer ([\x21-\x7e]{10,200})$/i.exec(header)?.[1]
  if (token === undefined) throw signedOut()
  const asker: Asker = token === null ? await currentAsker() : { kind: 'token', secret: token }
  const viewer = await findViewer(asker)
  if (!viewer) throw signedOut()
  if (viewer.scopes && !scopes.some((scope) => viewer.scopes?.includes(scope)))
    throw notAllowed(`This token needs the scope ${scopes.join(' or ')}.`)
  return asker
}

/** A refusal as a problem document; anything else is a fault of ours. */
export function fileProblem(error: unknown): Response {
  if (error instanceof TooLarge)
    return problem(413, error.message, { fields: [{ path: error.path, message: error.message }] })
  if (error instanceof Refusal)
    return problem(statusOf[error.code], error.message, {
      fields: error.fields,
      headers: error.code === 'signed-out' ? { 'www-authenticate': 'Bearer realm="daylight"' } : {},
    })
  log().error({ outcome: error instanceof Error ? error.message : 'unknown' }, 'a file could not be handled')
  return problem(503, 'Something failed on our side. Please try again.', { headers: { 'retry-after': '5' } })
}
