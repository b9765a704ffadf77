// Clocks are written with the change of their item, in its transaction (lib/wiring).
import { randomUUID } from 'node:crypto'
import { severities, type AfterItemChange, type Severity } from '../items'
import { Prisma, type Tx } from '../kernel/db'
import { invalid } from '../kernel/errors'
import { workCalendar } from '../kernel/work-calendar'
import { acceptedStage } from './schema'
import { clocksAfter, type Clock, type Extension, type Vulnerability } from './rules'

export type Timed = Vulnerability & { id: string; clocks: Clock[]; extensions: Extension[] }

/** Makes, turns and takes away the clocks of those among the changed items that are vulnerabilities, or were. */
export const keepClocks: AfterItemChange = async ({ tx, now }, changes) => {
  const concerned = changes.filter(({ was, is }) => [was?.type, is.type].includes('vulnerability'))
  if (concerned.length === 0) return
  await refuseUndecided(tx, concerned)
  const calendar = await workCalendar(tx)
  const items = await timedItems(
    tx,
    concerned.map(({ id }) => id),
  )
  for (const item of items) {
    const wasDone = concerned.find(({ id }) => id === item.id)?.was?.status === 'done'
    const after = clocksAfter({ ...item, item, wasDone, now, calendar })
    await write(tx, item, after)
  }
}

/** A risk is accepted by a decision of two people, and only as bad as it was when they decided. */
async function refuseUndecided(tx: Tx, changes: Parameters<AfterItemChange>[1]) {
  for (const { id, was, is } of changes) {
    const entered = is.stage === acceptedStage && was?.stage !== acceptedStage
    const worsened = is.stage === acceptedStage && was?.severity !== is.severity
    if (!entered && !worsened) continue
    const granted = await tx.riskDecision.findFirst({
      where: { itemId: id, kind: 'acceptance', decision: 'granted' },
      orderBy: { decidedAt: 'desc' },
      select: { severity: true },
    })
    if (
      granted &&
      severities.indexOf(is.severity as Severity) >= severities.indexOf(granted.severity as Severity)
    )
      continue
    throw entered
      ? invalid('stage', 'A risk is accepted by a decision: ask for it under Promises on the item’s page.')
      : invalid(
          'severity',
          'The risk was accepted as it was then. Open it again before it is said to be worse.',
        )
  }
}

/** Items with what their clocks follow from, in one statement. */
export async function timedItems(tx: Tx, ids: readonly string[]): Promise<Timed[]> {
  type Kept = Omit<Clock, 'startedAt' | 'dueAt' | 'metAt'> & Record<'startedAt' | 'dueAt' | 'metAt', number>
  const rows = await tx.$queryRaw<(Omit<Timed, 'clocks'> & { clocks: Kept[] })[]>(Prisma.sql`
    SELECT i.id, i.type, i.status, i.stage, i.severity, i.estimate, to_char(i.due, 'YYYY-MM-DD') AS due,
      (SELECT coalesce(json_agg(json_build_object('name', c.name, 'targetDays', c.target_days, 'pausedMs', c.paused_ms,
        'startedAt', extract(epoch FROM c.started_at) * 1000, 'dueAt', extract(epoch FROM c.due_at) * 1000,
        'metAt', extract(epoch FROM c.met_at) * 1000)), '[]') FROM work.item_clock c WHERE c.item_id = i.id) AS clocks,
      (SELECT coalesce(json_agg(json_build_object('severity', r.severity, 'until', r.until)), '[]')
        FROM work.risk_decision r WHERE r.item_id = i.id AND r.kind = 'extension' AND r.decision = 'granted') AS extensions
    FROM work.item i WHERE i.id = ANY (${[...ids]}::uuid[]) ORDER BY i.id`)
  const time = (ms: number) => new Date(Number(ms))
  return rows.map((row) => ({
    ...row,
    clocks: row.clocks.map(({ startedAt, dueAt, metAt, ...clock }) => ({
      ...clock,
      startedAt: time(startedAt),
      dueAt: time(dueAt),
      metAt: metAt === null ? null : time(metAt),
    })),
  }))
}

async function write(tx: Tx, item: Timed, after: readonly Clock[]) {
  const gone = item.clocks.filter(({ name }) => !after.some((each) => each.name === name))
  if (gone.length > 0)
    await tx.itemClock.deleteMany({ where: { itemId: item.id, name: { in: gone.map(({ name }) => name) } } })
  for (const clock of after) {
    const before = item.clocks.find(({ name }) => name === clock.name)
    if (!before) await tx.itemClock.createMany({ data: [{ id: randomUUID(), itemId: item.id, ...clock }] })
    else if (JSON.stringify(inFull(before)) !== JSON.stringify(inFull(clock)))
      await tx.itemClock.updateMany({ where: { itemId: item.id, name: clock.name }, data: inFull(clock) })
  }
}

function inFull({ targetDays, startedAt, dueAt, metAt, pausedMs }: Clock) {
  return { targetDays, startedAt, dueAt, metAt, pausedMs }
}
