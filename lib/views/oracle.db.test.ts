// A view carries words. Where they name what its reader may not see, the reader is answered as if nothing had that name.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { letIn, type Cast } from '../instruments/cast'
import type { Asker } from '../kernel/audience'
import { closeClients } from '../kernel/db'
import { askFrom, boardCards, createItem, itemTable, readBacklog } from '../items'
import { findView, itemsOfView, placeParams, saveView, viewAddress, type ViewPlace } from '.'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
let cast: Pick<Cast, 'lead' | 'analyst'>
/** What is hidden from the analyst, and what nothing is called. */
let hidden: { key: string; word: string; label: string }
const nothing = { key: 'SEC-999999', word: 'Unheardof', label: 'never-given' }

beforeAll(async () => {
  await owner.connect()
  cast = await letIn(owner, ['lead', 'analyst'])
  hidden = { key: '', word: 'Moonraker', label: 'moon-project' }
  const epic = await createItem(cast.lead, {
    title: 'Moonraker in the dark',
    description: 'Moonraker again',
    labels: [hidden.label],
    type: 'epic',
    origin: 'small',
    audience: 'restricted',
  })
  hidden.key = epic.key
  // What the analyst sees hangs on what the analyst does not.
  for (const title of ['A part in the open', 'Another part'])
    await createItem(cast.lead, { title, origin: 'small', parent: epic.key })
  await createItem(cast.lead, { title: 'A thing of its own', origin: 'small', labels: ['open'] })
})
afterAll(async () => {
  await closeClients()
  await owner.end()
})

const queries: ((name: typeof nothing) => string)[] = [
  ({ key }) => `key = ${key}`,
  ({ key }) => `NOT key = ${key}`,
  ({ key }) => `parent = ${key}`,
  ({ key }) => `parent != ${key} ORDER BY parent`,
  ({ key }) => `parent IN (${key})`,
  ({ key }) => `parent was ${key}`,
  ({ word }) => `title ~ ${word}`,
  ({ word }) => `text ~ ${word} OR title ~ open`,
  ({ label }) => `label = "${label}"`,
  ({ label }) => `label NOT IN ("${label}")`,
]
const filters: ((name: typeof nothing) => Record<string, string>)[] = [
  ({ key }) => ({ text: key }),
  ({ word }) => ({ text: word }),
  ({ label }) => ({ label }),
]
const more: Record<ViewPlace, Record<string, string>> = {
  board: { lanes: 'epic' },
  backlog: {},
  table: { group: 'parent', sort: '-parent', columns: 'title,parent,labels' },
}

/** All that the doors of a view say to somebody, without its own words, and without when they were asked. */
async function told(
  asker: Asker,
  place: ViewPlace,
  kept: { query?: string; shape?: Record<string, string> },
) {
  const shape = { ...more[place], ...kept.shape }
  const { slug } = await saveView(cast.lead, { name: 'Named', place, query: kept.query, shape, shared: true })
  const view = (await findView(asker, slug))!
  const params = placeParams(place, Object.fromEntries(new URL(viewAddress(view), 'http://x').searchParams))
  const ask = askFrom(params)
  const page =
    place === 'board'
      ? await boardCards(asker, ask)
      : place === 'backlog'
        ? await readBacklog(asker, ask)
        : await itemTable(asker, { filter: ask.filter, params })
  return { page, items: await itemsOfView(asker, slug, {}) }
}

const places: ViewPlace[] = ['board', 'backlog', 'table']

test.each(places)('a view of the %s answers a hidden name as one that nothing has', async (place) => {
  for (const ask of queries)
    expect(await told(cast.analyst, place, { query: ask(hidden) }), ask(hidden)).toEqual(
      await told(cast.analyst, place, { query: ask(nothing) }),
    )
  for (const ask of filters)
    expect(await told(cast.analyst, place, { shape: ask(hidden) }), JSON.stringify(ask(hidden))).toEqual(
      await told(cast.analyst, place, { shape: ask(nothing) }),
    )
})

test('whoever sees the thing is answered by its name, so the comparison compares something', async () => {
  const differing = await Promise.all(
    queries.map(
      async (ask) =>
        JSON.stringify(await told(cast.lead, 'table', { query: ask(hidden) })) !==
        JSON.stringify(await told(cast.lead, 'table', { query: ask(nothing) })),
    ),
  )
  expect(differing).not.toContain(false)
})

test('a view that names what its reader may not see is kept as its words are, whoever keeps it', async () => {
  const keep = (key: string) =>
    saveView(cast.analyst, { name: 'By name', place: 'table', query: `parent = ${key}` })
  expect(await keep(hidden.key)).toMatchObject({ version: 1 })
  expect(await keep(nothing.key)).toMatchObject({ version: 1 })
})
