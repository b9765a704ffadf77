// A view, run: always as whoever opens it, whoever wrote it down.
import type { Asker } from '../kernel/audience'
import { cursorAt, placeOrRefuse } from '../kernel/cursor'
import { conflict, orNotFound } from '../kernel/errors'
import { problemInWords } from '../kernel/query'
import { filterFrom, itemsForApi, moreRows, type ApiItem } from '../items'
import { findView } from './queries'

/**
 * What a view holds for this reader, a page at a time, in its order: that of its table or its query, and of the work between
 * equals. A view of the backlog holds what is not done, as the backlog does.
 */
export async function itemsOfView(
  asker: Asker,
  slug: string,
  { limit = 50, cursor }: { limit?: number; cursor?: string | null },
): Promise<{ data: ApiItem[]; next: string | null }> {
  const { place, query, shape, version } = orNotFound(await findView(asker, slug))
  // A cursor leads on in its own view alone, and only while that is what it was.
  const list = `items of ${slug} ${version}`
  const order = place === 'table' ? { sort: shape.sort, group: shape.group } : {}
  const page = orNotFound(
    await moreRows(asker, {
      filter: filterFrom(shape),
      params: { ...order, q: query, columns: 'title' },
      open: place === 'backlog',
      cursor: placeOrRefuse<string>(list, cursor),
      limit,
    }),
  )
  // Readable when it was saved; a field that it names may be gone since.
  if (page.problem)
    throw conflict(`The query of this view cannot be read any more. ${problemInWords(page.problem)}`)
  const data = await itemsForApi(
    asker,
    page.rows.map(({ key }) => key),
  )
  return { data, next: page.next && cursorAt(list, page.next) }
}
