// What was done stays done on its day, though somebody opened it again by mistake and took that back.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { letIn, type Cast } from '../instruments/cast'
import { closeClients } from '../kernel/db'
import { atTime } from '../kernel/now'
import { createItem, findItem, moveItem, undoChange, undoManyItems, changeManyItems, updateItem } from '.'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
let cast: Pick<Cast, 'lead' | 'analyst'>
const monday = new Date('2026-11-02T10:00:00Z')
const on = <T>(days: number, work: () => Promise<T>) =>
  atTime(new Date(monday.getTime() + days * 86_400_000), work)

beforeAll(async () => {
  await owner.connect()
  cast = await letIn(owner, ['lead', 'analyst'])
})
afterAll(async () => {
  await closeClients()
  await owner.end()
})

async function doneOnMonday(): Promise<string> {
  const { key } = await on(0, () =>
    createItem(cast.analyst, { title: 'Rotate the keys', origin: 'small', status: 'ready' }),
  )
  await on(0, () => moveItem(cast.analyst, { key, status: 'done' }))
  return key
}

const doneAt = async (key: string) => (await findItem(cast.lead, key))!.doneAt

/** The newest change of its status, taken back. */
async function undo(key: string) {
  const line = (await findItem(cast.lead, key))!.history.findLast(({ field }) => field === 'status')!
  await undoChange(cast.lead, { key, field: 'status', version: line.version })
}

test.each([
  ['moved', (key: string) => moveItem(cast.analyst, { key, status: 'in-progress' })],
  ['changed', (key: string) => updateItem(cast.analyst, { key, status: 'in-progress' })],
])('what was %s out of Done and back by undo was done when it was done', async (_, open) => {
  const key = await doneOnMonday()
  await on(7, () => open(key))
  expect(await doneAt(key)).toBeNull()
  await on(8, () => undo(key))
  expect(await findItem(cast.lead, key)).toMatchObject({ status: 'done', doneAt: monday })
  // Undone is a change like any other: it can be undone, and that too.
  await on(9, () => undo(key))
  expect(await doneAt(key)).toBeNull()
  await on(10, () => undo(key))
  expect(await doneAt(key)).toEqual(monday)
})

test('so it is with many at once', async () => {
  const keys = [await doneOnMonday(), await doneOnMonday()]
  const opened = await on(7, () => changeManyItems(cast.lead, { keys, changes: { status: 'backlog' } }))
  await on(8, () => undoManyItems(cast.lead, { commandId: opened.id }))
  for (const key of keys) expect(await doneAt(key)).toEqual(monday)
})

test('the history names the status alone: its date goes without saying', async () => {
  const key = await doneOnMonday()
  await on(7, () => moveItem(cast.analyst, { key, status: 'backlog' }))
  const { history } = (await findItem(cast.lead, key))!
  expect(history.map(({ label }) => label)).toEqual(['made this', 'Status', 'Status'])
})

test('whoever finishes it anew by hand has finished it then', async () => {
  const key = await doneOnMonday()
  await on(7, () => moveItem(cast.analyst, { key, status: 'in-progress' }))
  await on(9, () => moveItem(cast.analyst, { key, status: 'done' }))
  expect(await doneAt(key)).toEqual(new Date('2026-11-11T10:00:00Z'))
})
