import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { letIn, type Cast } from '../instruments/cast'
import type { Asker } from '../kernel/audience'
import { closeClients } from '../kernel/db'
import { createGoal } from '../goals'
import { createIteration } from '../iterations'
import { search } from '../search'
import {
  archiveItem,
  boardCards,
  commentOnItem,
  createItem,
  findItem,
  itemForApi,
  listItems,
  moreCards,
  moveItem,
  relateItems,
  restoreItem,
  updateItem,
} from '.'
import { columnPage } from './board'
import type { BoardFilter, Status } from './schema'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
const cast = {} as Pick<Cast, 'lead' | 'engineer' | 'analyst' | 'employee' | 'sales' | 'guest'>

beforeAll(async () => {
  await owner.connect()
  Object.assign(cast, await letIn(owner, ['lead', 'engineer', 'analyst', 'employee', 'sales', 'guest']))
})

afterAll(async () => {
  await closeClients()
  await owner.end()
})

beforeEach(async () => {
  await owner.query(
    'DELETE FROM work.item_relation; DELETE FROM work.comment; DELETE FROM work.item; DELETE FROM work.named_person',
  )
})

const nobodys = { code: 'not-found', message: 'There is nothing here.' }

async function item(fields: Partial<Parameters<typeof createItem>[1]> = {}, by: Asker = cast.lead) {
  return createItem(by, { title: 'Rotate the signing keys', origin: 'small', ...fields })
}

async function order(by: Asker, status: Status, filter: BoardFilter = {}): Promise<string[]> {
  const board = await boardCards(by, { filter })
  return board.cells.find((cell) => cell.status === status)!.cards.map((card) => card.key)
}

describe('planned work has one of four origins', () => {
  test('an item made by hand is small, a bug or an ask', async () => {
    for (const origin of ['small', 'bug', 'ask'] as const) {
      const made = await item({ origin })
      expect(await itemForApi(cast.lead, made.key)).toMatchObject({
        origin,
        status: 'backlog',
        audience: 'private',
        version: 1,
      })
    }
  })

  test('big work is refused and told to come from the wishlist', async () => {
    await expect(item({ origin: 'wishlist' })).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ path: 'origin' }],
    })
  })

  test('an item without an origin, or with an unknown field, is refused with the field named', async () => {
    await expect(createItem(cast.lead, { title: 'x' } as never)).rejects.toMatchObject({
      fields: [{ path: 'origin' }],
    })
    await expect(item({ rank: 'a0' } as never)).rejects.toMatchObject({ fields: [{ path: 'rank' }] })
  })

  test('nobody turns a small item into big work afterwards', async () => {
    const made = await item()
    await expect(updateItem(cast.lead, { key: made.key, origin: 'wishlist' })).rejects.toMatchObject({
      fields: [{ path: 'origin' }],
    })
  })

  test('thirteen points are split before they are planned', async () => {
    await expect(item({ estimate: 13 })).rejects.toMatchObject({
      message: 'Split this: 13 points and more are several pieces of work.',
    })
  })

  test('only the team makes items', async () => {
    await expect(item({}, cast.sales)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(item({}, cast.guest)).rejects.toMatchObject({ code: 'not-allowed' })
  })
})

