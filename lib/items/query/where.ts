// The one way from a query's text to SQL.
import type { Asker, Viewer } from '../../kernel/audience'
import { asViewer, Prisma, type Tx } from '../../kernel/db'
import { Refusal } from '../../kernel/errors'
import { now } from '../../kernel/now'
import {
  problemInWords,
  readQuery,
  type Checked,
  type QueryProblem,
  type Vocabulary,
} from '../../kernel/query'
import { compile } from './compile'
import { orderOf, type ItemOrder } from './order'
import { surroundings, type Surroundings } from './vocabulary'

export type ItemsWhere =
  | {
      ok: true
      /** A condition on `i`, a row of work.item, without AND before it; `true` for a query that asks for everything. */
      where: Prisma.Sql
      /** What to write behind ORDER BY: the fields that the query names, and the rank between equals. */
      orderBy: Prisma.Sql
      /** For pages: `order.place` is selected, kept in a cursor, and `order.after(place)` is where the next one begins. */
      order: ItemOrder
      /** Does the query itself say an order? A board keeps to the rank when it does not. */
      ordered: boolean
      query: Checked
    }
  | { ok: false; problem: QueryProblem }

/**
 * A query of a viewer as SQL. Call it inside `asViewer`, and put what it answers into a statement that reads `work.item i`:
 *
 *     const asked = await itemsWhere(tx, viewer, text)
 *     if (!asked.ok) return { problem: asked.problem }
 *     tx.$queryRaw(Prisma.sql`SELECT … FROM work.item i WHERE i.archived_at IS NULL AND ${asked.where} ORDER BY ${asked.orderBy} LIMIT 200`)
 *
 * It says nothing of archived items: whoever draws decides. All values are parameters, all columns come from a closed list, and
 * whatever is looked up beside the item is looked up as the viewer, so that a hidden thing and an absent one answer alike. A
 * saved view is run with its reader as the viewer, never with its author. `where` may stand in an OR or under a NOT only within
 * brackets of its own: `(${where}) IS NOT TRUE`.
 */
export async function itemsWhere(tx: Tx, viewer: Viewer, text: string): Promise<ItemsWhere> {
  // What asks for nothing needs to know nothing.
  const { vocabulary, ...place } = text.trim() === '' ? nowhere : await surroundings(tx)
  const read = readQuery(text, vocabulary)
  if (!read.ok) return read
  const context = { ...place, viewerId: viewer.id, now: now() }
  const order = orderOf(read.query.order, context)
  return {
    ok: true,
    where: read.query.where ? Prisma.sql`(${compile(read.query.where, context)})` : Prisma.sql`true`,
    orderBy: order.orderBy,
    order,
    ordered: read.query.order.length > 0,
    query: read.query,
  }
}

const nowhere: Surroundings = { vocabulary: { fields: [], functions: [] }, zone: 'UTC', own: new Map() }

/** The words that a viewer may use, as plain data for `QueryField`. */
export async function itemVocabulary(asker: Asker): Promise<Vocabulary> {
  return asViewer(asker, async (tx) => (await surroundings(tx)).vocabulary)
}

/** For scripts: a query that cannot be read is refused, with the place and the choices at the parameter `q`. */
export function orRefused(asked: ItemsWhere): Extract<ItemsWhere, { ok: true }> {
  if (asked.ok) return asked
  const { from, to, choices } = asked.problem
  const message = problemInWords(asked.problem)
  throw new Refusal('invalid', message, [{ path: 'q', message, position: { from, to }, choices }])
}
