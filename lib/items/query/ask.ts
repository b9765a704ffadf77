// A query, and the first lines of its answer as they are drawn in a list.
import type { Asker } from '../../kernel/audience'
import { asViewer, Prisma } from '../../kernel/db'
import type { QueryProblem } from '../../kernel/query'
import type { ItemType, Priority, Status } from '../schema'
import { itemsWhere } from './where'

export type AskedItem = {
  key: string
  title: string
  type: ItemType
  status: Status
  priority: Priority
  assignee: string | null
  due: string | null
}

export type Asked = { ok: true; items: AskedItem[]; more: boolean } | { ok: false; problem: QueryProblem }

/** The items that a query answers to this asker, in its order; without the archived ones. */
export async function askItems(
  asker: Asker,
  { q, limit = 20 }: { q: string; limit?: number },
): Promise<Asked> {
  return asViewer(asker, async (tx, viewer): Promise<Asked> => {
    const asked = await itemsWhere(tx, viewer, q)
    if (!asked.ok) return asked
    const rows = await tx.$queryRaw<AskedItem[]>(Prisma.sql`
      SELECT i.key, i.title, i.type, i.status, i.priority, to_char(i.due, 'YYYY-MM-DD') AS due,
        (SELECT p.name FROM work.person p WHERE p.id = i.assignee_id) AS assignee
      FROM work.item i WHERE i.archived_at IS NULL AND ${asked.where} ORDER BY ${asked.orderBy} LIMIT ${limit + 1}`)
    return { ok: true, items: rows.slice(0, limit), more: rows.length > limit }
  })
}
