import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { letIn, type Cast } from '../instruments/cast'
import { closeClients } from '../kernel/db'
import { createGoal } from '../goals'
import { closeIteration, createIteration, startIteration } from '../iterations'
import {
  commentOnItem,
  createItem,
  findItem,
  groupItems,
  moreOfBacklog,
  moveItems,
  readBacklog,
  splitItem,
  undoManyItems,
  updateItem,
} from '.'
import { sectionPage } from './backlog'

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
    'DELETE FROM work.item_relation; DELETE FROM work.named_person; DELETE FROM work.item; DELETE FROM work.iteration; DELETE FROM work.goal',
  ),
)

const nobodys = { code: 'not-found', message: 'There is nothing here.' }
type Fields = Partial<Parameters<typeof createItem>[1]>

async function item(fields: Fields = {}, by = cast.lead): Promise<string> {
  return (await createItem(by, { title: 'A piece of work', origin: 'small', ...fields })).key
}

async function sections(by = cast.lead, filter = {}) {
  const { sections: all } = await readBacklog(by, { filter })
  return all.map(({ iteration, total, rows, points, unestimated, donePoints }) => ({
    of: iteration?.number ?? null,
    keys: rows.map(({ key }) => key),
    total,
    points,
    unestimated,
    donePoints,
  }))
}

describe('the backlog', () => {
  test('begins with the iteration that runs, goes on with the next ones, and ends with what is in none', async () => {
    for (const startsOn of ['2026-11-02', '2026-11-16', '2026-11-30'])
      await createIteration(cast.lead, { startsOn, endsOn: '2026-12-31' })
    const [left, now, done, later, open] = [
      await item({ iteration: 1, estimate: 8 }),
      await item({ iteration: 2, estimate: 3 }),
      await item({ iteration: 2, estimate: 5 }),
      await item({ iteration: 3 }),
      await item(),
    ]
    await closeIteration(cast.lead, { number: 1, others: 'returned' })
    await owner.query(
      'UPDATE work.item SET iteration_id = (SELECT id FROM work.iteration WHERE number = 1) WHERE key = $1',
      [left],
    )
    await startIteration(cast.lead, { number: 2 })
    await updateItem(cast.lead, { key: done, status: 'done' })
    expect(await sections()).toEqual([
      { of: 2, keys: [now], total: 1, points: 3, unestimated: 0, donePoints: 5 },
      { of: 3, keys: [later], total: 1, points: 0, unestimated: 1, donePoints: 0 },
      { of: null, keys: [left, open], total: 2, points: 8, unestimated: 1, donePoints: 0 },
    ])
    const only = await readBacklog(cast.lead, { filter: {}, only: 3 })
    expect(only.sections.map(({ iteration }) => iteration?.number ?? null)).toEqual([3, null])
  })

  test('counts for each what they may see, and nothing else', async () => {
    const open = await item({ audience: 'internal', estimate: 2 })
    const secret = await item({ audience: 'restricted', estimate: 8 }, cast.engineer)
    expect(await sections(cast.analyst)).toMatchObject([{ keys: [open], total: 1, points: 2 }])
    expect(await sections(cast.engineer)).toMatchObject([{ keys: [open, secret], total: 2, points: 10 }])
  })

  test('comes a page at a time, and a filter narrows the rows but not the points', async () => {
    const count = sectionPage + 3
    await owner.query(
      `INSERT INTO work.item (id, key, title, origin, type, status, priority, labels, rank, audience, estimate)
       SELECT gen_random_uuid(), 'SEC-' || n, 'Row ' || n, 'small', 'task', 'backlog', 'none', '{}', 'd' || lpad(n::text, 4, '0'), 'private', 1
       FROM generate_series(1, $1::int) n`,
      [count],
    )
    const [section] = (await readBacklog(cast.lead, { filter: {} })).sections
    expect(section).toMatchObject({ total: count, points: count })
    expect(section!.rows).toHaveLength(sectionPage)
    const more = await moreOfBacklog(cast.lead, { iteration: null, filter: {}, cursor: section!.next! })
    expect(more!.rows.map(({ title }) => title)).toEqual([count - 2, count - 1, count].map((n) => `Row ${n}`))
    expect(more!.next).toBeNull()
    expect(await moreOfBacklog(cast.lead, { iteration: null, filter: {}, cursor: 'made up' })).toBeNull()
    expect((await readBacklog(cast.lead, { filter: { text: 'Row 20' } })).sections).toMatchObject([
      { total: 5, points: count },
    ])
  })
})

