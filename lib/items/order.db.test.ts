// The one order of the work, under hands that do not wait for each other.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { letIn, type Cast } from '../instruments/cast'
import { closeClients } from '../kernel/db'
import { ranks, rankTooLong } from '../kernel/rank'
import { moveItem, moveItems, readBacklog } from '.'

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
  owner.query('DELETE FROM work.named_person; DELETE FROM work.item; DELETE FROM work.iteration'),
)

/** Items written down at once, SEC-1 first; some exist for the engineer alone. */
async function inOrder(
  count: number,
  { hidden = () => false, between = [null, null] as [string | null, string | null] } = {} as {
    hidden?: (n: number) => boolean
    between?: [string | null, string | null]
  },
) {
  const places = ranks(...between, count)
  for (const [index, rank] of places.entries()) {
    const [id, n] = [randomUUID(), index + 1]
    if (hidden(n))
      await owner.query('INSERT INTO work.named_person (subject_id, person_id) VALUES ($1, $2)', [
        id,
        cast.engineer.id,
      ])
    await owner.query(
      `INSERT INTO work.item (id, key, title, origin, type, status, priority, labels, rank, audience) VALUES ($1, $2, $3, 'small', 'task', 'backlog', 'none', '{}', $4, $5)`,
      [id, `SEC-${n}`, `Item ${n}`, rank, hidden(n) ? 'restricted' : 'private'],
    )
  }
}

async function stored(): Promise<{ key: string; rank: string }[]> {
  return (await owner.query<{ key: string; rank: string }>('SELECT key, rank FROM work.item ORDER BY rank'))
    .rows
}

async function order(): Promise<string[]> {
  return (await stored()).map(({ key }) => key)
}

const keys = (...numbers: number[]) => numbers.map((n) => `SEC-${n}`)

/** The same numbers in every run, so that what fails once fails again. */
function dice(seed: number) {
  return (sides: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((seed / 2_147_483_648) * sides)
  }
}

describe('many are moved at once', () => {
  test('behind one, ahead of one, to the top and to the bottom, in the order in which they stood', async () => {
    await inOrder(6)
    await moveItems(cast.lead, { keys: keys(5, 2), before: 'SEC-3' })
    expect(await order()).toEqual(keys(1, 3, 2, 5, 4, 6))
    await moveItems(cast.lead, { keys: keys(6, 1), after: 'SEC-5' })
    expect(await order()).toEqual(keys(3, 2, 1, 6, 5, 4))
    await moveItems(cast.lead, { keys: keys(5, 2), before: null })
    expect(await order()).toEqual(keys(2, 5, 3, 1, 6, 4))
    await moveItems(cast.lead, { keys: keys(5, 3), after: null })
    expect(await order()).toEqual(keys(2, 1, 6, 4, 5, 3))
  })

  test('and whoever stands there already stays, so that nothing is written', async () => {
    await inOrder(4)
    const before = await stored()
    const { items } = await moveItems(cast.lead, { keys: keys(2, 3), before: 'SEC-1' })
    expect(await stored()).toEqual(before)
    expect(items.map(({ version }) => version)).toEqual([1, 1])
  })

  test('what stands hidden between two is neither passed nor told of', async () => {
    await inOrder(5, { hidden: (n) => n === 2 })
    await moveItems(cast.analyst, { keys: keys(4, 5), before: 'SEC-1' })
    expect(await order()).toEqual(keys(1, 4, 5, 2, 3))
    await expect(moveItems(cast.analyst, { keys: keys(1, 2), before: null })).rejects.toMatchObject({
      code: 'not-found',
      message: 'There is nothing here.',
    })
    await expect(moveItems(cast.analyst, { keys: keys(1, 999), before: null })).rejects.toMatchObject({
      code: 'not-found',
      message: 'There is nothing here.',
    })
    await expect(moveItems(cast.analyst, { keys: keys(1), after: 'SEC-2' })).rejects.toMatchObject({
      message: 'There is no such item to stand in front of.',
    })
    expect(await order()).toEqual(keys(1, 4, 5, 2, 3))
  })

  test('a teammate outside the team moves nothing', async () => {
    await inOrder(2)
    await expect(moveItems(cast.employee, { keys: keys(1), before: null })).rejects.toMatchObject({
      code: 'not-allowed',
    })
  })
})

