// Who hears of what by mail. Notes among the team are not in it at all: there is nobody to whom they are sent.

/** What an outbox row is about, as the system found it; the words themselves are not part of it. */
export type Happening = {
  event: string
  /** Whoever did it; nobody is told of the own doing. */
  personId: string | null
  requesterId: string
  ownerId: string | null
  /** Of a comment: to whom it speaks. */
  audience: string | null
}

/** Ids of those to be told. `team` is everyone of the security team, for what has no owner yet. */
export function recipientsOf(
  { event, personId, requesterId, ownerId, audience }: Happening,
  team: readonly string[],
): string[] {
  const theirs = ownerId ? [ownerId] : team
  const chosen = (): readonly string[] => {
    switch (event) {
      case 'request.created-urgent':
        return team
      case 'comment.added':
        if (audience !== 'requester') return []
        return personId === requesterId ? theirs : [requesterId]
      case 'request.seen':
      case 'request.taken':
      case 'request.done':
      case 'request.declined':
        return [requesterId]
      case 'request.reopened':
        return personId === requesterId ? theirs : [requesterId]
      default:
        return []
    }
  }
  return [...new Set(chosen())].filter((id) => id !== personId)
}
