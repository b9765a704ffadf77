// Many items in one change, and taking it back: never half a change, and never over somebody else's.
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { letIn, type Cast } from '../instruments/cast'
import type { Asker } from '../kernel/audience'
import { closeClients } from '../kernel/db'
import { createGoal } from '../goals'
import {
  archiveItem,
  boardCards,
  changeManyItems,
  createItem,
  findItem,
  itemForApi,
  moveItems,
  undoManyItems,
  updateItem,
} from '.'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
let cast: Pick<Cast, 'lead' | 'analyst' | 'engineer' | 'employee'>

beforeAll(async () => {
  await owner.connect()
  cast = await letIn(owner, ['lead', 'analyst', 'engineer', 'employee'])
})
afterAll(async () => {
  await closeClients()
  await owner.end()
})
beforeEach(() => owner.query('DELETE FROM work.item; DELETE FROM work.named_person'))

type Fields = Partial<Parameters<typeof createItem>[1]>
const item = async (fields: Fields = {}, by: Asker = cast.lead) =>
  (await createItem(by, { title: 'Rotate the signing keys', origin: 'small', ...fields })).key
const read = async (key: string, by: Asker = cast.lead) => (await itemForApi(by, key))!
const order = async () =>
  (await boardCards(cast.lead, {})).cells.flatMap(({ cards }) => cards.map(({ key }) => key))

describe('many items are changed at once', () => {
  test('every field of all of them, in one change that history knows as one', async () => {
    const goal = await createGoal(cast.lead, { title: 'Fewer secrets' })
    const keys = [await item({ labels: ['old'] }), await item({ labels: ['keys', 'old'] }), await item()]
    const answer = await changeManyItems(cast.analyst, {
      keys,
      changes: {
        status: 'ready',
        priority: 'high',
        assignee: cast.engineer.id,
        due: '2027-03-31',
        estimate: 3,
        blocked: 'The vendor is silent.',
        addLabels: ['keys', 'quarter'],
        removeLabels: ['old'],
        addGoals: [goal.slug],
      },
    })
    expect(answer.changed.map(({ key }) => key).sort()).toEqual([...keys].sort())
    for (const key of keys) {
      expect(await read(key)).toMatchObject({
        status: 'ready',
        priority: 'high',
        assignee: { id: cast.engineer.id },
        due: '2027-03-31',
        estimate: 3,
        blocked: 'The vendor is silent.',
        labels: ['keys', 'quarter'],
        goals: [goal.slug],
        version: 2,
      })
    }
    const { rows } = await owner.query('SELECT DISTINCT command_id FROM work.history WHERE command = $1', [
      'item.change-many',
    ])
    expect(rows).toEqual([{ command_id: answer.id }])
  })

  test('five hundred items are one change, and one undo', { timeout: 60_000 }, async () => {
    await owner.query(
      `INSERT INTO work.item (id, key, title, origin, rank) SELECT gen_random_uuid(), 'SEC-' || n, 'Card ' || n, 'small', 'b' || lpad(n::text, 4, '0') FROM generate_series(1, 500) n`,
    )
    const keys = Array.from({ length: 500 }, (_, n) => `SEC-${n + 1}`)
    const answer = await changeManyItems(cast.lead, {
      keys,
      changes: { priority: 'urgent', addLabels: ['swept'], assignee: cast.analyst.id },
    })
    expect(answer.changed).toHaveLength(500)
    const count = async () =>
      (
        await owner.query(
          `SELECT count(*)::int AS n FROM work.item WHERE priority = 'urgent' AND 'swept' = ANY (labels)`,
        )
      ).rows[0].n
    expect(await count()).toBe(500)
    const undone = await undoManyItems(cast.lead, { commandId: answer.id })
    expect(undone.changed).toHaveLength(500)
    expect(undone.kept).toEqual([])
    expect(await count()).toBe(0)
    await expect(
      changeManyItems(cast.lead, { keys: [...keys, 'SEC-501'], changes: { priority: 'low' } }),
    ).rejects.toMatchObject({ fields: [{ path: 'keys' }] })
  })

  test('a paragraph and a point are added to what is there, and taken away again alone', async () => {
    const keys = [await item({ description: 'Why.', checklist: [{ text: 'First' }] }), await item()]
    const { id } = await changeManyItems(cast.lead, {
      keys,
      changes: { addParagraph: 'See the plan.', addPoint: 'Tell the owner' },
    })
    const words = async (key: string) => {
      const { description, checklist } = await read(key)
      return [description, ...checklist.map(({ text }) => text)]
    }
    expect(await words(keys[0]!)).toEqual(['Why.\n\nSee the plan.', 'First', 'Tell the owner'])
    expect(await words(keys[1]!)).toEqual(['See the plan.', 'Tell the owner'])
    expect(await undoManyItems(cast.lead, { commandId: id })).toMatchObject({ kept: [] })
    expect(await words(keys[0]!)).toEqual(['Why.', 'First'])
    expect(await words(keys[1]!)).toEqual([''])
  })

  test('what stands as wanted already is not written again', async () => {
    const keys = [await item({ priority: 'high' }), await item()]
    const answer = await changeManyItems(cast.lead, { keys, changes: { priority: 'high' } })
    expect(answer.same).toEqual([keys[0]])
    expect(await read(keys[0]!)).toMatchObject({ version: 1 })
  })

  test('never half a change: one item that cannot be changed so is named, and nothing is', async () => {
    const keys = [await item(), await item({ audience: 'private' }), await item({ audience: 'restricted' })]
    await expect(
      changeManyItems(cast.lead, { keys, changes: { audience: 'private', priority: 'high' } }),
    ).rejects.toMatchObject({ code: 'invalid', fields: [{ path: keys[2] }] })
    for (const key of keys) expect(await read(key)).toMatchObject({ priority: 'none', version: 1 })
  })

  test('they go to the top in the order in which they stand, and are archived together', async () => {
    const [a, b, c, d] = [await item(), await item(), await item(), await item()]
    const before = await order()
    const moved = await changeManyItems(cast.lead, { keys: [d, c], changes: { place: 'top' } })
    expect(await order()).toEqual([c, d, a, b])
    await undoManyItems(cast.lead, { commandId: moved.id })
    expect(await order()).toEqual(before)
    await changeManyItems(cast.lead, { keys: [a, b], changes: { place: 'bottom', priority: 'low' } })
    expect(await order()).toEqual([c, d, a, b])
    expect(await read(a)).toMatchObject({ version: 2, priority: 'low' })
    const gone = await changeManyItems(cast.lead, { keys: [a, c], changes: { archived: true } })
    expect(await order()).toEqual([d, b])
    await undoManyItems(cast.lead, { commandId: gone.id })
    expect(await order()).toEqual([c, d, a, b])
  })
})