test('any row of moves leaves the order that the same moves make of a list', async () => {
  await inOrder(25)
  const roll = dice(7)
  let list = await order()
  for (let n = 0; n < 120; n++) {
    const some = list.filter(() => roll(4) === 0).slice(0, roll(6) + 1)
    const rest = list.filter((key) => !some.includes(key))
    if (some.length === 0) continue
    const at = roll(rest.length + 1)
    const place = roll(2) === 0 ? { before: rest[at - 1] ?? null } : { after: rest[at] ?? null }
    if (some.length === 1) await moveItem(cast.lead, { key: some[0]!, ...place })
    else await moveItems(cast.lead, { keys: [...some].reverse(), ...place })
    list = rest.toSpliced(at, 0, ...some)
    expect(await order(), `move ${n}`).toEqual(list)
  }
})

test('a gap into which everything is moved gets new ranks before they grow long, in the same order', async () => {
  await inOrder(120, { hidden: (n) => n % 10 === 0 })
  const visible = Array.from({ length: 120 }, (_, n) => n + 1).filter((n) => n % 10 !== 0 && n > 2)
  // Each goes directly behind the first, over and over: the worst that one hand can do.
  for (let round = 0; round < 4; round++)
    for (const n of visible) await moveItem(cast.analyst, { key: `SEC-${n}`, before: 'SEC-1' })
  const rows = await stored()
  expect(Math.max(...rows.map(({ rank }) => rank.length))).toBeLessThanOrEqual(48)
  expect(rows.map(({ key }) => key).filter((key) => !/0$/.test(key))).toEqual([
    'SEC-1',
    ...keys(...visible).reverse(),
    'SEC-2',
  ])
  expect(rows).toHaveLength(120)
}, 60_000)

test('twenty writers with a thousand moves each leave one order, lose nothing, and keep the keys short', async () => {
  await inOrder(200, { hidden: (n) => n % 25 === 0 })
  const people = [cast.lead, cast.engineer, cast.analyst]
  const open = Array.from({ length: 200 }, (_, n) => n + 1).filter((n) => n % 25 !== 0)
  let moved = 0
  async function write(writer: number) {
    const who = people[writer % people.length]!
    const roll = dice(writer + 1)
    const pick = () => open[roll(open.length)]!
    for (let left = 1_000; left > 0;) {
      const many = roll(2) === 0 ? 1 : Math.min(left, 20 + roll(60))
      const chosen = [...new Set(Array.from({ length: many * 2 }, pick))].slice(0, many)
      // Every other move goes into one and the same gap.
      const neighbour = roll(2) === 0 ? 1 : pick()
      const some = keys(...chosen.filter((n) => n !== neighbour))
      if (some.length === 0) continue
      const place = roll(2) === 0 ? { before: `SEC-${neighbour}` } : { after: `SEC-${neighbour}` }
      if (some.length === 1) await moveItem(who, { key: some[0]!, ...place })
      else await moveItems(who, { keys: some, ...place })
      left -= some.length
      moved += some.length
    }
  }
  await Promise.all(Array.from({ length: 20 }, (_, writer) => write(writer)))
  expect(moved).toBeGreaterThanOrEqual(20_000)
  const rows = await stored()
  expect(rows.map(({ key }) => key).sort()).toEqual(
    keys(...Array.from({ length: 200 }, (_, n) => n + 1)).sort(),
  )
  expect(new Set(rows.map(({ rank }) => rank)).size).toBe(200)
  expect(rows.filter(({ rank }) => rankTooLong(rank))).toEqual([])
  // One order for everybody, whatever of it they see.
  const seen = await Promise.all(
    people.map(async (who) =>
      (await readBacklog(who, { filter: {} })).sections[0]!.rows.map(({ key }) => key),
    ),
  )
  const all = rows.map(({ key }) => key)
  const openKeys = new Set(keys(...open))
  expect(seen[1]).toEqual(all)
  for (const one of [seen[0], seen[2]]) expect(one).toEqual(all.filter((key) => openKeys.has(key)))
}, 90_000)

