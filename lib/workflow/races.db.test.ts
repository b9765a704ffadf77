// An admin takes a stage out at the very moment at which somebody puts an item into it. Whoever comes first, nothing is left
// behind in a stage that is gone. A third hand holds a row that the first of the two needs, so that they truly interleave.
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { letIn, type Cast } from '../instruments/cast'
import { changeManyItems, createItem, itemForApi, moveItem, undoChange, updateItem } from '../items'
import { createIteration } from '../iterations'
import { closeClients } from '../kernel/db'
import { addStage, changeStage, retireStage, workflow } from '.'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
const hand = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
let cast: Pick<Cast, 'lead' | 'analyst'>
let iteration: { id: string; number: number }
let n = 0
let stage: { id: string; version: number; slug: string }

beforeAll(async () => {
  await Promise.all([owner.connect(), hand.connect()])
  cast = await letIn(owner, ['lead', 'analyst'])
  iteration = await createIteration(cast.lead, { startsOn: '2026-11-23', endsOn: '2026-12-04' })
})
afterAll(async () => {
  await closeClients()
  await Promise.all([owner.end(), hand.end()])
})
// Each test has a stage of its own, the only one of its type in Ready.
beforeEach(async () => {
  stage = await addStage(cast.lead, { type: 'bug', label: `On hold ${++n}`, status: 'ready' })
})

const made = (more: object = {}) =>
  createItem(cast.analyst, { title: 'Slow page', origin: 'bug', type: 'bug', status: 'backlog', ...more })

/** So many connections wait for a lock; or the work is over already. */
async function waiting(count: number, work: Promise<unknown>): Promise<void> {
  let over = false
  void work.then(
    () => (over = true),
    () => (over = true),
  )
  for (;;) {
    const { rows } = await owner.query<{ n: number }>(
      `SELECT count(DISTINCT l.pid)::int AS n FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
       WHERE NOT l.granted AND a.datname = current_database()`,
    )
    if (over || rows[0]!.n >= count) return
  }
}

/** Starts `first`, which stops at what the hand holds; then `second`; then lets go, and answers what became of them. */
async function interleaved(
  held: { sql: string; id: string },
  first: () => Promise<unknown>,
  second: () => Promise<unknown>,
) {
  await hand.query('BEGIN')
  await hand.query(held.sql, [held.id])
  const one = first()
  await waiting(1, one)
  const other = second()
  await waiting(2, other)
  await hand.query('ROLLBACK')
  return Promise.allSettled([one, other])
}

const row = (table: string, id: string) => ({
  sql: `SELECT 1 FROM work.${table} WHERE id = $1 FOR UPDATE`,
  id,
})

async function leftBehind(): Promise<number> {
  const { retired } = (await workflow(cast.lead)).types.find(({ type }) => type === 'bug')!
  return retired.find(({ id }) => id === stage.id)!.items
}

const ways: [string, (key: string) => Promise<unknown>][] = [
  ['names it', (key) => updateItem(cast.analyst, { key, stage: stage.slug, iteration: iteration.number })],
  [
    'names it for many',
    (key) =>
      changeManyItems(cast.lead, {
        keys: [key],
        changes: { stage: stage.slug, iteration: iteration.number },
      }),
  ],
  ['moves the card', (key) => moveItem(cast.analyst, { key, status: 'ready', iteration: iteration.number })],
  ['makes it there', () => made({ stage: stage.slug, status: undefined, iteration: iteration.number })],
]

test.each(ways)('somebody %s before it is taken out: the item goes where the admin says', async (_, put) => {
  const { key } = await made()
  const [theirs, out] = await interleaved(
    row('iteration', iteration.id),
    () => put(key),
    () => retireStage(cast.lead, { id: stage.id, version: stage.version, toStatus: 'backlog' }),
  )
  expect([theirs.status, out.status]).toEqual(['fulfilled', 'fulfilled'])
  expect(out).toMatchObject({ value: { moved: 1 } })
  expect(await leftBehind()).toBe(0)
})

test.each(ways)('it is taken out before somebody %s: the item finds it gone', async (_, put) => {
  const standing = await made({ stage: stage.slug, status: undefined })
  const { key } = await made()
  await interleaved(
    row('item', standing.id),
    () => retireStage(cast.lead, { id: stage.id, version: stage.version, toStatus: 'backlog' }),
    () => put(key),
  )
  expect(await leftBehind()).toBe(0)
  expect(await itemForApi(cast.lead, standing.key)).toMatchObject({ status: 'backlog', stage: null })
})

test('a stage that goes over to another state takes along what was being put into it', async () => {
  const { key } = await made()
  const [, changed] = await interleaved(
    row('iteration', iteration.id),
    () => updateItem(cast.analyst, { key, stage: stage.slug, iteration: iteration.number }),
    () => changeStage(cast.lead, { id: stage.id, version: stage.version, status: 'in-review' }),
  )
  expect(changed).toMatchObject({ value: { moved: 1 } })
  expect(await itemForApi(cast.lead, key)).toMatchObject({ status: 'in-review', stage: stage.slug })
})

test('an undo does not lead back into a stage that is being taken out', async () => {
  const standing = await made({ stage: stage.slug, status: undefined })
  const { key } = await made({ stage: stage.slug, status: undefined })
  const left = await updateItem(cast.analyst, { key, status: 'in-progress' })
  const [, back] = await interleaved(
    row('item', standing.id),
    () => retireStage(cast.lead, { id: stage.id, version: stage.version, toStatus: 'backlog' }),
    () => undoChange(cast.analyst, { key, field: 'status', version: left.version }),
  )
  expect(back.status).toBe('rejected')
  expect(await leftBehind()).toBe(0)
})
