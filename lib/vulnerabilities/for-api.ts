// What scripts are told about a vulnerability: its clocks, and what was asked and decided about its risk. For the team, as on
// the item's page; everybody else is told what anyone is told of nothing.
import { isTeam, type Asker, type Viewer } from '../kernel/audience'
import { cursorAt, placeOrRefuse } from '../kernel/cursor'
import { asViewer, Prisma, type Tx } from '../kernel/db'
import { now as theTime } from '../kernel/now'
import { isKey } from '../kernel/shapes'
import { workCalendar } from '../kernel/work-calendar'
import type { Severity } from '../items'
import { timedItems } from './clocks'
import { drawClock, refuseDecider } from './rules'
import { clockNames, type ClockName, type DrawnRisk } from './schema'

export type ApiClock = {
  name: ClockName
  target: string
  startedAt: Date
  due: Date
  metAt: Date | null
  breached: boolean
  /** The same in words, as on the item's page. */
  words: string
}

export type ApiRisk = DrawnRisk & { item: string }

/** The clocks of an item; none for what is no vulnerability. Null: there is no such item for this viewer. */
export async function clocksForApi(asker: Asker, key: string): Promise<ApiClock[] | null> {
  if (!isKey(key)) return null
  return asViewer(asker, async (tx, viewer) => {
    const found = await itemOf(tx, viewer, key)
    if (!found) return null
    const [item] = await timedItems(tx, [found.id])
    const [calendar, now] = [await workCalendar(tx), theTime()]
    return clockNames.flatMap((name) => {
      const clock = item?.clocks.find((each) => each.name === name)
      if (!clock) return []
      const { startedAt, dueAt, metAt, targetDays } = clock
      return [
        {
          name,
          target: `${targetDays} business days`,
          startedAt,
          due: dueAt,
          metAt,
          breached: (metAt ?? now) > dueAt,
          words: drawClock(clock, now, calendar).words,
        },
      ]
    })
  })
}

/** What was asked and decided about the risk of an item, the newest first. Null: there is no such item for this viewer. */
export async function pageOfRisks(
  asker: Asker,
  key: string,
  { limit = 50, cursor }: { limit?: number; cursor?: string | null },
): Promise<{ data: ApiRisk[]; next: string | null } | null> {
  if (!isKey(key)) return null
  const list = `risks ${key.toUpperCase()}`
  const after = placeOrRefuse<[string, string]>(list, cursor)
  return asViewer(asker, async (tx, viewer) => {
    const item = await itemOf(tx, viewer, key)
    if (!item) return null
    const rows = await risksWhere(
      tx,
      viewer,
      Prisma.sql`r.item_id = ${item.id}::uuid ${
        after
          ? Prisma.sql`AND (r.asked_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
          : Prisma.empty
      } ORDER BY r.asked_at DESC, r.id DESC LIMIT ${limit + 1}`,
    )
    const last = rows.length > limit ? rows[limit - 1] : undefined
    return {
      data: rows.slice(0, limit).map(({ at: _, ...risk }) => risk),
      next: last ? cursorAt(list, [last.at, last.id]) : null,
    }
  })
}

/** One of them, by its id. */
export async function riskForApi(asker: Asker, id: string): Promise<ApiRisk | null> {
  return asViewer(asker, async (tx, viewer) => {
    if (!isTeam(viewer)) return null
    const [row] = await risksWhere(tx, viewer, Prisma.sql`r.id = ${id}::uuid AND i.archived_at IS NULL`)
    if (!row) return null
    const { at: _, ...risk } = row
    return risk
  })
}

async function itemOf(tx: Tx, viewer: Viewer, key: string): Promise<{ id: string } | null> {
  if (!isTeam(viewer)) return null
  return tx.item.findFirst({ where: { key: key.toUpperCase(), archivedAt: null }, select: { id: true } })
}

type Row = ApiRisk & { askedById: string; severity: Severity; at: string }

async function risksWhere(tx: Tx, viewer: Viewer, which: Prisma.Sql): Promise<(ApiRisk & { at: string })[]> {
  const rows = await tx.$queryRaw<Row[]>(Prisma.sql`
    SELECT r.id, i.key AS item, r.kind, r.severity, r.why, r.mitigations, r.effort, r.affected, r.how_found AS "howFound",
      to_char(r.until, 'YYYY-MM-DD') AS until, to_char(r.review_on, 'YYYY-MM-DD') AS "reviewOn",
      r.asked_by_id AS "askedById", a.name AS "askedBy", r.asked_at AS "askedAt", r.decision, r.words,
      d.name AS "decidedBy", r.decided_at AS "decidedAt", r.version, r.asked_at::text AS at
    FROM work.risk_decision r JOIN work.item i ON i.id = r.item_id JOIN work.person a ON a.id = r.asked_by_id
      LEFT JOIN work.person d ON d.id = r.decided_by_id
    WHERE ${which}`)
  return rows.map(({ askedById, ...risk }) => ({
    ...risk,
    notYours: refuseDecider({ severity: risk.severity, askedById }, viewer),
  }))
}
