// Living with a risk, or more time for it: somebody asks with reasons, somebody else decides with words. Who may decide
// follows from the severity, and the database holds the same rule.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { isTeam } from '../kernel/audience'
import { dayIn } from '../kernel/clock'
import { command, tooLate, type Context } from '../kernel/command'
import { Prisma, type Tx } from '../kernel/db'
import { conflict, invalid, notAllowed, orNotFound, refuseIf } from '../kernel/errors'
import { workCalendar } from '../kernel/work-calendar'
import { changeItem, getItemToChange, type Severity, type Status } from '../items'
import { keepClocks } from './clocks'
import { isSettled, lastReview, notToDecide, refuseDecider } from './rules'
import {
  acceptedStage,
  askRiskSchema,
  decideRiskSchema,
  reviewMonths,
  type AskRisk,
  type RiskKind,
} from './schema'

/** Nothing was written then, and the clock that calls for it every minute leaves no trace. */
const nothingDue = 'No accepted risk is to be looked at again today.'

const dayOf = (text: string) => new Date(`${text}T00:00:00Z`)
const asDay = (date: Date | null) => date?.toISOString().slice(0, 10) ?? null

/** Asks that a risk be accepted, or that its fix may take longer. */
export const askRisk = command({
  name: 'risk.ask',
  input: askRiskSchema,
  may: isTeam,
  async run({ tx, viewer, input, now, note }) {
    const item = await getItemToChange(tx, viewer, input.key)
    refuseIf(item.type !== 'vulnerability', 'Only a vulnerability has a risk to be decided on.')
    if (!item.severity) throw conflict('Say how bad it is first: who decides follows from its severity.')
    const waiting = await tx.riskDecision.count({
      where: { itemId: item.id, kind: input.kind, decision: null },
    })
    refuseIf(waiting > 0, 'The same was asked already and waits for a decision.')
    const today = await todayOf(tx, now)
    await refuseDays(tx, { input, itemId: item.id, status: item.status, today })
    const { kind, key: _key, ...said } = input
    const id = randomUUID()
    await tx.riskDecision.create({
      data: {
        id,
        itemId: item.id,
        kind,
        severity: item.severity,
        ...inColumns(said),
        askedById: viewer.id!,
        askedAt: now,
      },
      select: { id: true },
    })
    note.created({ kind: 'risk', id, version: 1 }, 'risk.asked')
    note.told({ kind: 'item', id: item.id, version: item.version }, 'item.risk')
    return { id, version: 1 }
  },
  replay: ({ tx, id }) => tx.riskDecision.findFirst({ where: { id }, select: { id: true, version: true } }),
})

/** Grants or refuses, with words. An accepted risk leaves the board; granted time moves the fix's clock. */
export const decideRisk = command({
  name: 'risk.decide',
  input: decideRiskSchema,
  may: isTeam,
  async run(context) {
    const { tx, viewer, input, now, note } = context
    const risk = orNotFound(
      await tx.riskDecision.findFirst({
        where: { id: input.id },
        include: { item: { select: { key: true, archivedAt: true } } },
      }),
    )
    const severity = risk.severity as Severity
    const refusal = refuseDecider({ severity, askedById: risk.askedById }, viewer)
    if (refusal) throw notAllowed(refusal)
    if (risk.decision || risk.version !== input.version)
      throw await tooLate(tx, { kind: 'risk', id: risk.id, since: input.version })
    refuseIf(risk.item.archivedAt !== null, notToDecide.archived)
    const item = await getItemToChange(tx, viewer, risk.item.key)
    refuseIf(item.type !== 'vulnerability', notToDecide.otherType)
    refuseIf(isSettled(item, risk.kind as RiskKind), notToDecide.done)
    refuseIf(
      item.severity !== severity,
      `It was asked for a ${severity} risk, and its severity has changed. Ask again for what it is now.`,
    )
    const granted = input.decision === 'granted'
    const last = asDay(risk.until ?? risk.reviewOn)
    refuseIf(
      granted && last !== null && last < (await todayOf(tx, now)),
      'The day that was asked for has passed. Refuse this, and ask again.',
    )
    const written = await tx.riskDecision.updateMany({
      where: { id: risk.id, version: input.version, decision: null },
      data: {
        decision: input.decision,
        words: input.words,
        decidedById: viewer.id,
        decidedAt: now,
        version: { increment: 1 },
      },
    })
    if (written.count === 0) throw await tooLate(tx, { kind: 'risk', id: risk.id, since: input.version })
    note.changed(
      { kind: 'risk', id: risk.id, version: risk.version + 1 },
      {
        before: { decision: null },
        after: { decision: input.decision },
        fields: ['decision'],
        event: `risk.${input.decision}`,
      },
    )
    if (granted) await carryOut(context, risk.kind, item)
    note.told({ kind: 'item', id: item.id, version: item.version }, 'item.risk')
    note.detail({ decision: input.decision })
    return { id: risk.id, version: risk.version + 1 }
  },
  replay: ({ tx, id }) => tx.riskDecision.findFirst({ where: { id }, select: { id: true, version: true } }),
})

