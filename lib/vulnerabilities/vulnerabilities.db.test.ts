// Clocks that are written with the change of their item, and risks that two people decide on.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { letIn, type Cast } from '../instruments/cast'
import {
  archiveItem,
  boardCards,
  changeManyItems,
  createItem,
  itemForApi,
  itemsWhere,
  moveItem,
  undoManyItems,
  updateItem,
  type Severity,
} from '../items'
import { asViewer, closeClients, Prisma } from '../kernel/db'
import { atTime } from '../kernel/now'
import { changeStage, retireStage, workflow } from '../workflow'
import { askRisk, decideRisk, findVulnerability } from '.'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
let cast: Pick<Cast, 'lead' | 'engineer' | 'analyst' | 'employee'>
/** A Monday. */
const monday = new Date('2026-12-07T10:00:00Z')
const later = (days: number) => new Date(monday.getTime() + days * 86_400_000)

beforeAll(async () => {
  await owner.connect()
  cast = await letIn(owner, ['lead', 'engineer', 'analyst', 'employee'])
})
afterAll(async () => {
  await closeClients()
  await owner.end()
})

type Row = { name: string; started: string; due: string; met: string | null; target: number }

async function clocksOf(key: string): Promise<Record<string, Row>> {
  const day = (column: string) => `to_char(c.${column} AT TIME ZONE 'UTC', 'MM-DD HH24:MI')`
  const { rows } = await owner.query<Row>(
    `SELECT c.name, c.target_days AS target, ${day('started_at')} AS started, ${day('due_at')} AS due, ${day('met_at')} AS met
     FROM work.item_clock c JOIN work.item i ON i.id = c.item_id WHERE i.key = $1`,
    [key],
  )
  return Object.fromEntries(rows.map((row) => [row.name, row]))
}

function found(severity: Severity | null = null, more: object = {}) {
  return atTime(monday, () =>
    createItem(cast.analyst, {
      title: 'Token in a log',
      origin: 'bug',
      type: 'vulnerability',
      severity,
      ...more,
    }),
  )
}

test('a vulnerability is found, triaged, estimated, fixed: each clock begins and ends with the change itself', async () => {
  const { key } = await found()
  expect(await clocksOf(key)).toMatchObject({ triage: { due: '12-10 10:00', met: null } })
  await atTime(later(1), () => updateItem(cast.analyst, { key, severity: 'high' }))
  expect(Object.keys(await clocksOf(key))).toEqual(['triage'])
  await atTime(later(2), () => updateItem(cast.analyst, { key, stage: 'reported' }))
  expect(await clocksOf(key)).toMatchObject({
    triage: { met: '12-09 10:00' },
    estimate: { started: '12-09 10:00', due: '12-14 10:00', met: null },
    fix: { started: '12-09 10:00', due: '12-23 10:00', met: null },
  })
  await atTime(later(3), () => updateItem(cast.engineer, { key, estimate: 3 }))
  await atTime(later(4), () => moveItem(cast.engineer, { key, status: 'in-progress' }))
  expect(await clocksOf(key)).toMatchObject({ estimate: { met: '12-10 10:00' }, fix: { met: null } })
  await atTime(later(7), () => moveItem(cast.engineer, { key, status: 'done' }))
  expect(await clocksOf(key)).toMatchObject({ fix: { met: '12-14 10:00' } })
  const sheet = (await findVulnerability(cast.lead, key))!
  expect(sheet.clocks.map(({ name, mood }) => [name, mood])).toEqual([
    ['Triage', 'kept'],
    ['Estimate', 'kept'],
    ['Fix', 'kept'],
  ])
})

test('a bug that turns out to be a vulnerability has clocks from then on, and none once it is a bug again', async () => {
  const { key } = await found('low', { type: 'bug' })
  expect(await clocksOf(key)).toEqual({})
  await atTime(later(1), () => updateItem(cast.analyst, { key, type: 'vulnerability' }))
  expect(await clocksOf(key)).toMatchObject({ triage: { started: '12-08 10:00' } })
  await updateItem(cast.analyst, { key, type: 'bug' })
  expect(await clocksOf(key)).toEqual({})
})

test('opened again, a fix runs on from where it was, without the time for which it was closed', async () => {
  const { key } = await found('critical', { stage: 'reported' })
  expect(await clocksOf(key)).toMatchObject({ fix: { due: '12-10 10:00' } })
  await atTime(later(1), () => updateItem(cast.analyst, { key, stage: 'resolved' }))
  await atTime(later(8), () => updateItem(cast.analyst, { key, stage: 'pending-fix' }))
  expect(await clocksOf(key)).toMatchObject({
    fix: { started: '12-07 10:00', due: '12-17 10:00', met: null },
  })
})