describe('order on the board', () => {
  test('new items stand at the end, and a move between two neighbours stays there', async () => {
    const [a, b, c] = [await item(), await item(), await item()]
    expect(await order(cast.lead, 'backlog')).toEqual([a.key, b.key, c.key])
    await moveItem(cast.lead, { key: c.key, before: a.key, after: b.key })
    expect(await order(cast.engineer, 'backlog')).toEqual([a.key, c.key, b.key])
  })

  test('a card moved into another column stands where it was put, at the top, or at the end', async () => {
    const ready = [await item({ status: 'ready' }), await item({ status: 'ready' })]
    const [x, y, z] = [await item(), await item(), await item()]
    await moveItem(cast.lead, { key: x.key, status: 'ready' })
    expect(await order(cast.lead, 'ready')).toEqual([ready[0]!.key, ready[1]!.key, x.key])
    await moveItem(cast.lead, { key: y.key, status: 'ready', before: null, after: ready[0]!.key })
    await moveItem(cast.lead, { key: z.key, status: 'ready', before: null })
    expect(await order(cast.lead, 'ready')).toEqual([z.key, y.key, ready[0]!.key, ready[1]!.key, x.key])
    await moveItem(cast.lead, { key: z.key, after: null })
    expect((await order(cast.lead, 'ready')).at(-1)).toBe(z.key)
  })

  test('the order of a filtered board is the order of the whole one', async () => {
    const bugs = [await item({ origin: 'bug' }), await item(), await item({ origin: 'bug' })]
    await moveItem(cast.lead, { key: bugs[2]!.key, before: null, after: bugs[0]!.key })
    expect(await order(cast.lead, 'backlog', { origin: 'bug' })).toEqual([bugs[2]!.key, bugs[0]!.key])
    expect(await order(cast.lead, 'backlog')).toEqual([bugs[2]!.key, bugs[0]!.key, bugs[1]!.key])
  })

  test('since when it stands there and when it was done are kept', async () => {
    const a = await item()
    const moved = await moveItem(cast.lead, { key: a.key, status: 'done' })
    const kept = await moveItem(cast.lead, { key: a.key, after: null })
    expect(kept.statusSince).toEqual(moved.statusSince)
    expect((await findItem(cast.lead, a.key))!.doneAt).toEqual(moved.statusSince)
    await moveItem(cast.lead, { key: a.key, status: 'ready' })
    expect((await findItem(cast.lead, a.key))!.doneAt).toBeNull()
  })

  test('cards that one person cannot see do not make two people collide, and keep their own place', async () => {
    const a = await item({}, cast.lead)
    const hidden = await item({ audience: 'restricted', named: [] }, cast.lead)
    const [b, c, d] = [await item(), await item(), await item()]
    // The engineer does not see the hidden card between a and b.
    await moveItem(cast.engineer, { key: c.key, before: a.key, after: b.key })
    await moveItem(cast.lead, { key: d.key, before: c.key, after: hidden.key })
    expect(await order(cast.engineer, 'backlog')).toEqual([a.key, c.key, d.key, b.key])
    expect(await order(cast.lead, 'backlog')).toEqual([a.key, c.key, d.key, hidden.key, b.key])
  })

  test('a hidden neighbour and one that never was get the same answer', async () => {
    const hidden = await item({ audience: 'restricted' }, cast.lead)
    const a = await item()
    const said = async (before: string) =>
      moveItem(cast.engineer, { key: a.key, before }).catch((error: Error) => error.message)
    expect(await said(hidden.key)).toBe(await said('SEC-999999'))
    await expect(moveItem(cast.engineer, { key: hidden.key, status: 'done' })).rejects.toMatchObject(nobodys)
    await expect(moveItem(cast.engineer, { key: 'SEC-999999', status: 'done' })).rejects.toMatchObject(
      nobodys,
    )
    await expect(moveItem(cast.engineer, { key: 'no key', status: 'done' })).rejects.toMatchObject(nobodys)
  })

  test('twenty writers with fifty moves each leave one order and lose no item', async () => {
    const keys: string[] = []
    for (let n = 0; n < 30; n++) keys.push((await item({ title: `Card ${n}` })).key)
    const columns: Status[] = ['backlog', 'ready', 'in-progress']
    let seed = 7
    const pick = (count: number) => (seed = (seed * 48271) % 2147483647) % count
    const writer = async () => {
      for (let n = 0; n < 50; n++) {
        const key = keys[pick(keys.length)]!
        const before = keys[pick(keys.length)]!
        await moveItem(cast.engineer, {
          key,
          status: columns[pick(3)],
          ...(before === key ? { before: null } : { before }),
        })
      }
    }
    await Promise.all(Array.from({ length: 20 }, writer))
    const { rows } = await owner.query<{
      items: number
      ranks: number
      longest: number
      versions: number
      news: number
    }>(
      `SELECT count(*)::int AS items, count(DISTINCT rank)::int AS ranks, max(length(rank))::int AS longest, sum(version - 1)::int AS versions,
        (SELECT count(*)::int FROM work.outbox WHERE event IN ('item.moved', 'item.placed') AND subject_id IN (SELECT id FROM work.item)) AS news FROM work.item`,
    )
    expect(rows[0]).toMatchObject({ items: 30, ranks: 30, versions: 1000, news: 1000 })
    expect(rows[0]!.longest).toBeLessThan(40)
    const seen = async (by: Asker) =>
      (await boardCards(by, {})).cells.flatMap((cell) => cell.cards.map((card) => card.key))
    expect((await seen(cast.engineer)).sort()).toEqual([...keys].sort())
    expect(await seen(cast.engineer)).toEqual(await seen(cast.lead))
  }, 60_000)

  test('a long column comes in pages, and every card once', async () => {
    await owner.query(
      `INSERT INTO work.item (id, key, title, origin, rank) SELECT gen_random_uuid(), 'SEC-' || (500000 + n), 'Card', 'small', 'b' || lpad(n::text, 6, '0') || 'V'
       FROM generate_series(1, $1) n`,
      [columnPage + 30],
    )
    const here = { status: 'backlog' as const, lane: '', ask: { filter: {}, q: null, lanes: null } }
    const first = (await boardCards(cast.lead, {})).cells[0]!
    expect(first).toMatchObject({ total: columnPage + 30 })
    const rest = await moreCards(cast.lead, { ...here, cursor: first.next! })
    expect(rest).toMatchObject({ next: null })
    expect(new Set([...first.cards, ...rest!.cards].map((card) => card.key)).size).toBe(columnPage + 30)
    expect(await moreCards(cast.lead, { ...here, cursor: 'made up' })).toBeNull()
  })
})