test('a query narrows the rows, and one that cannot be read says what is wrong with it', async () => {
  const [bug, urgent] = [await item({ origin: 'bug' }), await item({ priority: 'urgent' })]
  const rows = async (q: string) => {
    const { sections: all, problem } = await readBacklog(cast.lead, { filter: {}, q })
    return { keys: all.flatMap((section) => section.rows.map(({ key }) => key)), wrong: problem?.sentence }
  }
  expect(await rows('type = bug')).toEqual({ keys: [bug] })
  expect(await rows('priority = urgent OR type = bug ORDER BY priority')).toEqual({ keys: [bug, urgent] })
  expect(await rows('colour = red')).toEqual({ keys: [bug, urgent], wrong: expect.any(String) })
})

describe('many into an iteration', () => {
  test('come into it and out of it together, at its top, its bottom or where they stand', async () => {
    await createIteration(cast.lead, { startsOn: '2026-11-30', endsOn: '2026-12-11' })
    const inside = await item({ iteration: 1 })
    const [a, b, c] = [await item(), await item(), await item()]
    await moveItems(cast.lead, { keys: [c, a], iteration: 1, before: null })
    expect(await sections()).toMatchObject([
      { of: 1, keys: [a, c, inside] },
      { of: null, keys: [b] },
    ])
    await moveItems(cast.lead, { keys: [b, a], iteration: 1, after: null })
    expect(await sections()).toMatchObject([
      { of: 1, keys: [c, inside, a, b] },
      { of: null, keys: [] },
    ])
    await moveItems(cast.lead, { keys: [a, inside], iteration: null })
    expect(await sections()).toMatchObject([
      { of: 1, keys: [c, b] },
      { of: null, keys: [inside, a] },
    ])
  })

  test('which is there and not over, and one that is missing stops all', async () => {
    await createIteration(cast.lead, { startsOn: '2026-11-30', endsOn: '2026-12-11' })
    const key = await item()
    await expect(moveItems(cast.lead, { keys: [key], iteration: 9 })).rejects.toMatchObject({
      fields: [{ path: 'iteration' }],
    })
    await expect(moveItems(cast.lead, { keys: [key, 'SEC-999999'], iteration: 1 })).rejects.toMatchObject(
      nobodys,
    )
    await closeIteration(cast.lead, { number: 1 })
    await expect(moveItems(cast.lead, { keys: [key], iteration: 1 })).rejects.toMatchObject({
      message: 'Iteration 1 is closed. Choose one that is not.',
    })
    await expect(moveItems(cast.lead, { keys: [key] })).rejects.toMatchObject({ code: 'invalid' })
    await expect(moveItems(cast.lead, { keys: [key], before: null, after: null })).rejects.toMatchObject({
      code: 'invalid',
    })
    expect(await sections()).toMatchObject([{ keys: [key] }])
  })
})

