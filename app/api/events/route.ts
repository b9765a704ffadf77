import { isTeam } from '@/lib/kernel/audience'
import { statusOf, Refusal } from '@/lib/kernel/errors'
import { openStream, plainSights } from '@/lib/kernel/stream'
import { cardsOf, keysInSight, placeAt } from '@/lib/items'
import { currentAsker, currentViewer } from '@/lib/people'
import { pokerSight } from '@/lib/poker'

export const dynamic = 'force-dynamic'

const sights = {
  ...plainSights,
  poker: pokerSight,
  item: {
    known: keysInSight,
    async read(tx: Parameters<typeof cardsOf>[0], ids: readonly string[]) {
      const cards = await cardsOf(tx, ids)
      return new Map(cards.map(({ id, ...card }) => [id, { name: card.key, data: card }]))
    },
  },
}

/** Server-sent events for whoever is signed in: what changed, if a read as this viewer finds it. */
export async function GET(request: Request) {
  const viewer = await currentViewer()
  if (!viewer) return problem(new Refusal('signed-out', 'Please sign in first.'))
  const params = new URL(request.url).searchParams
  const asker = await currentAsker()
  try {
    // Who looks at what is the team's to know.
    const at = isTeam(viewer) ? await placeAt(asker, params.get('at') ?? '') : null
    const stream = await openStream({
      asker,
      lastEventId: request.headers.get('last-event-id') ?? params.get('since'),
      sights,
      at,
      signal: request.signal,
    })
    return new Response(stream, {
      headers: {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store, no-transform',
        'X-Accel-Buffering': 'no',
      },
    })
  } catch (error) {
    if (error instanceof Refusal) return problem(error)
    throw error
  }
}

function problem(refusal: Refusal) {
  const status = statusOf[refusal.code]
  return Response.json(
    { type: 'about:blank', title: refusal.code, status, detail: refusal.message },
    {
      status,
      headers: {
        'Content-Type': 'application/problem+json',
        'Cache-Control': 'private, no-store',
        ...(refusal.retryAfter ? { 'Retry-After': String(refusal.retryAfter) } : {}),
      },
    },
  )
}