describe('audience', () => {
  test('an editor takes light away and cannot give it back', async () => {
    const a = await item({ audience: 'internal' })
    expect(await itemForApi(cast.employee, a.key)).toMatchObject({ audience: 'internal' })
    await updateItem(cast.engineer, { key: a.key, audience: 'private' })
    expect(await itemForApi(cast.employee, a.key)).toBeNull()
    await expect(updateItem(cast.engineer, { key: a.key, audience: 'internal' })).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ path: 'audience' }],
    })
  })

  test('a restricted item exists for those who are named, and for no admin besides', async () => {
    const a = await item({ audience: 'private' }, cast.engineer)
    await updateItem(cast.engineer, { key: a.key, audience: 'restricted', named: [cast.analyst.id] })
    expect((await findItem(cast.analyst, a.key))!.named.map((person) => person.name)).toEqual([
      'Security analyst',
      'Security engineer',
    ])
    expect(await findItem(cast.lead, a.key)).toBeNull()
    expect(await order(cast.lead, 'backlog')).toEqual([])
    expect(await search(cast.lead, a.key)).toEqual([])
    expect(await search(cast.analyst, a.key)).toHaveLength(1)
    const board = await boardCards(cast.analyst, {})
    expect(board.cells[0]!.cards[0]).toMatchObject({ audience: 'restricted', named: 2 })
    await updateItem(cast.engineer, { key: a.key, named: [] })
    expect(await findItem(cast.analyst, a.key)).toBeNull()
  })

  test('only people of the security team are named', async () => {
    await expect(item({ audience: 'restricted', named: [cast.sales.id] })).rejects.toMatchObject({
      fields: [{ path: 'named' }],
    })
    await expect(item({ named: [cast.analyst.id] })).rejects.toMatchObject({ fields: [{ path: 'named' }] })
  })

  test('a hidden item and one that never was are the same to everybody who may not see it', async () => {
    const a = await item({ audience: 'private' })
    for (const who of [cast.employee, cast.sales, cast.guest]) {
      expect(await findItem(who, a.key)).toBeNull()
      expect(await itemForApi(who, a.key)).toBeNull()
    }
    for (const key of [a.key, 'SEC-999999']) {
      await expect(updateItem(cast.sales, { key, title: 'x' })).rejects.toMatchObject(nobodys)
      await expect(commentOnItem(cast.sales, { key, body: 'x', audience: 'internal' })).rejects.toMatchObject(
        nobodys,
      )
      await expect(archiveItem(cast.sales, { key })).rejects.toMatchObject(nobodys)
    }
    const open = await item({ audience: 'internal' })
    await expect(updateItem(cast.sales, { key: open.key, title: 'x' })).rejects.toMatchObject({
      code: 'not-allowed',
    })
  })

  test('a teammate gets an internal item without its rank, and comments to everyone here alone', async () => {
    const a = await item({ audience: 'internal' })
    expect(await itemForApi(cast.sales, a.key)).not.toHaveProperty('rank')
    expect(await itemForApi(cast.lead, a.key)).toHaveProperty('rank')
    await commentOnItem(cast.engineer, { key: a.key, body: 'For the team only', audience: 'private' })
    await commentOnItem(cast.sales, { key: a.key, body: 'Thank you', audience: 'internal' })
    await expect(
      commentOnItem(cast.sales, { key: a.key, body: 'x', audience: 'private' }),
    ).rejects.toMatchObject({ code: 'invalid' })
    expect((await findItem(cast.sales, a.key))!.comments.map((each) => each.body)).toEqual(['Thank you'])
    expect((await findItem(cast.lead, a.key))!.comments).toHaveLength(2)
  })

  test('a parent, a relation and a line of history are absent where the other end is', async () => {
    const parent = await item({ title: 'Hidden parent', audience: 'private' })
    const other = await item({ title: 'Hidden other', audience: 'private' })
    const a = await item({ audience: 'internal' })
    await updateItem(cast.lead, { key: a.key, parent: parent.key })
    await relateItems(cast.lead, { key: a.key, to: other.key, kind: 'blocks' })
    const team = (await findItem(cast.lead, a.key))!
    expect(team).toMatchObject({
      parent: { key: parent.key },
      relations: [{ key: other.key, words: 'blocks' }],
    })
    expect(team.history.map((each) => each.field)).toEqual(['created', 'parent'])
    expect((await findItem(cast.lead, other.key))!.relations).toMatchObject([{ words: 'is blocked by' }])
    const sales = (await findItem(cast.sales, a.key))!
    expect(sales).toMatchObject({ parent: null, relations: [] })
    expect(JSON.stringify(sales)).not.toContain('Hidden')
    expect(sales.history.map((each) => each.field)).toEqual(['created'])
  })
})