test('many at once, and their undo, keep their clocks too', async () => {
  const keys = [(await found('medium')).key, (await found('medium')).key]
  const done = await atTime(later(1), () =>
    changeManyItems(cast.analyst, { keys, changes: { stage: 'reported', severity: 'low' } }),
  )
  for (const key of keys) expect(await clocksOf(key)).toMatchObject({ fix: { target: 100 } })
  await undoManyItems(cast.analyst, { commandId: done.id })
  // Triage once done stays done; the severity is what it was, and its time with it.
  for (const key of keys) expect(await clocksOf(key)).toMatchObject({ fix: { target: 40 } })
})

test('a stage that is taken out under a vulnerability ends what the new place ends', async () => {
  const { key } = await found('high', { stage: 'triaging' })
  expect(await clocksOf(key)).not.toHaveProperty('fix')
  const { stages } = (await workflow(cast.lead)).types.find(({ type }) => type === 'vulnerability')!
  const [triaging, reported] = ['triaging', 'reported'].map((slug) =>
    stages.find((each) => each.slug === slug)!,
  )
  await retireStage(cast.lead, { id: triaging!.id, version: triaging!.version, toStage: reported!.id })
  expect((await clocksOf(key)).triage!.met).not.toBeNull()
  expect(await clocksOf(key)).toHaveProperty('fix')
  const validating = stages.find(({ slug }) => slug === 'validating')!
  await updateItem(cast.analyst, { key, stage: 'validating' })
  await changeStage(cast.lead, { id: validating.id, version: validating.version, status: 'done' })
  expect((await clocksOf(key)).fix!.met).not.toBeNull()
})

test('a broken promise is on the card while it is open, and a query finds it ever after', async () => {
  const cardOf = async (key: string) =>
    (await boardCards(cast.lead, { filter: { text: key } })).cells.flatMap(({ cards }) => cards)[0]!
  const asked = (key: string, word: 'breached' | 'overdue') =>
    asViewer(cast.lead, async (tx, viewer) => {
      const found = await itemsWhere(tx, viewer, `key = ${key} AND ${word}()`)
      if (!found.ok) throw new Error(JSON.stringify(found.problem))
      return tx.$queryRaw<{ key: string }[]>(
        Prisma.sql`SELECT i.key FROM work.item i WHERE ${found.where} AND i.archived_at IS NULL`,
      )
    })
  const late = await atTime(new Date('2026-01-05T10:00:00Z'), () =>
    createItem(cast.analyst, { title: 'Long ago', origin: 'bug', type: 'vulnerability' }),
  )
  expect((await cardOf(late.key)).clock).toEqual({ name: 'triage', due: '2026-01-08T10:00:00Z' })
  expect(await asked(late.key, 'breached')).toEqual([{ key: late.key }])
  expect(await asked(late.key, 'overdue')).toEqual([{ key: late.key }])
  await updateItem(cast.analyst, { key: late.key, severity: 'informational', stage: 'reported' })
  expect((await cardOf(late.key)).clock).toBeNull()
  // Broken is broken, though nothing is late any more: the two are asked apart.
  expect(await asked(late.key, 'overdue')).toEqual([])
  expect(await asked(late.key, 'breached')).toEqual([{ key: late.key }])
  const now = await current('low')
  expect(await asked(now.key, 'breached')).toEqual([])
  expect((await cardOf(now.key)).clock).toMatchObject({ name: 'estimate' })
})

test('a change that is taken back leaves no clock behind', async () => {
  const { key } = await found()
  await expect(
    updateItem(cast.analyst, { key, stage: 'reported', severity: 'high', assignee: 'nobody@example.com' }),
  ).rejects.toThrow()
  expect(Object.keys(await clocksOf(key))).toEqual(['triage'])
})

test('clocks and risks are the team’s: other teammates see neither, even under an internal item', async () => {
  const { key } = await found('low', { stage: 'reported', audience: 'internal' })
  expect(await itemForApi(cast.employee, key)).not.toBeNull()
  expect(await findVulnerability(cast.employee, key)).toBeNull()
  const restricted = await found('low', { stage: 'reported', audience: 'restricted' })
  expect(await findVulnerability(cast.analyst, restricted.key)).not.toBeNull()
  expect(await findVulnerability(cast.lead, restricted.key)).toBeNull()
  expect(await findVulnerability(cast.lead, 'SEC-999999')).toBeNull()
})

