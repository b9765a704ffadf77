// The workflow is changed while work is under way: nothing is lost, nothing hidden is touched or counted.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { letIn, type Cast } from '../instruments/cast'
import { createItem, findItem, itemForApi, moveItem, updateItem } from '../items'
import { closeClients } from '../kernel/db'
import {
  addStage,
  changeStage,
  emptyStage,
  limitColumns,
  restoreStage,
  retireStage,
  shiftStage,
  workflow,
} from '.'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
let cast: Pick<Cast, 'lead' | 'engineer' | 'analyst' | 'employee'>

beforeAll(async () => {
  await owner.connect()
  cast = await letIn(owner, ['lead', 'engineer', 'analyst', 'employee'])
})
afterAll(async () => {
  await closeClients()
  await owner.end()
})

async function stagesOf(type: string, as: Cast['lead'] = cast.lead) {
  return (await workflow(as)).types.find((each) => each.type === type)!
}

async function stage(type: string, slug: string) {
  const { stages, retired } = await stagesOf(type)
  return [...stages, ...retired].find((each) => each.slug === slug)!
}

test('the workspace begins with a vulnerability’s way, and no limits', async () => {
  const { columns, types } = await workflow(cast.lead)
  expect(columns.map(({ status, limit }) => [status, limit])).toEqual([
    ['backlog', null],
    ['ready', null],
    ['in-progress', null],
    ['in-review', null],
    ['done', null],
  ])
  expect(types.find(({ type }) => type === 'vulnerability')!.stages.map(({ slug }) => slug)).toEqual([
    'incoming',
    'triaging',
    'reported',
    'pending-fix',
    'validating',
    'disclosing',
    'resolved',
    'risk-accepted',
  ])
})

test('a stage that is taken out sends its items on, with history, and keeps its word for what was', async () => {
  await addStage(cast.lead, { type: 'bug', label: 'Waiting for a vendor', status: 'in-progress' })
  await addStage(cast.lead, { type: 'bug', label: 'Being fixed', status: 'in-progress' })
  const items = []
  for (const title of ['Slow page', 'Wrong date'])
    items.push(
      await createItem(cast.analyst, { title, origin: 'bug', type: 'bug', stage: 'waiting-for-a-vendor' }),
    )
  const waiting = await stage('bug', 'waiting-for-a-vendor')
  expect(waiting.items).toBe(2)
  await expect(retireStage(cast.lead, waiting)).rejects.toMatchObject({ code: 'invalid' })
  const out = await retireStage(cast.lead, {
    ...only(waiting),
    toStage: (await stage('bug', 'being-fixed')).id,
  })
  expect(out.moved).toBe(2)
  for (const { key } of items) {
    expect(await itemForApi(cast.lead, key)).toMatchObject({
      status: 'in-progress',
      stage: 'being-fixed',
      version: 2,
    })
    const { history } = (await findItem(cast.analyst, key))!
    expect(history.at(-1)).toMatchObject({
      label: 'Stage',
      was: 'Waiting for a vendor',
      is: 'Being fixed',
      by: 'Security lead',
    })
  }
  await expect(
    updateItem(cast.analyst, { key: items[0]!.key, stage: 'waiting-for-a-vendor' }),
  ).rejects.toMatchObject({ fields: [{ path: 'stage' }] })
})

test('items may also go into a column without a stage, and finished is finished', async () => {
  await addStage(cast.lead, { type: 'ask', label: 'Parked', status: 'backlog' })
  const item = await createItem(cast.analyst, { title: 'Old wish', origin: 'ask' })
  expect(await itemForApi(cast.lead, item.key)).toMatchObject({ stage: 'parked' })
  await retireStage(cast.lead, { ...only(await stage('ask', 'parked')), toStatus: 'done' })
  const after = (await findItem(cast.lead, item.key))!
  expect(after).toMatchObject({ status: 'done', stage: null })
  expect(after.doneAt).not.toBeNull()
})

test('a restricted item that the admin does not see is neither counted nor moved, and moves on by itself', async () => {
  await addStage(cast.lead, { type: 'task', label: 'On hold', status: 'ready' })
  const hidden = await createItem(cast.engineer, {
    title: 'Between two',
    origin: 'small',
    type: 'task',
    stage: 'on-hold',
    audience: 'restricted',
  })
  const hold = await stage('task', 'on-hold')
  expect(hold.items).toBe(0)
  expect((await retireStage(cast.lead, only(hold))).moved).toBe(0)
  expect(await itemForApi(cast.engineer, hidden.key)).toMatchObject({ stage: 'on-hold', version: 1 })
  await updateItem(cast.engineer, { key: hidden.key, title: 'Between the two of us' })
  expect(await itemForApi(cast.engineer, hidden.key)).toMatchObject({ stage: 'on-hold' })
  await moveItem(cast.engineer, { key: hidden.key, status: 'in-progress' })
  expect(await itemForApi(cast.engineer, hidden.key)).toMatchObject({ status: 'in-progress', stage: null })
})