describe('what changed meanwhile is kept and named', () => {
  test('a field that somebody else has changed since it was seen stays theirs; the other items change', async () => {
    const keys = [await item({ title: 'Theirs' }), await item({ title: 'Other field' }), await item()]
    const versions = Object.fromEntries(keys.map((key) => [key, 1]))
    await updateItem(cast.engineer, { key: keys[0]!, status: 'done' })
    await updateItem(cast.engineer, { key: keys[1]!, priority: 'low' })
    const answer = await changeManyItems(cast.lead, { keys, versions, changes: { status: 'ready' } })
    expect(answer.kept).toEqual([
      { key: keys[0], title: 'Theirs', fields: ['status'], by: 'Security engineer' },
    ])
    expect(answer.changed.map(({ key }) => key).sort()).toEqual(keys.slice(1).sort())
    expect(await read(keys[0]!)).toMatchObject({ status: 'done' })
    expect(await read(keys[1]!)).toMatchObject({ status: 'ready', priority: 'low' })
  })

  test('undo puts back only what still stands as it was left', async () => {
    const keys = [await item({ priority: 'low' }), await item({ priority: 'high', estimate: 2 })]
    const { id } = await changeManyItems(cast.lead, { keys, changes: { priority: 'urgent', estimate: 5 } })
    await updateItem(cast.engineer, { key: keys[1]!, estimate: 8 })
    const undone = await undoManyItems(cast.lead, { commandId: id })
    expect(undone.kept).toMatchObject([{ key: keys[1], fields: ['estimate'], by: 'Security engineer' }])
    expect(await read(keys[0]!)).toMatchObject({ priority: 'low', estimate: null })
    expect(await read(keys[1]!)).toMatchObject({ priority: 'high', estimate: 8 })
    // An undo is one more change, and can be undone itself.
    await undoManyItems(cast.lead, { commandId: undone.id })
    expect(await read(keys[0]!)).toMatchObject({ priority: 'urgent', estimate: 5 })
  })

  test('what cannot be put back is named, and the rest is put back', async () => {
    const key = await item({ audience: 'internal', priority: 'low' })
    const { id } = await changeManyItems(cast.lead, {
      keys: [key],
      changes: { audience: 'private', priority: 'high' },
    })
    const undone = await undoManyItems(cast.lead, { commandId: id })
    expect(undone.kept).toMatchObject([{ key, fields: ['audience'], why: /clearance/ }])
    expect(await read(key)).toMatchObject({ audience: 'private', priority: 'low' })
  })

  test('people, goals, parents and what was set aside come back as they were', async () => {
    const [one, two] = await Promise.all(['One', 'Two'].map((title) => createGoal(cast.lead, { title })))
    const parent = await item({ type: 'epic' })
    const key = await item({ goals: [one!.slug], parent, assignee: cast.analyst.id, labels: ['a'] })
    const before = await read(key)
    const { id } = await changeManyItems(cast.lead, {
      keys: [key],
      changes: {
        goals: [two!.slug],
        parent: null,
        assignee: null,
        labels: [],
        audience: 'restricted',
        archived: true,
      },
    })
    await undoManyItems(cast.lead, { commandId: id })
    const { version: _, updatedAt: _at, audience: _audience, ...now } = await read(key)
    expect(before).toMatchObject(now)
  })
})