const acceptance = (key: string) => ({
  kind: 'acceptance' as const,
  key,
  why: 'The feature goes away in spring.',
  mitigations: 'It is behind the company’s network.',
  effort: 'Three weeks of two people.',
  reviewOn: dayFromNow(90),
})
const extension = (key: string, until = dayFromNow(400)) => ({
  kind: 'extension' as const,
  key,
  affected: 'The old importer.',
  howFound: 'A scan.',
  why: 'The vendor is late.',
  mitigations: 'The import is switched off.',
  until,
})

function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

async function current(severity: Severity, more: object = {}) {
  return createItem(cast.analyst, {
    title: 'Old importer trusts its files',
    origin: 'bug',
    type: 'vulnerability',
    severity,
    stage: 'reported',
    ...more,
  })
}

test('a small risk is accepted by another person of the team, and comes back for review', async () => {
  const { key } = await current('medium')
  const asked = await askRisk(cast.analyst, acceptance(key))
  const grant = { ...asked, decision: 'granted' as const, words: 'Agreed: it goes away anyway.' }
  await expect(decideRisk(cast.analyst, grant)).rejects.toMatchObject({ code: 'not-allowed' })
  await decideRisk(cast.engineer, grant)
  expect(await itemForApi(cast.lead, key)).toMatchObject({ status: 'done', stage: 'risk-accepted' })
  expect((await clocksOf(key)).fix!.met).not.toBeNull()
  const sheet = (await findVulnerability(cast.analyst, key))!
  expect(sheet).toMatchObject({ accepted: true, review: { on: dayFromNow(90), isDue: false } })
  expect(sheet.risks).toMatchObject([
    { decision: 'granted', decidedBy: 'Security engineer', askedBy: 'Security analyst' },
  ])
  await expect(decideRisk(cast.lead, grant)).rejects.toMatchObject({ code: 'stale' })
})

test('a critical or high one is accepted by an admin who did not ask', async () => {
  for (const severity of ['critical', 'high'] as const) {
    const { key } = await current(severity)
    const asked = await askRisk(cast.analyst, acceptance(key))
    const grant = { ...asked, decision: 'granted' as const, words: 'Until the spring.' }
    await expect(decideRisk(cast.engineer, grant)).rejects.toThrow('for an admin')
    await decideRisk(cast.lead, grant)
    expect(await itemForApi(cast.lead, key)).toMatchObject({ stage: 'risk-accepted' })
  }
  const { key } = await current('critical')
  const own = await askRisk(cast.lead, acceptance(key))
  await expect(decideRisk(cast.lead, { ...own, decision: 'granted', words: 'By myself.' })).rejects.toThrow(
    'somebody else decides',
  )
})

test('refused, nothing changes but the record', async () => {
  const { key } = await current('low')
  const before = await itemForApi(cast.lead, key)
  const asked = await askRisk(cast.analyst, acceptance(key))
  await decideRisk(cast.lead, { ...asked, decision: 'refused', words: 'A day of work mends it.' })
  expect(await itemForApi(cast.lead, key)).toEqual(before)
  expect((await findVulnerability(cast.lead, key))!.risks[0]).toMatchObject({ decision: 'refused' })
})

test('granted time moves the fix’s clock to the end of that day, and survives the next change', async () => {
  const { key } = await current('high')
  const until = dayFromNow(40)
  await expect(askRisk(cast.analyst, extension(key, dayFromNow(2)))).rejects.toMatchObject({
    fields: [{ path: 'until' }],
  })
  const asked = await askRisk(cast.analyst, extension(key, until))
  const due = async () => (await clocksOf(key)).fix!.due
  const before = await due()
  await decideRisk(cast.lead, { ...asked, decision: 'granted', words: 'The vendor says so too.' })
  expect(await due()).toMatch(new RegExp(`^${until.slice(5)}`))
  expect(await due()).not.toBe(before)
  await updateItem(cast.analyst, { key, estimate: 5 })
  expect(await due()).toMatch(new RegExp(`^${until.slice(5)}`))
  await updateItem(cast.analyst, { key, severity: 'critical' })
  expect(await due()).not.toMatch(new RegExp(`^${until.slice(5)}`))
})

