import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { letIn, type Cast } from '../instruments/cast'
import { closeClients } from '../kernel/db'
import { atTime } from '../kernel/now'
import { archiveItem, createItem, findItem, updateItem } from '../items'
import {
  closeIteration,
  createIteration,
  findIteration,
  iterationOn,
  iterationRows,
  listIterations,
  startIteration,
  updateIteration,
  velocity,
} from '.'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
const cast = {} as Pick<Cast, 'lead' | 'engineer' | 'analyst' | 'employee'>

beforeAll(async () => {
  await owner.connect()
  Object.assign(cast, await letIn(owner, ['lead', 'engineer', 'analyst', 'employee']))
})
afterAll(async () => {
  await closeClients()
  await owner.end()
})
beforeEach(() =>
  owner.query(
    'DELETE FROM work.comment; DELETE FROM work.named_person; DELETE FROM work.item; DELETE FROM work.iteration',
  ),
)

const fortnight = { startsOn: '2026-11-16', endsOn: '2026-11-27' }
const next = { startsOn: '2026-11-30', endsOn: '2026-12-11' }

async function item(
  iteration: number | null,
  estimate: number | null = 3,
  more: Partial<Parameters<typeof createItem>[1]> = {},
  by = cast.lead,
) {
  return (await createItem(by, { title: 'A piece of work', origin: 'small', iteration, estimate, ...more }))
    .key
}

const rowsOf = async (number: number, by = cast.lead) =>
  Object.fromEntries(
    (await iterationRows(by, number)).map(({ key, planned, here, points, outcome }) => [
      key,
      { planned, here, points, outcome },
    ]),
  )

describe('an iteration is planned', () => {
  test('with aims, a capacity, and a fifth of it kept free unless the team says otherwise', async () => {
    await createIteration(cast.lead, { ...fortnight, aims: ['Everyone has a second factor'], capacity: 30 })
    expect(await findIteration(cast.analyst, 1)).toMatchObject({
      number: 1,
      state: 'planned',
      capacity: 30,
      slack: 20,
      aims: ['Everyone has a second factor'],
    })
    await updateIteration(cast.engineer, { number: 1, version: 1, capacity: null, slack: 30, aims: [] })
    expect(await findIteration(cast.analyst, 1)).toMatchObject({
      capacity: null,
      slack: 30,
      aims: [],
      version: 2,
      ...fortnight,
    })
    await expect(updateIteration(cast.lead, { number: 1, version: 1, slack: 10 })).rejects.toMatchObject({
      code: 'stale',
    })
    await expect(updateIteration(cast.lead, { number: 1, endsOn: '2026-11-01' })).rejects.toMatchObject({
      fields: [{ path: 'endsOn' }],
    })
  })

  test('by the team alone', async () => {
    await createIteration(cast.lead, fortnight)
    for (const tried of [
      () => createIteration(cast.employee, next),
      () => updateIteration(cast.employee, { number: 1, slack: 0 }),
      () => startIteration(cast.employee, { number: 1 }),
      () => closeIteration(cast.employee, { number: 1 }),
    ])
      await expect(tried()).rejects.toMatchObject({ code: 'not-allowed' })
  })
})