describe('what is too big is split', () => {
  test('into parts that keep its parent, goals, labels and iteration, stand behind it and name it', async () => {
    const { slug } = await createGoal(cast.lead, { title: 'Fresh keys everywhere' })
    await createIteration(cast.lead, { startsOn: '2026-11-30', endsOn: '2026-12-11' })
    const parent = await item({ type: 'epic', iteration: 1 })
    const key = await item({
      title: 'Rotate all keys',
      estimate: 8,
      parent,
      iteration: 1,
      goals: [slug],
      labels: ['keys'],
      priority: 'high',
      audience: 'internal',
    })
    const behind = await item({ iteration: 1 })
    const { parts } = await splitItem(cast.engineer, {
      key,
      version: 1,
      title: 'Rotate the signing keys',
      estimate: 3,
      parts: [{ title: 'Rotate the storage keys', estimate: 5 }, { title: 'Write down how' }],
    })
    const [first, second] = parts.map((part) => part.key)
    expect((await sections())[0]).toMatchObject({ keys: [parent, key, first, second, behind], points: 8 })
    expect(await findItem(cast.lead, key)).toMatchObject({
      title: 'Rotate the signing keys',
      estimate: 3,
      relations: expect.arrayContaining([expect.objectContaining({ key: first, words: 'was split into' })]),
    })
    expect(await findItem(cast.lead, first!)).toMatchObject({
      title: 'Rotate the storage keys',
      estimate: 5,
      parent: { key: parent },
      iteration: 1,
      goals: [{ slug }],
      labels: ['keys'],
      priority: 'high',
      audience: 'internal',
      relations: [{ key, kind: 'split from', words: 'split from' }],
    })
    await expect(
      splitItem(cast.lead, { key, version: 1, parts: [{ title: 'Too late' }] }),
    ).rejects.toMatchObject({ code: 'stale' })
  })

  test('whose parts are for nobody else than it was, and of what is hidden nothing is said', async () => {
    const secret = await item({ audience: 'restricted', named: [cast.lead.id] }, cast.engineer)
    await expect(splitItem(cast.analyst, { key: secret, parts: [{ title: 'x' }] })).rejects.toMatchObject(
      nobodys,
    )
    const { parts } = await splitItem(cast.lead, { key: secret, parts: [{ title: 'A part' }] })
    expect(await findItem(cast.analyst, parts[0]!.key)).toBeNull()
    expect(await findItem(cast.engineer, parts[0]!.key)).toMatchObject({
      audience: 'restricted',
      named: [{}, {}],
    })
  })

  test('into pieces that fit: a part of thirteen points is refused', async () => {
    const key = await item()
    await expect(splitItem(cast.lead, { key, parts: [{ title: 'x', estimate: 13 }] })).rejects.toMatchObject({
      fields: [{ path: 'parts.0.estimate' }],
    })
  })
})

describe('what belongs together goes under one epic', () => {
  test('a new one, which stands ahead of the first of them', async () => {
    const [a, b, c] = [await item(), await item({ origin: 'bug' }), await item()]
    const { key } = await groupItems(cast.lead, { keys: [c, b], title: 'Everything about keys' })
    expect((await sections())[0]!.keys).toEqual([a, key, b, c])
    expect(await findItem(cast.lead, key)).toMatchObject({
      type: 'epic',
      audience: 'private',
      children: [{ key: b }, { key: c }],
    })
  })

  test('or one that is there, and is an epic', async () => {
    const [epic, task, a] = [await item({ type: 'epic' }), await item(), await item()]
    await groupItems(cast.lead, { keys: [a, task], epic })
    expect(await findItem(cast.lead, epic)).toMatchObject({ children: [{ key: task }, { key: a }] })
    await expect(groupItems(cast.lead, { keys: [a], epic: task })).rejects.toMatchObject({
      fields: [{ path: 'epic' }],
    })
    await expect(groupItems(cast.lead, { keys: [epic], epic })).rejects.toMatchObject({
      fields: [{ path: 'epic' }],
    })
    await expect(groupItems(cast.lead, { keys: [a], epic: 'SEC-999999' })).rejects.toMatchObject(nobodys)
    await expect(groupItems(cast.employee, { keys: [a], epic })).rejects.toMatchObject({
      code: 'not-allowed',
    })
  })
})