type Item = Awaited<ReturnType<typeof getItemToChange>>

async function carryOut(context: Context<unknown>, kind: string, item: Item) {
  const { tx } = context
  if (kind === 'extension') {
    const place = { type: 'vulnerability', status: item.status as Status } as const
    return keepClocks(context, [{ id: item.id, was: place, is: place }])
  }
  // A team that took the stage out of its workflow still closes what it accepts.
  const stage = await tx.stage.findFirst({
    where: { type: 'vulnerability', slug: acceptedStage, retiredAt: null },
    select: { slug: true },
  })
  await changeItem(context, item, stage ? { stage: stage.slug } : { status: 'done' })
}

async function refuseDays(
  tx: Tx,
  { input, itemId, status, today }: { input: AskRisk; itemId: string; status: string; today: string },
) {
  if (input.kind === 'acceptance') {
    const last = lastReview(today, reviewMonths)
    if (input.reviewOn <= today) throw invalid('reviewOn', 'It is looked at again on a day to come.')
    if (input.reviewOn > last)
      throw invalid('reviewOn', `An accepted risk is looked at again within six months: by ${last}.`)
    return
  }
  refuseIf(status === 'done', 'It is done: there is nothing to be late with.')
  const fix = await tx.itemClock.findFirst({ where: { itemId, name: 'fix', metAt: null } })
  if (!fix) throw conflict('Nothing is promised for its fix, so there is nothing to extend.')
  const { zone } = await workCalendar(tx)
  const due = dayIn(fix.dueAt, zone)
  if (input.until <= today) throw invalid('until', 'More time ends on a day to come.')
  if (input.until <= due) throw invalid('until', `Its fix is due on ${due} already. Ask for a later day.`)
}

async function todayOf(tx: Tx, now: Date): Promise<string> {
  const { zone } = await workCalendar(tx)
  return dayIn(now, zone)
}

function inColumns(said: { reviewOn?: string; until?: string; [field: string]: string | undefined }) {
  const { reviewOn, until, ...words } = said
  return {
    ...(words as { why: string }),
    reviewOn: reviewOn ? dayOf(reviewOn) : null,
    until: until ? dayOf(until) : null,
  }
}

/** An accepted risk comes back: on the day of its review its people are told, once. */
export const remindOfRisks = command({
  name: 'risk.remind',
  input: z.strictObject({}),
  may: (viewer) => viewer.role === 'system',
  async run({ tx, now, note }) {
    const today = await todayOf(tx, now)
    const due = await tx.$queryRaw<{ id: string }[]>(
      Prisma.sql`SELECT id FROM work.take_risk_reviews(${today}::date, ${now}) AS id`,
    )
    refuseIf(due.length === 0, nothingDue)
    for (const { id } of due) note.told({ kind: 'risk', id, version: 1 }, 'risk.review-due')
    note.detail({ risks: due.length })
    return { id: due[0]!.id }
  },
})
