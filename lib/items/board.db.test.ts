// The board as one viewer sees it: cut into lanes, counted, and with the team's own measure of what takes long.
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { asViewer, closeClients } from '../kernel/db'
import { letIn, type Cast } from '../instruments/cast'
import {
  boardCards,
  boardSettings,
  cardsNamed,
  cellTotals,
  columnTotals,
  createItem,
  moreCards,
  moveItem,
  updateItem,
} from '.'
import { laneFields, type BoardAsk, type LaneField } from './labels'
import { laneOf } from './rules'
import { usualStays } from './workflow'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
const cast = {} as Cast
const ask = (more: Partial<BoardAsk> = {}): BoardAsk => ({ filter: {}, q: null, lanes: null, ...more })

beforeAll(async () => {
  await owner.connect()
  Object.assign(cast, await letIn(owner, ['lead', 'engineer', 'analyst']))
})
afterAll(async () => {
  await closeClients()
  await owner.end()
})
beforeEach(async () => {
  await owner.query('DELETE FROM work.item; DELETE FROM work.named_person; DELETE FROM work.history')
  await owner.query('UPDATE work.board_column SET wip_limit = NULL')
})

async function lanesBy(by: LaneField) {
  const board = await boardCards(cast.lead, { lanes: by })
  return board.lanes.map(({ id, title }) => [
    title,
    board.cells.filter(({ lane }) => lane === id).reduce((sum, { total }) => sum + total, 0),
  ])
}

test('lanes are what the cards say, counted, none last; priorities and origins are always all there', async () => {
  const epic = await createItem(cast.lead, { title: 'Hardware keys', origin: 'small', type: 'epic' })
  await createItem(cast.lead, {
    title: 'Order keys',
    origin: 'small',
    parent: epic.key,
    assignee: cast.analyst.id,
    priority: 'urgent',
  })
  await createItem(cast.lead, { title: 'Mend a door', origin: 'bug', status: 'ready' })
  expect(await lanesBy('epic')).toEqual([
    ['Hardware keys', 1],
    ['Part of nothing', 2],
  ])
  expect(await lanesBy('person')).toEqual([
    ['Security analyst', 1],
    ['Nobody yet', 2],
  ])
  expect(await lanesBy('priority')).toEqual([
    ['Urgent', 1],
    ['High', 0],
    ['Medium', 0],
    ['Low', 0],
    ['None', 2],
  ])
  expect((await lanesBy('origin')).map(([, total]) => total)).toEqual([0, 2, 1, 0])
  expect(await lanesBy('goal')).toEqual([['No goal', 3]])
  // The browser puts a card into the very lane in which the database counted it.
  for (const lanes of laneFields)
    for (const cell of (await boardCards(cast.lead, { lanes })).cells)
      for (const card of cell.cards) expect([lanes, laneOf(card, lanes).id]).toEqual([lanes, cell.lane])
})

test('an epic that somebody may not see is no lane for them', async () => {
  const epic = await createItem(cast.lead, {
    title: 'A hidden hunt',
    origin: 'small',
    audience: 'restricted',
  })
  await createItem(cast.lead, { title: 'A step of it', origin: 'small', parent: epic.key })
  const seen = await boardCards(cast.analyst, { lanes: 'epic' })
  expect(seen.lanes).toEqual([{ id: '', title: 'Part of nothing' }])
  expect(seen.cells).toMatchObject([{ lane: '', total: 1 }])
})

test('a long column of one lane comes in pages, and every card once', async () => {
  await owner.query(
    `INSERT INTO work.item (id, key, title, origin, priority, rank) SELECT gen_random_uuid(), 'SEC-' || (500000 + n), 'Card', 'small',
       (ARRAY['high', 'low'])[1 + n % 2], 'b' || lpad(n::text, 6, '0') || 'V' FROM generate_series(1, 90) n`,
  )
  const asked = ask({ lanes: 'priority' })
  const { cells } = await boardCards(cast.lead, asked)
  const high = cells.find(({ lane }) => lane === 'high')!
  expect(high.total).toBe(45)
  expect(high.next).not.toBeNull()
  const rest = await moreCards(cast.lead, { status: 'backlog', lane: 'high', ask: asked, cursor: high.next! })
  const all = [...high.cards, ...rest!.cards]
  expect(new Set(all.map(({ key }) => key)).size).toBe(45)
  expect(all.every(({ priority }) => priority === 'high')).toBe(true)
  expect(await columnTotals(cast.lead)).toEqual({ backlog: 90 })
  expect(await cellTotals(cast.lead, asked)).toContainEqual({ status: 'backlog', lane: 'high', total: 45 })
})