describe('an iteration starts', () => {
  test('and remembers what was planned, with the points of that moment; what comes later was added', async () => {
    await createIteration(cast.lead, { ...fortnight, capacity: 20 })
    const [one, two] = [await item(1, 3), await item(1, 5)]
    await startIteration(cast.lead, { number: 1 })
    const later = await item(1, 2)
    await updateItem(cast.lead, { key: one, estimate: 8 })
    await updateItem(cast.lead, { key: one, status: 'done' })
    await updateItem(cast.lead, { key: two, iteration: null })
    expect(await rowsOf(1)).toEqual({
      [one]: { planned: true, here: true, points: 3, outcome: null },
      [two]: { planned: true, here: false, points: 5, outcome: null },
      [later]: { planned: false, here: true, points: null, outcome: null },
    })
    expect(await findIteration(cast.lead, 1)).toMatchObject({
      state: 'running',
      plannedItems: 2,
      plannedPoints: 8,
      plannedDonePoints: 3,
      donePoints: 8,
      addedItems: 1,
      addedPoints: 2,
    })
  })

  test('once, and while no other runs', async () => {
    await createIteration(cast.lead, fortnight)
    await createIteration(cast.lead, next)
    await startIteration(cast.lead, { number: 1 })
    await expect(startIteration(cast.lead, { number: 1 })).rejects.toMatchObject({
      message: 'Iteration 1 runs already.',
    })
    await expect(startIteration(cast.lead, { number: 2 })).rejects.toMatchObject({
      message: 'Iteration 1 is still running. Close it first; one runs at a time.',
    })
    expect(await iterationOn(cast.lead, '2026-12-05')).toMatchObject({ number: 1 })
    await closeIteration(cast.lead, { number: 1 })
    await startIteration(cast.lead, { number: 2 })
    await expect(startIteration(cast.lead, { number: 1 })).rejects.toMatchObject({
      message: 'Iteration 1 is closed already.',
    })
  })

  test('for two who press at once only one time', async () => {
    await createIteration(cast.lead, fortnight)
    await createIteration(cast.lead, next)
    const answers = await Promise.allSettled([
      startIteration(cast.lead, { number: 1 }),
      startIteration(cast.engineer, { number: 2 }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('an iteration ends', () => {
  async function running() {
    await createIteration(cast.lead, fortnight)
    await createIteration(cast.lead, next)
    const keys = {
      done: await item(1, 5),
      carried: await item(1, 3),
      returned: await item(1, 2),
      dropped: await item(1, 1, { audience: 'internal' }),
    }
    await startIteration(cast.lead, { number: 1 })
    await updateItem(cast.lead, { key: keys.done, status: 'done' })
    return keys
  }

  test('with a decision for each unfinished piece; what was planned stays marked as planned', async () => {
    const keys = await running()
    const added = await item(1, 8)
    await closeIteration(cast.engineer, {
      number: 1,
      decisions: [
        { key: keys.carried, decision: 'carried' },
        { key: keys.returned, decision: 'returned' },
        { key: keys.dropped, decision: 'dropped', reason: 'The system it is about is gone.' },
        { key: added, decision: 'carried' },
      ],
    })
    expect(await rowsOf(1)).toEqual({
      [keys.done]: { planned: true, here: true, points: 5, outcome: 'done' },
      [keys.carried]: { planned: true, here: false, points: 3, outcome: 'carried' },
      [keys.returned]: { planned: true, here: false, points: 2, outcome: 'returned' },
      [keys.dropped]: { planned: true, here: false, points: 1, outcome: 'dropped' },
      [added]: { planned: false, here: false, points: 8, outcome: 'carried' },
    })
    expect(await findItem(cast.lead, keys.carried)).toMatchObject({ iteration: 2 })
    expect(await findItem(cast.lead, keys.returned)).toMatchObject({ iteration: null, archivedAt: null })
    const dropped = await findItem(cast.employee, keys.dropped)
    expect(dropped).toMatchObject({ iteration: null, archivedAt: expect.any(Date) })
    expect(dropped!.comments.map(({ body }) => body)).toEqual([
      'Dropped at the end of iteration 1: The system it is about is gone.',
    ])
    expect(await findIteration(cast.lead, 1)).toMatchObject({
      state: 'closed',
      plannedItems: 4,
      plannedPoints: 11,
      plannedDonePoints: 5,
      donePoints: 5,
      addedItems: 1,
      addedPoints: 8,
    })
  })

  test('only whole: one piece without a decision, or a decision that cannot be, and nothing has happened', async () => {
    const keys = await running()
    const others = [
      { key: keys.carried, decision: 'carried' as const },
      { key: keys.returned, decision: 'returned' as const },
    ]
    await expect(closeIteration(cast.lead, { number: 1, decisions: others })).rejects.toMatchObject({
      message: `Say what becomes of ${keys.dropped}.`,
    })
    await expect(
      closeIteration(cast.lead, {
        number: 1,
        decisions: [...others, { key: keys.dropped, decision: 'dropped' }],
      }),
    ).rejects.toMatchObject({ fields: [{ path: 'decisions.2.reason' }] })
    await expect(
      closeIteration(cast.lead, {
        number: 1,
        decisions: [
          ...others,
          { key: keys.dropped, decision: 'returned' },
          { key: 'SEC-999999', decision: 'carried' },
        ],
      }),
    ).rejects.toMatchObject({
      message: 'There is nothing to decide about SEC-999999 any more. Look at the list again.',
    })
    await owner.query('UPDATE work.iteration SET closed_at = now() WHERE number = 2')
    await expect(closeIteration(cast.lead, { number: 1, others: 'carried' })).rejects.toMatchObject({
      message: 'There is no next iteration to carry anything into. Plan it first.',
    })
    expect(await findIteration(cast.lead, 1)).toMatchObject({ state: 'running' })
    expect(Object.values(await rowsOf(1)).every(({ outcome, here }) => outcome === null && here)).toBe(true)
    await closeIteration(cast.lead, { number: 1, others: 'returned' })
    await expect(closeIteration(cast.lead, { number: 1 })).rejects.toMatchObject({
      message: 'Iteration 1 is closed already.',
    })
    await expect(updateIteration(cast.lead, { number: 1, capacity: 3 })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('what left it before is remembered as what it came to', async () => {
    const keys = await running()
    await updateItem(cast.lead, { key: keys.carried, iteration: 2 })
    await updateItem(cast.lead, { key: keys.returned, iteration: null })
    await archiveItem(cast.lead, { key: keys.dropped })
    await closeIteration(cast.lead, { number: 1 })
    expect(
      Object.fromEntries(Object.entries(await rowsOf(1)).map(([key, { outcome }]) => [key, outcome])),
    ).toEqual({
      [keys.done]: 'done',
      [keys.carried]: 'carried',
      [keys.returned]: 'returned',
      [keys.dropped]: 'dropped',
    })
  })

  test('and says nothing about what whoever ends it cannot see, which its people find in the backlog', async () => {
    await running()
    const secret = await item(1, 8, { audience: 'restricted' }, cast.engineer)
    const before = await iterationRows(cast.analyst, 1)
    expect(before.map(({ key }) => key)).not.toContain(secret)
    await closeIteration(cast.analyst, { number: 1, others: 'returned' })
    expect((await iterationRows(cast.analyst, 1)).map(({ key }) => key)).not.toContain(secret)
    expect((await rowsOf(1, cast.engineer))[secret]).toEqual({
      planned: false,
      here: true,
      points: 8,
      outcome: 'returned',
    })
    expect((await findIteration(cast.analyst, 1))!.addedPoints).toBe(0)
    expect((await findIteration(cast.engineer, 1))!.addedPoints).toBe(8)
  })
})

test('what the last iterations got done is a range once there are three of them', async () => {
  for (const [index, points] of [
    [8, 8],
    [5, 3],
    [8, 5, 1],
  ].entries()) {
    const at = new Date(Date.UTC(2026, index, 5))
    const { number } = await createIteration(cast.lead, {
      startsOn: `2026-0${index + 1}-05`,
      endsOn: `2026-0${index + 1}-16`,
    })
    const keys = []
    for (const estimate of points) keys.push(await item(number, estimate))
    await atTime(at, () => startIteration(cast.lead, { number }))
    for (const key of keys) await updateItem(cast.lead, { key, status: 'done' })
    expect(await velocity(cast.lead)).toBeNull()
    await closeIteration(cast.lead, { number })
  }
  expect(await velocity(cast.lead)).toEqual({ low: 9, high: 16, of: 3 })
  expect((await listIterations(cast.lead)).map(({ number, donePoints }) => [number, donePoints])).toEqual([
    [3, 14],
    [2, 8],
    [1, 16],
  ])
})