test('what is asked is asked with days that can be, once, and for what the item is', async () => {
  const { key } = await current('low')
  for (const [input, path] of [
    [{ ...acceptance(key), reviewOn: dayFromNow(0) }, 'reviewOn'],
    [{ ...acceptance(key), reviewOn: dayFromNow(200) }, 'reviewOn'],
    [{ ...acceptance(key), why: ' ' }, 'why'],
  ] as const)
    await expect(askRisk(cast.analyst, input), path).rejects.toMatchObject({ fields: [{ path }] })
  const asked = await askRisk(cast.analyst, acceptance(key))
  await expect(askRisk(cast.engineer, acceptance(key))).rejects.toMatchObject({ code: 'conflict' })
  await updateItem(cast.analyst, { key, severity: 'critical' })
  await expect(decideRisk(cast.lead, { ...asked, decision: 'granted', words: 'As it was.' })).rejects.toThrow(
    'its severity has changed',
  )
  const bug = await found('low', { type: 'bug' })
  await expect(askRisk(cast.analyst, acceptance(bug.key))).rejects.toMatchObject({ code: 'conflict' })
  const untriaged = await found()
  await expect(askRisk(cast.analyst, acceptance(untriaged.key))).rejects.toThrow('how bad')
  await expect(askRisk(cast.employee, acceptance(key))).rejects.toMatchObject({ code: 'not-allowed' })
})

test.each([
  ['done', (key: string) => updateItem(cast.analyst, { key, stage: 'resolved' }), 'done meanwhile'],
  ['archived', (key: string) => archiveItem(cast.analyst, { key }), 'archived meanwhile'],
  ['a bug', (key: string) => updateItem(cast.analyst, { key, type: 'bug' }), 'no vulnerability any more'],
])('what became %s while a risk was asked for is not decided on any more', async (_, meanwhile, words) => {
  const { key } = await current('low')
  const asked = [await askRisk(cast.analyst, acceptance(key)), await askRisk(cast.analyst, extension(key))]
  await meanwhile(key)
  const before = await itemForApi(cast.lead, key)
  for (const risk of asked)
    for (const decision of ['granted', 'refused'] as const)
      await expect(decideRisk(cast.lead, { ...risk, decision, words: 'As asked.' })).rejects.toThrow(words)
  expect(await itemForApi(cast.lead, key)).toEqual(before)
  const { rows } = await owner.query('SELECT decision FROM work.risk_decision WHERE id = ANY ($1)', [
    asked.map(({ id }) => id),
  ])
  expect(rows).toEqual([{ decision: null }, { decision: null }])
})

test('an accepted risk may be accepted for longer, though it is done', async () => {
  const { key } = await current('low')
  const first = await askRisk(cast.analyst, acceptance(key))
  await decideRisk(cast.lead, { ...first, decision: 'granted', words: 'Fine.' })
  const again = await askRisk(cast.analyst, { ...acceptance(key), reviewOn: dayFromNow(120) })
  await decideRisk(cast.lead, { ...again, decision: 'granted', words: 'Still fine.' })
  expect((await findVulnerability(cast.lead, key))!.review).toEqual({ on: dayFromNow(120), isDue: false })
})

test('a risk of a restricted item is there for those named alone', async () => {
  const { key } = await current('low', { audience: 'restricted' })
  const asked = await askRisk(cast.analyst, acceptance(key))
  await expect(
    decideRisk(cast.lead, { ...asked, decision: 'granted', words: 'Blindly.' }),
  ).rejects.toMatchObject({ code: 'not-found' })
})

test('of two who decide at once one is too late', async () => {
  const { key } = await current('low')
  const asked = await askRisk(cast.analyst, acceptance(key))
  const both = await Promise.allSettled([
    decideRisk(cast.lead, { ...asked, decision: 'granted', words: 'Yes.' }),
    decideRisk(cast.engineer, { ...asked, decision: 'refused', words: 'No.' }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('a risk is accepted by a decision alone, and only as bad as it was then', async () => {
  const { key } = await current('low')
  await expect(updateItem(cast.analyst, { key, stage: 'risk-accepted' })).rejects.toMatchObject({
    fields: [{ path: 'stage' }],
  })
  const asked = await askRisk(cast.analyst, acceptance(key))
  await decideRisk(cast.engineer, { ...asked, decision: 'granted', words: 'Fine.' })
  await expect(updateItem(cast.analyst, { key, severity: 'critical' })).rejects.toMatchObject({
    fields: [{ path: 'severity' }],
  })
  await updateItem(cast.analyst, { key, status: 'ready' })
  await updateItem(cast.analyst, { key, severity: 'critical' })
  expect(await itemForApi(cast.lead, key)).toMatchObject({ severity: 'critical', status: 'ready' })
})
