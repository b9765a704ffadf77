// Every id in an input is looked up as the viewer: what a viewer cannot see cannot be named as parent, goal or neighbour.
import { isHouse, type Viewer } from '../../kernel/audience'
import { Prisma, type Tx } from '../../kernel/db'
import { invalid, notAllowed, notFound, orNotFound } from '../../kernel/errors'
import { isKey } from '../../kernel/shapes'
import { onceIn } from './once'

/** The living item behind a key, as this viewer sees it, or "there is nothing here". */
export async function getItem(tx: Tx, key: string) {
  if (!isKey(key)) throw notFound()
  const item = await tx.item.findFirst({ where: { key: key.toUpperCase(), archivedAt: null } })
  return orNotFound(item)
}

export type FoundItem = Awaited<ReturnType<typeof getItemToChange>>

/** The item, locked for a change by the team. Whoever may see but not change it is told so; others find nothing. */
export async function getItemToChange(tx: Tx, viewer: Viewer, key: string, { archived = false } = {}) {
  if (!isKey(key)) throw notFound()
  const where = { key: key.toUpperCase(), archivedAt: archived ? { not: null } : null }
  if (!isHouse(viewer)) {
    orNotFound(await tx.item.findFirst({ where, select: { id: true } }))
    throw notAllowed('Only the security team changes items.')
  }
  // The lock comes first: what is read afterwards is what the change is made to. The workflow is held before the item, in the
  // order in which its own commands go, or the two would wait for each other.
  await tx.$queryRaw(
    Prisma.sql`SELECT 1 FROM work.item WHERE key = ${where.key} AND work.hold_workflow() FOR UPDATE`,
  )
  return orNotFound(await tx.item.findFirst({ where, include: { goals: { select: { goalId: true } } } }))
}

export async function personId(tx: Tx, text: string, field: string): Promise<string> {
  const isId = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text)
  const found = await onceIn(tx, `person ${text}`, () =>
    tx.person.findFirst({
      where: {
        ...(isId ? { id: text } : { email: text.toLowerCase() }),
        disabledAt: null,
        role: { not: 'guest' },
      },
      select: { id: true },
    }),
  )
  if (!found) throw invalid(field, 'Nobody here goes by that. Choose somebody from the list.')
  return found.id
}

export async function parentId(tx: Tx, key: string, child: string | null): Promise<string> {
  const parent = isKey(key)
    ? await tx.item.findFirst({ where: { key: key.toUpperCase(), archivedAt: null }, select: { id: true } })
    : null
  if (!parent) throw invalid('parent', 'There is no such item to be a part of.')
  if (child) {
    const [above] = await tx.$queryRaw<{ circle: boolean }[]>(Prisma.sql`
      WITH RECURSIVE up(id, parent_id, depth) AS (
        SELECT id, parent_id, 1 FROM work.item WHERE id = ${parent.id}::uuid
        UNION ALL SELECT i.id, i.parent_id, depth + 1 FROM up JOIN work.item i ON i.id = up.parent_id WHERE depth < 50
      ) SELECT EXISTS (SELECT 1 FROM up WHERE id = ${child}::uuid) AS circle`)
    if (above?.circle) throw invalid('parent', 'An item cannot be a part of itself.')
  }
  return parent.id
}

export async function iterationId(tx: Tx, number: number): Promise<string> {
  const found = await onceIn(tx, `iteration ${number}`, () =>
    tx.iteration.findUnique({ where: { number }, select: { id: true } }),
  )
  if (!found) throw invalid('iteration', `There is no iteration ${number}.`)
  return found.id
}

export async function releaseId(tx: Tx, slug: string): Promise<string> {
  const found = await onceIn(tx, `release ${slug}`, () =>
    tx.release.findFirst({ where: { slug, archivedAt: null }, select: { id: true } }),
  )
  if (!found) throw invalid('release', 'There is no such release.')
  return found.id
}

export async function goalIds(tx: Tx, slugs: string[]): Promise<string[]> {
  const wanted = [...new Set(slugs)]
  if (wanted.length === 0) return []
  const found = await onceIn(tx, `goals ${wanted.join(' ')}`, () =>
    tx.goal.findMany({ where: { slug: { in: wanted }, archivedAt: null }, select: { id: true } }),
  )
  if (found.length !== wanted.length)
    throw invalid('goals', 'One of the goals is not there. Choose from the list.')
  return found.map((goal) => goal.id).sort()
}

/** The people for whom a restricted item will exist: the writer, and others of the security team. */
export async function circle(tx: Tx, viewer: Viewer, ids: string[]): Promise<string[]> {
  if (!viewer.id)
    throw invalid('audience', 'Somebody must be named on a restricted item, and Daylight itself is nobody.')
  const wanted = [...new Set([viewer.id, ...ids])]
  const found = await tx.person.findMany({
    where: { id: { in: wanted }, role: { in: ['security', 'admin'] }, disabledAt: null },
    select: { id: true },
  })
  if (found.length !== wanted.length)
    throw invalid('named', 'Only people of the security team can be named here.')
  // The writer first: from then on the writer may read the list that is being made.
  return wanted
}