describe('changes', () => {
  test('a change that came too late says who changed what, and overwrites nothing', async () => {
    const a = await item()
    await updateItem(cast.engineer, { key: a.key, version: 1, title: 'First' })
    await expect(updateItem(cast.lead, { key: a.key, version: 1, title: 'Second' })).rejects.toMatchObject({
      code: 'stale',
      message: expect.stringContaining('Security engineer changed title'),
    })
    expect(await itemForApi(cast.lead, a.key)).toMatchObject({ title: 'First', version: 2 })
  })

  test('fifty writers without a version change their own fields, and none is lost', async () => {
    const a = await item()
    await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        updateItem(n % 2 ? cast.lead : cast.engineer, {
          key: a.key,
          ...(n % 2
            ? { estimate: (n % 8) + 1 }
            : { due: `2027-01-${String((n % 28) + 1).padStart(2, '0')}` }),
        }),
      ),
    )
    const { rows } = await owner.query(
      `SELECT i.version - 1 AS changes, (SELECT count(*)::int FROM work.history h WHERE h.subject_id = i.id AND field IN ('estimate','due')) AS lines FROM work.item i WHERE key = $1`,
      [a.key],
    )
    expect(rows[0].changes).toBe(rows[0].lines)
  })

  test('every link is kept and told by name', async () => {
    const goal = await createGoal(cast.lead, { title: 'No long-lived secrets' })
    const iteration = await createIteration(cast.lead, { startsOn: '2027-01-04', endsOn: '2027-01-15' })
    const a = await item({
      goals: [goal.slug],
      labels: ['keys', 'keys'],
      due: '2027-02-01',
      estimate: 5,
      assignee: 'engineer@daylight.example',
    })
    await updateItem(cast.lead, { key: a.key, iteration: iteration.number, assignee: cast.analyst.id })
    const sheet = (await findItem(cast.lead, a.key))!
    expect(sheet).toMatchObject({
      goals: [{ title: 'No long-lived secrets' }],
      labels: ['keys'],
      due: '2027-02-01',
      iteration: iteration.number,
      assignee: { name: 'Security analyst' },
    })
    expect(sheet.history.map(({ field, was, is }) => [field, was, is])).toEqual([
      ['created', null, null],
      ['assignee', 'Security engineer', 'Security analyst'],
      ['iteration', null, `Iteration ${iteration.number}`],
    ])
    expect(
      (
        await boardCards(cast.lead, {
          filter: {
            goal: goal.slug,
            iteration: String(iteration.number),
            assignee: cast.analyst.id,
            label: 'keys',
          },
        })
      ).cells[0]!.cards,
    ).toHaveLength(1)
    expect(
      (await boardCards(cast.lead, { filter: { goal: goal.slug, assignee: 'none' } })).cells[0]!.cards,
    ).toHaveLength(0)
  })

  test('an item is not its own part', async () => {
    const a = await item()
    const b = await item({ parent: a.key })
    await expect(updateItem(cast.lead, { key: a.key, parent: b.key })).rejects.toMatchObject({
      fields: [{ path: 'parent' }],
    })
  })

  test('an archived item leaves the board and comes back', async () => {
    const a = await item()
    await archiveItem(cast.lead, { key: a.key })
    expect(await order(cast.lead, 'backlog')).toEqual([])
    expect(await itemForApi(cast.lead, a.key)).toBeNull()
    await restoreItem(cast.lead, { key: a.key })
    expect(await order(cast.lead, 'backlog')).toEqual([a.key])
  })

  test('a list pages through everything once', async () => {
    const keys: string[] = []
    for (let n = 0; n < 5; n++) keys.push((await item()).key)
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof listItems>> = await listItems(cast.lead, { limit: 2, cursor })
      seen.push(...(JSON.parse(page.data) as { key: string }[]).map((each) => each.key))
      cursor = page.next
    } while (cursor)
    expect(seen).toEqual(keys)
  })

  test('an item in a list reads as it does alone, with its rank for the team only', async () => {
    const made = await item({
      title: 'Say “why”, \\ and how',
      audience: 'internal',
      due: '2027-02-03',
      labels: ['a'],
    })
    for (const asker of [cast.lead, cast.employee]) {
      const { data } = await listItems(asker, { text: made.key })
      const alone: object = JSON.parse(JSON.stringify(await itemForApi(asker, made.key)))
      expect(JSON.parse(data)).toEqual([alone])
      expect('rank' in alone).toBe(asker === cast.lead)
    }
  })

  test('a plan that a connection keeps shows each asker what is theirs, whoever asked before', async () => {
    const open = await item({ title: 'For the house', audience: 'internal' })
    const hidden = await item({ title: 'For the team', audience: 'private' })
    // The database settles on one plan for all after a handful of runs; one after the other they share a connection.
    for (let n = 0; n < 24; n++) {
      const asker = [cast.lead, cast.employee, cast.sales][n % 3]!
      const { data } = await listItems(asker, { limit: 200 })
      const keys = (JSON.parse(data) as { key: string }[]).map((each) => each.key)
      expect(keys).toContain(open.key)
      expect(keys.includes(hidden.key)).toBe(asker === cast.lead)
    }
  })

  test('a title is found by its words and by a slip of the hand', async () => {
    await item({ title: 'Rotate credentials of the build service' })
    expect(await search(cast.lead, 'build rotate')).toHaveLength(1)
    expect(await search(cast.lead, 'credentails of the build')).toHaveLength(1)
    expect(await search(cast.lead, '100%')).toHaveLength(0)
    expect(await search(cast.sales, 'build')).toHaveLength(0)
  })
})