test('twenty writers who move across lanes and columns leave one order, whole changes and short keys', async () => {
  await inOrder(60, { hidden: (n) => n % 15 === 0 })
  await owner.query('DELETE FROM work.outbox; DELETE FROM work.history')
  const people = [cast.lead, cast.engineer, cast.analyst]
  const open = Array.from({ length: 60 }, (_, n) => n + 1).filter((n) => n % 15 !== 0)
  // Each column goes with one value of each lane: of half a change two would be left that do not fit.
  const ways = [
    { status: 'backlog', priority: 'none', assignee: null },
    { status: 'ready', priority: 'low', assignee: cast.lead.id },
    { status: 'in-progress', priority: 'high', assignee: cast.engineer.id },
    { status: 'done', priority: 'urgent', assignee: cast.analyst.id },
  ] as const
  const wholes = ways.map(({ status, priority, assignee }) => [status, priority, assignee].join())
  const halves = async () =>
    (
      await owner.query<{ whole: string }>(
        `SELECT status || ',' || priority || ',' || coalesce(assignee_id::text, '') AS whole FROM work.item`,
      )
    ).rows.filter(({ whole }) => !wholes.includes(whole))
  const labels = new Map<string, Set<string>>(keys(...open).map((key) => [key, new Set()]))
  let [moved, refused] = [0, 0]

  async function write(writer: number) {
    const who = people[writer % people.length]!
    const roll = dice(writer + 41)
    for (let n = 0; n < 12; n++) {
      const key = `SEC-${open[roll(open.length)]!}`
      const { status, priority, assignee } = ways[roll(ways.length)]!
      // Every other move goes into one and the same gap.
      const neighbour = `SEC-${roll(2) === 0 ? 1 : open[roll(open.length)]!}`
      const place = neighbour === key ? { before: null } : { before: neighbour }
      const label = `writer-${writer}`
      const kind = roll(8)
      const move = moveItem(who, {
        key,
        status,
        ...place,
        fields: {
          priority,
          assignee,
          addLabels: [label],
          // Some name what is not there, some have not seen what others did: nothing of those is done.
          ...(kind === 0 && { parent: 'SEC-999999' }),
        },
        ...(kind === 1 && { seen: 1 }),
      })
      if (kind === 0) await expect(move).rejects.toMatchObject({ code: 'invalid' })
      const done = kind !== 0 && (await move.then(Boolean, (error: { code?: string }) => error.code))
      if (done === true) labels.get(key)!.add(label)
      else if (kind === 1) expect(done).toBe('stale')
      if (done === true) moved += 1
      else refused += 1
      if (n % 4 === 3) expect(await halves()).toEqual([])
    }
  }
  await Promise.all(Array.from({ length: 20 }, (_, writer) => write(writer)))
  expect(moved + refused).toBe(240)
  expect(refused).toBeGreaterThan(20)
  expect(await halves()).toEqual([])
  const rows = await stored()
  expect(rows).toHaveLength(60)
  expect(new Set(rows.map(({ rank }) => rank)).size).toBe(60)
  expect(rows.filter(({ rank }) => rankTooLong(rank))).toEqual([])
  const { rows: items } = await owner.query<{ key: string; labels: string[]; steps: number; news: number }>(
    `SELECT key, labels, version - 1 AS steps, (SELECT count(*)::int FROM work.outbox o WHERE o.subject_id = i.id) AS news
     FROM work.item i WHERE audience <> 'restricted'`,
  )
  for (const { key, labels: has, steps, news } of items) {
    expect(has.toSorted(), key).toEqual([...labels.get(key)!].sort())
    expect(news, key).toBe(steps)
  }
  const twice = await owner.query(
    'SELECT 1 FROM work.history GROUP BY command_id, subject_id HAVING count(DISTINCT version) > 1',
  )
  expect(twice.rows).toEqual([])
}, 60_000)