describe('a retry', () => {
  test('of a change, a move or an undo answers what the first one said, and does nothing', async () => {
    const keys = [await item({ title: 'Theirs' }), await item({ priority: 'urgent' }), await item()]
    const versions = Object.fromEntries(keys.map((key) => [key, 1]))
    await updateItem(cast.engineer, { key: keys[0]!, priority: 'low' })
    const twice = async <T>(
      ask: (options: { idempotencyKey: string }) => Promise<T>,
      idempotencyKey: string,
    ) => {
      const first = await ask({ idempotencyKey })
      expect(await ask({ idempotencyKey })).toEqual(first)
      return first
    }
    const change = { keys, versions, changes: { priority: 'urgent' as const } }
    const first = await twice((options) => changeManyItems(cast.lead, change, options), 'change')
    expect(first).toMatchObject({ kept: [{ key: keys[0], by: 'Security engineer' }], same: [keys[1]] })
    expect(first.changed).toEqual([expect.objectContaining({ key: keys[2], version: 2 })])
    await updateItem(cast.engineer, { key: keys[2]!, priority: 'high' })
    const undone = await twice(
      (options) => undoManyItems(cast.lead, { commandId: first.id }, options),
      'undo',
    )
    expect(undone.kept).toMatchObject([{ key: keys[2], fields: ['priority'], by: 'Security engineer' }])
    const moved = await twice(
      (options) => moveItems(cast.lead, { keys: [keys[1]!, keys[2]!], before: null }, options),
      'move',
    )
    expect(moved).toMatchObject({ changed: 2, items: [{ key: keys[1] }, { key: keys[2] }] })
    expect((await read(keys[2]!)).version).toBe(4)
  })

  test('names nothing that is out of sight by then', async () => {
    const keys = [await item(), await item()]
    const versions = Object.fromEntries(keys.map((key) => [key, 1]))
    for (const key of keys) await updateItem(cast.engineer, { key, priority: 'low' })
    const ask = () =>
      changeManyItems(
        cast.analyst,
        { keys, versions, changes: { priority: 'high' } },
        { idempotencyKey: 'out of sight' },
      )
    expect((await ask()).kept).toHaveLength(2)
    await updateItem(cast.lead, { key: keys[0]!, title: 'CANARY', audience: 'restricted' })
    const again = await ask()
    expect(again.kept).toMatchObject([{ key: keys[1] }])
    expect(JSON.stringify(again)).not.toContain(keys[0]!)
  })
})

describe('what is not there for somebody is not there in any of it', () => {
  test('a restricted item and one that never was are answered alike, and neither is changed', async () => {
    const hidden = await item({ audience: 'restricted' })
    const open = await item()
    const answers = []
    for (const key of [hidden, 'SEC-999999'])
      answers.push(
        await changeManyItems(cast.analyst, { keys: [open, key], changes: { priority: 'high' } }).catch(
          ({ code, message, fields }) => JSON.stringify({ code, message, fields }).replaceAll(key, 'KEY'),
        ),
      )
    expect(answers[0]).toContain('There is nothing here.')
    expect(answers[1]).toEqual(answers[0])
    for (const key of [hidden, open]) expect(await read(key)).toMatchObject({ priority: 'none', version: 1 })
    // An archived one neither.
    const { version } = await read(open)
    await archiveItem(cast.lead, { key: open, version })
    await expect(
      changeManyItems(cast.lead, { keys: [open], changes: { priority: 'high' } }),
    ).rejects.toMatchObject({ fields: [{ path: open, message: 'There is nothing here.' }] })
  })

  test('nobody undoes what another did, and of one’s own only what one still sees', async () => {
    const keys = [await item(), await item()]
    const { id } = await changeManyItems(cast.analyst, { keys, changes: { priority: 'high' } })
    for (const commandId of [id, '00000000-0000-4000-8000-000000000000'])
      await expect(undoManyItems(cast.lead, { commandId })).rejects.toMatchObject({ code: 'not-found' })
    await updateItem(cast.lead, { key: keys[0]!, audience: 'restricted' })
    const undone = await undoManyItems(cast.analyst, { commandId: id })
    expect(JSON.stringify(undone)).not.toContain(keys[0])
    expect(await read(keys[0]!)).toMatchObject({ priority: 'high' })
    expect(await read(keys[1]!)).toMatchObject({ priority: 'none' })
  })

  test('a parent that the undoer no longer sees is not put back, and is not named', async () => {
    const parent = await item({ title: 'A quiet epic', type: 'epic' })
    const key = await item({ parent })
    const { id } = await changeManyItems(cast.analyst, { keys: [key], changes: { parent: null } })
    await updateItem(cast.lead, { key: parent, audience: 'restricted' })
    const undone = await undoManyItems(cast.analyst, { commandId: id })
    expect(undone.kept).toMatchObject([{ key, fields: ['parent'], by: null }])
    expect(JSON.stringify(undone)).not.toContain(parent)
    expect((await findItem(cast.analyst, key))!.parent).toBeNull()
  })

  test('only the team changes many items', async () => {
    const key = await item({ audience: 'internal' })
    await expect(
      changeManyItems(cast.employee, { keys: [key], changes: { priority: 'high' } }),
    ).rejects.toMatchObject({ code: 'not-allowed' })
  })
})
