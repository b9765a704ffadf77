// How an idea becomes work, and what a vote still means. Pure: everything that counts comes in as an argument.
import { loosens, type Audience } from '../kernel/audience'
import { ideaStatuses, type IdeaAudience, type IdeaStatus } from './schema'

const further: readonly string[] = ['planned', 'in progress', 'shipped'] satisfies IdeaStatus[]
const over: readonly string[] = ['shipped', 'declined', 'duplicate'] satisfies IdeaStatus[]

/** "In our sights": planned or further, and a quarter is set. Both facts, or it stays on the wishlist. */
export function inSight(idea: { status: string; quarter: string | null }): boolean {
  return further.includes(idea.status) && idea.quarter !== null
}

/** Why a vote would change nothing any more, or null. */
export function refuseVote(status: string): string | null {
  if (status === 'shipped') return 'This has shipped, so there is nothing left to vote for.'
  return over.includes(status) ? `This was closed as ${status}, so there is nothing left to vote for.` : null
}

/** Why an idea cannot become work now, or null. Work without a quarter is a wish. */
export function refusePromotion(idea: {
  status: string
  quarter: string | null
  promotedAt: Date | null
  archivedAt: Date | null
}): string | null {
  if (idea.promotedAt) return 'This idea has become work already; open the epic it became.'
  if (idea.archivedAt) return 'This idea is archived. Restore it first.'
  if (over.includes(idea.status)) return `This idea is ${idea.status}. Give it another status first.`
  return idea.quarter ? null : 'Choose the quarter in which we mean to do it: without one it stays a wish.'
}

/** What a promoted idea's status becomes: promoting is deciding, anything further stays. */
export function statusOncePromoted(status: string): string {
  return status === 'under consideration' ? 'planned' : status
}

/** Why an epic may not have this audience, or null: it must not show more people what its idea says. */
export function refuseEpicAudience(idea: string, epic: Audience): string | null {
  if (epic === 'restricted') return 'Make the epic private first; names are added on its own page.'
  return loosens(idea as Audience, epic)
    ? `The idea is ${idea}, so its epic cannot be ${epic}: an audience is widened by clearance alone.`
    : null
}

/** The epic's audience when nobody chose one: the idea's, and never public by default. */
export function epicAudience(idea: string): Exclude<IdeaAudience, 'public'> {
  return idea === 'private' ? 'private' : 'internal'
}

/** Where a status stands in the order of statuses, for sorting. */
export function statusPlace(status: string): number {
  const place = (ideaStatuses as readonly string[]).indexOf(status)
  return place < 0 ? ideaStatuses.length : place
}