test('of cards that are named, those come back that belong on the board that asks', async () => {
  const mine = await createItem(cast.lead, { title: 'Mine', origin: 'small', assignee: cast.lead.id })
  const other = await createItem(cast.lead, { title: 'Other', origin: 'bug' })
  const hidden = await createItem(cast.lead, { title: 'Hidden', origin: 'bug', audience: 'restricted' })
  const keys = [mine.key, other.key, hidden.key, 'SEC-999999']
  const named = async (more: Partial<BoardAsk>) =>
    (await cardsNamed(cast.analyst, keys, ask(more))).map(({ title }) => title).sort()
  expect(await named({})).toEqual(['Mine', 'Other'])
  expect(await named({ filter: { origin: 'bug' } })).toEqual(['Other'])
})

test('a query in words narrows the board, its pages, its counts and its news; what cannot be read shows nothing', async () => {
  const mine = await createItem(cast.lead, {
    title: 'Mine',
    origin: 'small',
    priority: 'high',
    status: 'ready',
  })
  const other = await createItem(cast.lead, { title: 'Other', origin: 'bug', priority: 'low' })
  const q = 'priority = high AND status = ready'
  const board = await boardCards(cast.analyst, { q })
  expect(board.cells.flatMap(({ cards }) => cards.map(({ key }) => key))).toEqual([mine.key])
  expect((await cardsNamed(cast.analyst, [mine.key, other.key], ask({ q }))).map(({ key }) => key)).toEqual([
    mine.key,
  ])
  expect(await cellTotals(cast.analyst, ask({ q }))).toContainEqual({ status: 'ready', lane: '', total: 1 })
  expect(await cardsNamed(cast.analyst, [mine.key], ask({ q, filter: { origin: 'bug' } }))).toEqual([])
  const unread = await boardCards(cast.analyst, { q: 'priority = ' })
  expect(unread.problem).toMatchObject({ sentence: expect.any(String) })
  expect(unread.cells.every(({ total }) => total === 0)).toBe(true)
})

test('limits and stages are the team’s own; what takes long is measured on stays that ended', async () => {
  await owner.query(`UPDATE work.board_column SET wip_limit = 4 WHERE status = 'in-progress'`)
  const now = new Date()
  const settings = await boardSettings(cast.lead, { now })
  expect(settings.limits).toEqual({ 'in-progress': 4 })
  expect(settings.stages['vulnerability pending-fix']).toBe('Pending fix')
  // Nine stays are no measure; ten are.
  for (let n = 1; n <= 10; n++) {
    expect(await asViewer(cast.lead, (tx) => usualStays(tx, now))).toEqual({})
    const { key } = await createItem(cast.lead, { title: `Stay ${n}`, origin: 'small', status: 'ready' })
    await owner.query(`UPDATE work.item SET created_at = now() - make_interval(days => $2) WHERE key = $1`, [
      key,
      n,
    ])
    await moveItem(cast.lead, { key, status: 'in-progress' })
  }
  const stays = await asViewer(cast.lead, (tx) => usualStays(tx, new Date()))
  expect(Object.keys(stays)).toEqual(['ready'])
  expect(stays.ready!.of).toBe(10)
  // 85 of 100 of one to ten days: between the eighth and the ninth.
  expect(stays.ready!.seconds / 86_400).toBeCloseTo(8.65, 1)
})

test('a blocked card says why, until it is not blocked any more', async () => {
  const { key } = await createItem(cast.lead, { title: 'Wait', origin: 'small' })
  await updateItem(cast.lead, { key, blocked: 'Sales must answer' })
  expect(await cardsNamed(cast.lead, [key], ask())).toMatchObject([{ blocked: 'Sales must answer' }])
  await updateItem(cast.lead, { key, blocked: null })
  expect(await cardsNamed(cast.lead, [key], ask())).toMatchObject([{ blocked: null }])
})
