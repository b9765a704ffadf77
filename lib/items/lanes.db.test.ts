// The board's writes under two hands: place and fields together, a lost race shown, labels that never clash.
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createGoal } from '../goals'
import { letIn, type Cast } from '../instruments/cast'
import { closeClients } from '../kernel/db'
import { Refusal } from '../kernel/errors'
import {
  archiveItem,
  boardCards,
  changeManyItems,
  createItem,
  editItem,
  findItem,
  itemForApi,
  moveItem,
  updateItem,
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
beforeEach(() =>
  owner.query(
    'DELETE FROM work.item; DELETE FROM work.named_person; DELETE FROM work.history; DELETE FROM work.outbox',
  ),
)

type Fields = Partial<Parameters<typeof createItem>[1]>
const make = (fields: Fields = {}) =>
  createItem(cast.lead, { title: 'Rotate the signing keys', origin: 'small', status: 'ready', ...fields })
const read = async (key: string) => (await itemForApi(cast.lead, key))!
const column = async (status: string) =>
  (await boardCards(cast.lead, {})).cells
    .filter((cell) => cell.status === status)
    .flatMap(({ cards }) => cards.map(({ key }) => key))

/** What an item's changes have left behind: lines of history and pieces of news, version by version. */
async function told(id: string) {
  const history = await owner.query<{ version: number; field: string }>(
    `SELECT version, field FROM work.history WHERE subject_id = $1 AND field <> 'created' ORDER BY version, field`,
    [id],
  )
  const news = await owner.query<{ version: number; event: string }>(
    `SELECT version, event FROM work.outbox WHERE subject_id = $1 AND event <> 'item.created' ORDER BY id`,
    [id],
  )
  const commands = await owner.query<{ count: number }>(
    'SELECT count(DISTINCT command_id)::int FROM work.history WHERE subject_id = $1 AND version > 1',
    [id],
  )
  return { history: history.rows, news: news.rows, commands: commands.rows[0]!.count }
}

async function refusal(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(
    () => null,
    (found: unknown) => found,
  )
  expect(error).toBeInstanceOf(Refusal)
  return error as Refusal
}

describe('a card that is put into another lane', () => {
  test('takes its column, its place and the lane’s field in one change, one version and one piece of news', async () => {
    const [x, y] = [await make({ status: 'in-review' }), await make({ status: 'in-review' })]
    const goal = await createGoal(cast.lead, { title: 'Fewer secrets' })
    const epic = await make({ type: 'epic' })
    const lanes = [
      { assignee: cast.analyst.id },
      { priority: 'urgent' as const },
      { origin: 'bug' as const },
      { goals: [goal.slug] },
      { parent: epic.key },
    ]
    for (const fields of lanes) {
      const made = await make()
      const moved = await moveItem(cast.engineer, {
        key: made.key,
        status: 'in-review',
        before: x.key,
        after: y.key,
        fields,
        seen: made.version,
      })
      expect(moved).toMatchObject({ key: made.key, status: 'in-review', version: made.version + 1 })
      const [field] = Object.keys(fields) as [string]
      expect(await told(made.id)).toEqual({
        history: [field, 'rank', 'status'].sort().map((name) => ({ version: 2, field: name })),
        news: [{ version: 2, event: 'item.moved' }],
        commands: 1,
      })
      const order = await column('in-review')
      expect(order.indexOf(made.key)).toBe(order.indexOf(x.key) + 1)
    }
  })

  test('changes the other fields of its window with the place', async () => {
    const made = await make()
    await moveItem(cast.engineer, {
      key: made.key,
      status: 'done',
      after: null,
      fields: { title: 'Keys are rotated', estimate: 3, due: '2027-03-31', addLabels: ['keys'] },
      seen: made.version,
    })
    expect(await read(made.key)).toMatchObject({
      status: 'done',
      title: 'Keys are rotated',
      estimate: 3,
      due: '2027-03-31',
      labels: ['keys'],
      version: 2,
    })
    expect((await told(made.id)).news).toHaveLength(1)
  })

  test('goes to the first stage of its type there, as one does that is only moved', async () => {
    const [one, two] = [
      await make({ type: 'vulnerability', origin: 'bug' }),
      await make({ type: 'vulnerability', origin: 'bug' }),
    ]
    await moveItem(cast.lead, { key: one.key, status: 'in-progress' })
    await moveItem(cast.lead, { key: two.key, status: 'in-progress', fields: { priority: 'high' } })
    expect((await read(two.key)).stage).toBe((await read(one.key)).stage)
    expect((await read(two.key)).stage).not.toBeNull()
  })

  test('stays as it was, place and field, where one of the two cannot be', async () => {
    const epic = await make({ type: 'epic' })
    const [a, b] = [await make(), await make()]
    await archiveItem(cast.lead, { key: epic.key })
    const before = await owner.query('SELECT * FROM work.item WHERE archived_at IS NULL ORDER BY id')
    const to = { status: 'in-progress' as const, before: null }
    const problems = [
      await refusal(moveItem(cast.lead, { key: a.key, ...to, fields: { parent: epic.key } })),
      await refusal(moveItem(cast.lead, { key: a.key, ...to, fields: { origin: 'wishlist' } })),
      await refusal(moveItem(cast.lead, { key: b.key, ...to, fields: { goals: ['no-such-goal'] } })),
      await refusal(moveItem(cast.lead, { key: b.key, ...to, fields: { parent: b.key } })),
      await refusal(
        moveItem(cast.lead, { key: b.key, status: 'done', before: epic.key, fields: { priority: 'high' } }),
      ),
      await refusal(moveItem(cast.employee, { key: b.key, ...to, fields: { priority: 'high' } })),
    ]
    expect(problems.map(({ fields, code }) => fields[0]?.path ?? code)).toEqual([
      'parent',
      'origin',
      'goals',
      'parent',
      'before',
      'not-found',
    ])
    const after = await owner.query('SELECT * FROM work.item WHERE archived_at IS NULL ORDER BY id')
    expect(after.rows).toEqual(before.rows)
    for (const { id } of [a, b]) expect((await told(id)).news).toEqual([])
  })

  test('is not taken out of the lane that somebody else has put it into meanwhile', async () => {
    const made = await make({ priority: 'low' })
    await editItem(cast.analyst, { key: made.key, version: made.version, priority: 'high' })
    const move = { key: made.key, status: 'in-review' as const, fields: { priority: 'urgent' as const } }
    const said = await refusal(moveItem(cast.engineer, { ...move, seen: made.version }))
    expect(said).toMatchObject({
      code: 'stale',
      clashes: { version: 2, fields: [{ path: 'priority', theirs: 'High', by: 'Security analyst' }] },
    })
    expect(await read(made.key)).toMatchObject({ priority: 'high', status: 'ready', version: 2 })
    // Whoever has seen both may decide.
    await moveItem(cast.engineer, { ...move, seen: said.clashes!.version })
    expect(await read(made.key)).toMatchObject({ priority: 'urgent', status: 'in-review', version: 3 })
  })

  test('goes there whatever others did to its other fields, and where they wanted the same', async () => {
    const goal = await createGoal(cast.lead, { title: 'Quicker repairs' })
    const epic = await make({ type: 'epic' })
    const made = await make()
    await updateItem(cast.analyst, {
      key: made.key,
      title: 'Rotate all keys',
      goals: [goal.slug],
      parent: epic.key,
    })
    for (const fields of [{ goals: [goal.slug] }, { parent: epic.key }, { assignee: cast.lead.id }])
      await moveItem(cast.engineer, { key: made.key, status: 'in-review', fields, seen: made.version })
    expect(await read(made.key)).toMatchObject({
      title: 'Rotate all keys',
      goals: [goal.slug],
      parent: epic.key,
      status: 'in-review',
      assignee: { name: 'Security lead' },
    })
  })
})

describe('labels are a set', () => {
  test('of ten people who add one each at once, and two who take one away, each has done it', async () => {
    const made = await make({ labels: ['old', 'older', 'stays'] })
    const people = [cast.lead, cast.engineer, cast.analyst]
    const { key, version } = made
    await Promise.all([
      ...Array.from({ length: 10 }, (_, n) =>
        editItem(people[n % 3]!, { key, version, addLabels: [`label-${n}`] }),
      ),
      editItem(cast.lead, { key, version, removeLabels: ['old'] }),
      changeManyItems(cast.engineer, {
        keys: [key],
        versions: { [key]: version },
        changes: { removeLabels: ['older'], addLabels: ['of-many'] },
      }),
      moveItem(cast.analyst, { key, status: 'done', fields: { addLabels: ['of-a-move'] }, seen: version }),
    ])
    expect((await read(key)).labels.toSorted()).toEqual(
      ['of-a-move', 'of-many', 'stays', ...Array.from({ length: 10 }, (_, n) => `label-${n}`)].toSorted(),
    )
  })

  test('what has a label already, or has it no more, is left as it is; the twenty-first is one too many', async () => {
    const { key, version } = await make({ labels: Array.from({ length: 20 }, (_, n) => `label-${n}`) })
    await editItem(cast.lead, { key, version, addLabels: ['label-3'], removeLabels: ['never'] })
    expect((await read(key)).version).toBe(version)
    const said = await refusal(editItem(cast.lead, { key, version, addLabels: ['one-more'] }))
    expect(said.fields).toMatchObject([{ path: 'labels', message: 'Twenty labels are enough for one item.' }])
    await editItem(cast.lead, { key, version, addLabels: ['one-more'], removeLabels: ['label-3'] })
    expect((await read(key)).labels).toHaveLength(20)
  })
})

test('a form that two people have open clashes only where they chose differently, also in goals and parents', async () => {
  const [safe, quick] = [
    await createGoal(cast.lead, { title: 'Stay safe' }),
    await createGoal(cast.lead, { title: 'Be quick' }),
  ]
  const epic = await make({ type: 'epic' })
  const { key, version } = await make()
  await editItem(cast.analyst, { key, version, goals: [safe.slug], parent: epic.key })
  await editItem(cast.engineer, { key, version, goals: [safe.slug], parent: epic.key })
  const said = await refusal(editItem(cast.engineer, { key, version, goals: [quick.slug], parent: epic.key }))
  expect(said.clashes?.fields.map(({ path, theirs }) => [path, theirs])).toEqual([['goals', 'Stay safe']])
})

describe('a new item goes where it is wanted', () => {
  test('at the top of its column, at its end or behind one that is there, in one change', async () => {
    const [a, b] = [await make(), await make()]
    const other = await make({ status: 'backlog' })
    const top = await make({ before: null })
    const behind = await make({ before: a.key })
    const end = await make({ after: null })
    const ahead = await make({ after: b.key })
    expect(await column('ready')).toEqual([top, a, behind, ahead, b, end].map(({ key }) => key))
    expect(await column('backlog')).toEqual([other.key])
    for (const made of [top, behind, end, ahead]) {
      expect((await read(made.key)).version).toBe(1)
      expect(await told(made.id)).toMatchObject({ history: [], news: [] })
    }
    // In an empty column every place is the first.
    const first = await make({ status: 'in-review', before: null })
    expect(await column('in-review')).toEqual([first.key])
  })

  test('and is not made where there is no such place', async () => {
    await make()
    const said = await refusal(make({ before: 'SEC-999999' }))
    expect(said.fields).toMatchObject([{ path: 'before', message: 'There is no such item to stand behind.' }])
    expect(await column('ready')).toHaveLength(1)
  })

  test('once, however often it is sent, and stays where others have put it since', async () => {
    const below = await make()
    const wanted = { title: 'Quick', origin: 'small', status: 'ready', before: null } as const
    const once = () => createItem(cast.lead, wanted, { idempotencyKey: 'quick-add-1' })
    const made = await once()
    expect(await column('ready')).toEqual([made.key, below.key])
    await moveItem(cast.engineer, { key: made.key, before: below.key })
    expect((await once()).key).toBe(made.key)
    expect(await column('ready')).toEqual([below.key, made.key])
  })

  test('beside what is hidden from its maker it makes no rank twice', async () => {
    const a = await make()
    const hidden = await createItem(cast.analyst, {
      title: 'For few',
      origin: 'small',
      status: 'ready',
      audience: 'restricted',
      before: a.key,
    })
    const made = await Promise.all(Array.from({ length: 8 }, () => make({ before: a.key })))
    expect(new Set((await column('ready')).concat(hidden.key)).size).toBe(made.length + 2)
    expect(await findItem(cast.lead, hidden.key)).toBeNull()
    const ranks = await owner.query<{ rank: string }>('SELECT rank FROM work.item')
    expect(new Set(ranks.rows.map(({ rank }) => rank)).size).toBe(made.length + 2)
  })
})