test('an admin who sees what was left behind sends it on', async () => {
  await addStage(cast.lead, { type: 'task', label: 'At the door', status: 'ready' })
  const left = await createItem(cast.engineer, {
    title: 'Left behind',
    origin: 'small',
    stage: 'at-the-door',
    audience: 'restricted',
  })
  await retireStage(cast.lead, only(await stage('task', 'at-the-door')))
  await updateItem(cast.engineer, { key: left.key, named: [cast.lead.id] })
  const { retired } = await stagesOf('task')
  const door = retired.find(({ slug }) => slug === 'at-the-door')!
  expect(door.items).toBe(1)
  await expect(emptyStage(cast.lead, only(door))).rejects.toMatchObject({ code: 'invalid' })
  expect((await emptyStage(cast.lead, { ...only(door), toStatus: 'backlog' })).moved).toBe(1)
  expect(await itemForApi(cast.engineer, left.key)).toMatchObject({ status: 'backlog', stage: null })
})

test('a stage that goes into another column takes its items along', async () => {
  const made = await addStage(cast.lead, { type: 'epic', label: 'Being shaped', status: 'backlog' })
  const epic = await createItem(cast.analyst, { title: 'Shaped', origin: 'small', type: 'epic' })
  const out = await changeStage(cast.lead, { id: made.id, version: 1, label: 'Shaping', status: 'ready' })
  expect(out).toMatchObject({ version: 2, moved: 1 })
  expect(await itemForApi(cast.lead, epic.key)).toMatchObject({ status: 'ready', stage: 'being-shaped' })
  expect(await changeStage(cast.lead, { id: made.id, version: 2, label: 'Shaping' })).toMatchObject({
    version: 2,
  })
})

test('the order inside a column is the team’s, and the first is where a card lands', async () => {
  const reported = await stage('vulnerability', 'reported')
  await shiftStage(cast.lead, { ...only(reported), direction: 'up' })
  expect((await stagesOf('vulnerability')).stages.map(({ slug }) => slug).slice(0, 3)).toEqual([
    'incoming',
    'reported',
    'triaging',
  ])
  const item = await createItem(cast.analyst, { title: 'Order', origin: 'bug', type: 'vulnerability' })
  await moveItem(cast.analyst, { key: item.key, status: 'ready' })
  expect(await itemForApi(cast.lead, item.key)).toMatchObject({ stage: 'reported' })
  await shiftStage(cast.lead, { ...only(await stage('vulnerability', 'reported')), direction: 'down' })
  // Already the last of its column: nothing to do.
  const last = await stage('vulnerability', 'reported')
  expect(await shiftStage(cast.lead, { ...only(last), direction: 'down' })).toMatchObject({
    version: last.version,
  })
})

test('of two admins at once the later is told what the other did', async () => {
  const made = await addStage(cast.lead, { type: 'ask', label: 'Answered', status: 'in-review' })
  await changeStage(cast.lead, { id: made.id, version: 1, label: 'Told' })
  await expect(changeStage(cast.lead, { id: made.id, version: 1, label: 'Said' })).rejects.toMatchObject({
    code: 'stale',
    message: expect.stringContaining('Security lead changed label'),
  })
  const both = await Promise.allSettled([
    retireStage(cast.lead, { id: made.id, version: 2 }),
    retireStage(cast.lead, { id: made.id, version: 2 }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const again = await restoreStage(cast.lead, { id: made.id, version: 3 })
  expect(again.version).toBe(4)
  await expect(addStage(cast.lead, { type: 'ask', label: 'TOLD', status: 'done' })).rejects.toMatchObject({
    fields: [{ path: 'label' }],
  })
})

test('a name that was taken out is free again, and the old one comes back under another address only', async () => {
  const first = await addStage(cast.lead, { type: 'ask', label: 'Later', status: 'backlog' })
  await retireStage(cast.lead, { id: first.id, version: 1 })
  const second = await addStage(cast.lead, { type: 'ask', label: 'Later', status: 'backlog' })
  expect(second.slug).toBe('later-2')
  await expect(restoreStage(cast.lead, { id: first.id, version: 2 })).rejects.toMatchObject({
    code: 'conflict',
  })
})

test('limits are the admin’s to set, each with its version', async () => {
  const limits = (limit: number | null, version: number) => ({
    limits: [{ status: 'in-progress' as const, version, limit }],
  })
  await limitColumns(cast.lead, limits(4, 1))
  expect((await workflow(cast.lead)).columns[2]).toEqual({ status: 'in-progress', limit: 4, version: 2 })
  await expect(limitColumns(cast.lead, limits(6, 1))).rejects.toMatchObject({ code: 'stale' })
  await expect(limitColumns(cast.lead, limits(0, 2))).rejects.toMatchObject({
    fields: [{ path: 'limits.0.limit' }],
  })
  await limitColumns(cast.lead, limits(null, 2))
  for (const who of [cast.analyst, cast.employee])
    await expect(limitColumns(who, limits(3, 3))).rejects.toMatchObject({ code: 'not-allowed' })
})

function only({ id, version }: { id: string; version: number }) {
  return { id, version }
}
