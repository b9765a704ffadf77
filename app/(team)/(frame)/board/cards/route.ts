import { isTeam } from '@/lib/kernel/audience'
import { askFrom, boardCards, cardsNamed, cellTotals, columnTotals, moreCards, statuses } from '@/lib/items'
import { currentAsker, currentViewer } from '@/lib/people'

const closed = { 'Cache-Control': 'private, no-store' }
/** So many cards are asked about at once; a browser that missed more reads the board anew. */
const mostKeys = 200

/**
 * The board's cards as data: the whole of it; with `status`, `lane` and `cursor` what follows in one column; with `keys`
 * those of them that belong here; with `counts` how many each column of each lane holds, and with `totals` each column in all.
 */
export async function GET(request: Request) {
  const viewer = await currentViewer()
  if (!viewer || !isTeam(viewer)) return nothing()
  const params = new URL(request.url).searchParams
  const answer = await answerTo(params)
  return answer ? Response.json(answer, { headers: closed }) : nothing()
}

async function answerTo(params: URLSearchParams): Promise<object | null> {
  const asker = await currentAsker()
  const ask = askFrom(Object.fromEntries(params))
  if (params.has('totals')) return columnTotals(asker)
  if (params.has('counts')) return cellTotals(asker, ask)
  const keys = params.get('keys')
  if (keys !== null) return { cards: await cardsNamed(asker, keys.split(',').slice(0, mostKeys), ask) }
  const status = statuses.find((each) => each === params.get('status'))
  const cursor = params.get('cursor')
  if (status && cursor) return moreCards(asker, { status, lane: params.get('lane') ?? '', ask, cursor })
  return boardCards(asker, ask)
}

function nothing() {
  return new Response('There is nothing here.', { status: 404, headers: closed })
}
