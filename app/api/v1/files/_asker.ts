// Files are no JSON, so they have routes of their own; who asks, and how often, is found as everywhere in the API.
import { bearer, problem, problemOf, takeApiTurn } from '@/lib/api'
import type { Asker } from '@/lib/kernel/audience'
import { findViewer } from '@/lib/kernel/db'
import { Refusal, signedOut } from '@/lib/kernel/errors'
import { log } from '@/lib/kernel/log'
import { TooLarge } from '@/lib/files'
import { addressOf, currentAsker } from '@/lib/people'

/** Who asks, by token or else by cookie; a token must carry one of `scopes`, now and for all that follows. */
export async function fileAsker(request: Request, scopes: readonly string[]): Promise<Asker> {
  const asker = bearer(request) ?? (await currentAsker())
  takeApiTurn({ asker, address: addressOf(request.headers) })
  if (asker.kind === 'token') asker.needs = scopes
  if (!(await findViewer(asker))) throw signedOut()
  return asker
}

/** A refusal as a problem document; anything else is a fault of ours. */
export function fileProblem(error: unknown): Response {
  if (error instanceof TooLarge)
    return problem(413, error.message, { fields: [{ path: error.path, message: error.message }] })
  if (error instanceof Refusal) return problemOf(error)
  log().error({ outcome: error instanceof Error ? error.message : 'unknown' }, 'a file could not be handled')
  return problem(503, 'Something failed on our side. Please try again.', { headers: { 'retry-after': '5' } })
}
