// Views that are kept: one's own, or shared with the security team; each reader sees in them what they may see.
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { letIn, type Cast } from '../instruments/cast'
import { closeClients } from '../kernel/db'
import { createItem, itemTable } from '../items'
import { archiveView, changeView, findView, listViews, restoreView, saveView, viewAddress } from '.'
import { sameAs } from './rules'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
let cast: Pick<Cast, 'lead' | 'analyst' | 'employee'>

beforeAll(async () => {
  await owner.connect()
  cast = await letIn(owner, ['lead', 'analyst', 'employee'])
})
afterAll(async () => {
  await closeClients()
  await owner.end()
})
beforeEach(() => owner.query('DELETE FROM work.saved_view'))

const names = async (who: Cast['lead']) => (await listViews(who, 'table')).map(({ name }) => name)

test('a view is its owner’s until it is shared, and then everybody’s of the team to open', async () => {
  const { slug, version } = await saveView(cast.analyst, { name: 'Late work', place: 'table' })
  expect(await names(cast.analyst)).toEqual(['Late work'])
  expect(await names(cast.lead)).toEqual([])
  expect(await findView(cast.lead, slug)).toBeNull()
  await changeView(cast.analyst, { slug, version, shared: true })
  expect(await listViews(cast.lead, 'table')).toMatchObject([
    { name: 'Late work', owner: 'Security analyst' },
  ])
  expect(await listViews(cast.lead, 'board')).toEqual([])
  // Outside the team no view is there.
  expect(await listViews(cast.employee, 'table')).toEqual([])
  expect(await findView(cast.employee, slug)).toBeNull()
})

test('somebody else’s view is not changed; one that is not shared is not even there', async () => {
  const shared = await saveView(cast.analyst, { name: 'Shared', place: 'table', shared: true })
  const own = await saveView(cast.analyst, { name: 'Own', place: 'table' })
  const attempts = (slug: string) => [
    () => changeView(cast.lead, { slug, version: 1, name: 'Mine now' }),
    () => archiveView(cast.lead, { slug, version: 1 }),
  ]
  for (const attempt of attempts(shared.slug))
    await expect(attempt()).rejects.toMatchObject({ code: 'not-allowed' })
  for (const slug of [own.slug, 'no-such-view'])
    for (const attempt of attempts(slug))
      await expect(attempt()).rejects.toMatchObject({ code: 'not-found', message: 'There is nothing here.' })
  expect(await names(cast.analyst)).toEqual(['Own', 'Shared'])
})

test('it is run as whoever opens it: a shared view finds nothing of what its reader may not see', async () => {
  const open = await createItem(cast.lead, { title: 'Lantern in the open', origin: 'small' })
  const hidden = await createItem(cast.lead, {
    title: 'Lantern in the dark',
    origin: 'small',
    audience: 'restricted',
  })
  const { slug } = await saveView(cast.lead, {
    name: 'Lanterns',
    place: 'table',
    query: 'title ~ Lantern',
    shape: { group: 'audience' },
    shared: true,
  })
  const seenBy = async (who: Cast['lead']) => {
    const view = (await findView(who, slug))!
    const params = Object.fromEntries(new URL(viewAddress(view), 'http://here').searchParams)
    return itemTable(who, { params })
  }
  expect((await seenBy(cast.lead)).rows.map(({ key }) => key).sort()).toEqual([open.key, hidden.key].sort())
  const seen = await seenBy(cast.analyst)
  expect(seen.rows.map(({ key }) => key)).toEqual([open.key])
  expect(seen).toMatchObject({ total: 1, groups: [{ value: 'private', count: 1 }] })
})

test('an update, a late one, putting away and bringing back', async () => {
  const { slug } = await saveView(cast.lead, { name: 'One', place: 'table', query: 'status = Done' })
  await changeView(cast.lead, { slug, version: 1, query: '', shape: { sort: '-due' } })
  await expect(changeView(cast.lead, { slug, version: 1, name: 'Late' })).rejects.toMatchObject({
    code: 'stale',
  })
  const view = (await findView(cast.lead, slug))!
  expect(view).toMatchObject({ name: 'One', query: '', shape: { sort: '-due' } })
  expect(viewAddress(view)).toBe(`/table?sort=-due&view=${slug}`)
  expect(sameAs(view, { sort: '-due', view: slug })).toBe(true)
  expect(sameAs(view, { sort: '-due', view: slug, q: 'type = bug' })).toBe(false)
  const gone = await archiveView(cast.lead, { slug, version: 2 })
  expect(await findView(cast.lead, slug)).toBeNull()
  await restoreView(cast.lead, { slug, version: gone.version })
  expect(await names(cast.lead)).toEqual(['One'])
})

test('an address with odd parts is refused with the part named', async () => {
  const odd: Record<string, string>[] = [{ 'no part': 'x' }, { text: 'a\nb' }, { text: 'a\0' }]
  for (const shape of odd)
    await expect(saveView(cast.lead, { name: 'Odd', place: 'table', shape })).rejects.toMatchObject({
      code: 'invalid',
    })
})