describe('what the backlog did is taken back in one step', () => {
  const placeOf = async (key: string) =>
    (await owner.query('SELECT rank FROM work.item WHERE key = $1', [key])).rows[0].rank

  test('a move of many, into an iteration and in the order', async () => {
    await createIteration(cast.lead, { startsOn: '2026-11-30', endsOn: '2026-12-11' })
    const [a, b, c, d] = [await item(), await item(), await item(), await item()]
    const before = await sections()
    const into = await moveItems(cast.lead, { keys: [d, b], iteration: 1, before: null })
    expect(into.changed).toBe(2)
    const top = await moveItems(cast.lead, { keys: [c], before: null })
    expect((await sections()).map(({ keys }) => keys)).toEqual([
      [b, d],
      [c, a],
    ])
    for (const { id } of [top, into])
      expect(await undoManyItems(cast.lead, { commandId: id })).toMatchObject({ kept: [] })
    expect(await sections()).toEqual(before)
  })

  test('what somebody moved on meanwhile stays where they put it, and is named', async () => {
    const [a, b, c] = [await item(), await item(), await item()]
    const { id } = await moveItems(cast.lead, { keys: [b, c], before: null })
    await moveItems(cast.engineer, { keys: [b], after: null })
    const theirs = await placeOf(b)
    const undone = await undoManyItems(cast.lead, { commandId: id })
    expect(undone.kept).toMatchObject([{ key: b, fields: ['rank'], by: 'Security engineer' }])
    expect(await placeOf(b)).toBe(theirs)
    expect((await sections())[0]!.keys.filter((key) => key !== b)).toEqual([a, c])
  })

  test('five hundred rows at once', { timeout: 60_000 }, async () => {
    await owner.query(
      `INSERT INTO work.item (id, key, title, origin, rank) SELECT gen_random_uuid(), 'SEC-' || n, 'Row ' || n, 'small', 'b' || lpad(n::text, 4, '0') || 'V' FROM generate_series(1, 600) n`,
    )
    const keys = Array.from({ length: 500 }, (_, n) => `SEC-${n + 101}`)
    const ranks = async () => (await owner.query('SELECT key, rank FROM work.item ORDER BY rank')).rows
    const before = await ranks()
    const { id } = await moveItems(cast.lead, { keys, before: null })
    expect((await ranks())[0]).toMatchObject({ key: 'SEC-101' })
    expect((await undoManyItems(cast.lead, { commandId: id })).changed).toHaveLength(500)
    expect(await ranks()).toEqual(before)
  })

  test('a group: the parts leave the epic, and the one that was made for them goes', async () => {
    const old = await item({ type: 'epic' })
    const [a, b] = [await item({ parent: old }), await item()]
    const { key, undo } = await groupItems(cast.lead, { keys: [a, b], title: 'Everything about keys' })
    const undone = await undoManyItems(cast.lead, { commandId: undo })
    expect(undone.kept).toEqual([])
    expect(await findItem(cast.lead, a)).toMatchObject({ parent: { key: old } })
    expect(await findItem(cast.lead, b)).toMatchObject({ parent: null })
    expect((await sections())[0]!.keys).toEqual([old, a, b])
    expect(await findItem(cast.lead, key)).toMatchObject({ archivedAt: expect.any(Date), children: [] })
  })

  test('but an epic that has another part by now, or was changed, stays and is named', async () => {
    const [a, b] = [await item(), await item()]
    const { key, undo } = await groupItems(cast.lead, { keys: [a], title: 'Everything about keys' })
    await updateItem(cast.engineer, { key: b, parent: key })
    const undone = await undoManyItems(cast.lead, { commandId: undo })
    expect(undone.kept).toMatchObject([{ key, fields: ['created'], why: /a part of it now/ }])
    expect(await findItem(cast.lead, key)).toMatchObject({ children: [{ key: b }] })
    const two = await groupItems(cast.lead, { keys: [a], title: 'Another' })
    await updateItem(cast.engineer, { key: two.key, priority: 'high' })
    expect(await undoManyItems(cast.lead, { commandId: two.undo })).toMatchObject({
      kept: [{ key: two.key, why: 'Security engineer changed it since, so it stays.' }],
    })
  })

  test('a split: it is whole again, and a part that somebody has worked on stays', async () => {
    const key = await item({ title: 'Rotate all keys', estimate: 8 })
    const { parts, undo } = await splitItem(cast.lead, {
      key,
      title: 'Rotate the signing keys',
      estimate: 3,
      parts: [{ title: 'Rotate the storage keys' }, { title: 'Write down how' }],
    })
    await commentOnItem(cast.engineer, { key: parts[1]!.key, body: 'I began.', audience: 'private' })
    const undone = await undoManyItems(cast.lead, { commandId: undo })
    expect(undone.kept).toMatchObject([
      { key: parts[1]!.key, title: 'Write down how', why: /spoke under it/ },
    ])
    expect(await findItem(cast.lead, key)).toMatchObject({ title: 'Rotate all keys', estimate: 8 })
    expect((await sections())[0]!.keys).toEqual([key, parts[1]!.key])
    await expect(undoManyItems(cast.engineer, { commandId: undo })).rejects.toMatchObject(nobodys)
  })
})
