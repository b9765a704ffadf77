// Scripts at the newer doors: many items at once, views, the items of an iteration, and the decisions of two people.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { letIn, type Cast } from '../instruments/cast'
import { closeClients } from '../kernel/db'
import { createItem, type CreateItem } from '../items'
import { createIteration } from '../iterations'
import '../wiring'
import { answerApi } from '.'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
type Who = 'lead' | 'engineer' | 'analyst'
let cast: Pick<Cast, Who>

beforeAll(async () => {
  await owner.connect()
  cast = await letIn(owner, ['lead', 'engineer', 'analyst'])
})
afterAll(async () => {
  await closeClients()
  await owner.end()
})

type Problem = { path: string; message: string; position?: unknown }
type Row = {
  id: string
  key: string
  name: string
  title: string
  slug: string
  address: string
  version: number
}
/** What stands in the answers that are looked at here; no answer has all of it. */
type Body = Row & { data: Row[]; next: string | null; changed: Row[]; kept: unknown[]; errors: Problem[] }
type Heard = { status: number; etag: string; location: string; body: Body }

async function ask(
  who: Who,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Heard> {
  const url = new URL(`http://localhost/api/v1${path}`)
  const request = new Request(url, {
    method,
    headers: body ? { 'content-type': 'application/json', ...headers } : headers,
    body: body && JSON.stringify(body),
  })
  const answer = await answerApi(request, url.pathname.slice('/api/v1'.length), () =>
    Promise.resolve(cast[who]),
  )
  const text = await answer.text()
  return {
    status: answer.status,
    etag: answer.headers.get('etag') ?? '',
    location: answer.headers.get('location') ?? '',
    body: (text ? JSON.parse(text) : null) as Body,
  }
}

const paths = ({ body }: Heard) => body.errors.map(({ path }) => path)
const make = (fields: Partial<CreateItem> = {}) =>
  createItem(cast.lead, { title: 'Rotate the signing keys', origin: 'small', ...fields })

/** Every page of a list, by keys or names. */
async function walk(who: Who, path: string, by: 'key' | 'name' | 'title'): Promise<string[]> {
  const all: string[] = []
  for (let next: string | null = ''; next !== null;) {
    const cursor: string = next && `&cursor=${encodeURIComponent(next)}`
    const { status, body }: Heard = await ask(who, 'GET', `${path}?limit=2${cursor}`)
    expect(status).toBe(200)
    expect(body.data.length).toBeLessThanOrEqual(2)
    all.push(...body.data.map((row) => row[by]))
    next = body.next
  }
  return all
}

describe('many items at once', () => {
  test('are changed in one call, once however often it is sent, and taken back by its id', async () => {
    const keys = [(await make()).key, (await make()).key]
    const change = { keys, changes: { priority: 'high', addLabels: ['keys'] } }
    const once = { 'idempotency-key': 'a-bulk-of-a-script' }
    const first = await ask('engineer', 'POST', '/items/bulk', change, once)
    expect(first).toMatchObject({ status: 200, body: { same: [], kept: [] } })
    expect(first.body.changed.map(({ key }) => key).sort()).toEqual([...keys].sort())
    // Rows are known outside by their keys alone.
    expect(Object.keys(first.body.changed[0]!).sort()).toEqual(['key', 'version'])
    const again = await ask('engineer', 'POST', '/items/bulk', change, once)
    expect(again.body).toEqual(first.body)
    expect((await ask('lead', 'GET', `/items/${keys[0]}`)).body).toMatchObject({
      priority: 'high',
      version: 2,
    })
    // What somebody else did is not one's own to take back, and is like what never was.
    const undo = { id: first.body.id }
    expect((await ask('analyst', 'POST', '/items/bulk/undo', undo)).status).toBe(404)
    await ask('lead', 'PATCH', `/items/${keys[1]}`, { priority: 'low' })
    const undone = await ask('engineer', 'POST', '/items/bulk/undo', undo)
    expect(undone.status).toBe(200)
    expect(undone.body.kept).toMatchObject([{ key: keys[1], fields: ['priority'] }])
    expect((await ask('lead', 'GET', `/items/${keys[0]}`)).body).toMatchObject({
      priority: 'none',
      labels: [],
    })
    expect((await ask('lead', 'GET', `/items/${keys[1]}`)).body).toMatchObject({
      priority: 'low',
      labels: [],
    })
  })

  test('with versions, what others changed meanwhile is kept and named', async () => {
    const { key } = await make()
    await ask('lead', 'PATCH', `/items/${key}`, { priority: 'urgent' })
    const late = await ask('engineer', 'POST', '/items/bulk', {
      keys: [key],
      versions: { [key]: 1 },
      changes: { priority: 'low' },
    })
    expect(late.body).toMatchObject({ changed: [], kept: [{ key, fields: ['priority'] }] })
  })

  test('a bad field, nothing to change and more than five hundred are refused by name', async () => {
    const { key } = await make()
    const bulk = (body: object) => ask('engineer', 'POST', '/items/bulk', body)
    const bad = await bulk({ keys: [key], changes: { priority: 'soon', colour: 'red' } })
    expect([bad.status, ...paths(bad).sort()]).toEqual([422, 'changes.colour', 'changes.priority'])
    expect(await bulk({ keys: [key], changes: {} })).toMatchObject({
      status: 422,
      body: { detail: 'Say what is to be changed.' },
    })
    const many = Array.from({ length: 501 }, (_, n) => `SEC-${n + 1}`)
    expect(await bulk({ keys: many, changes: { priority: 'low' } })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'keys', message: 'At most 500 items are changed at once.' }] },
    })
    expect(paths(await ask('engineer', 'POST', '/items/bulk/undo', { id: 'yesterday' }))).toEqual(['id'])
  })

  test('one that is hidden is named like one that never was, and then none is changed', async () => {
    const { key } = await make()
    const hidden = await make({ title: 'In the dark', audience: 'restricted' })
    const bulk = (other: string) =>
      ask('analyst', 'POST', '/items/bulk', { keys: [key, other], changes: { priority: 'low' } })
    const [one, none] = [await bulk(hidden.key), await bulk('SEC-999999')]
    expect([one.status, paths(one)]).toEqual([422, [hidden.key]])
    const without = ({ body }: Heard, name: string) => JSON.stringify(body).replaceAll(name, '…')
    expect(without(one, hidden.key)).toBe(without(none, 'SEC-999999'))
    expect((await ask('lead', 'GET', `/items/${key}`)).body).toMatchObject({ priority: 'none', version: 1 })
  })
})

describe('a view through the API', () => {
  const view = (body: object = {}) =>
    ask('engineer', 'POST', '/views', { name: 'Lanterns', place: 'table', query: 'title ~ Lantern', ...body })

  test('is made with its address and its tag, changed behind its tag, and put away', async () => {
    const made = await view({ shape: { sort: '-title' } })
    const { slug } = made.body
    expect(made).toMatchObject({ status: 201, location: `/api/v1/views/${slug}` })
    expect(made.body).toMatchObject({ owner: null, shared: false, version: 1 })
    expect(made.body.address).toBe(`/table?sort=-title&q=title+%7E+Lantern&view=${slug}`)
    const path = `/views/${slug}`
    expect((await ask('engineer', 'GET', path)).etag).toBe(made.etag)
    expect((await ask('engineer', 'GET', path, undefined, { 'if-none-match': made.etag })).status).toBe(304)
    const tag = { 'if-match': made.etag }
    expect((await ask('engineer', 'PATCH', path, { shared: true }, tag)).body).toMatchObject({ version: 2 })
    expect((await ask('engineer', 'PATCH', path, { name: 'Late' }, tag)).status).toBe(412)
    expect((await ask('engineer', 'DELETE', path, undefined, tag)).status).toBe(412)
    expect((await ask('analyst', 'GET', path)).body).toMatchObject({ owner: 'Security engineer' })
    // Without a tag the last one to speak is heard, as for every resource.
    expect((await ask('engineer', 'PATCH', path, { name: 'Lamps' })).body).toMatchObject({ name: 'Lamps' })
    expect((await ask('engineer', 'DELETE', path)).status).toBe(204)
    expect((await ask('engineer', 'GET', path)).status).toBe(404)
  })

  test('is made once when the same request arrives twice', async () => {
    const once = { 'idempotency-key': 'a-view-of-a-script' }
    const body = { name: 'Once', place: 'backlog' }
    const first = await ask('engineer', 'POST', '/views', body, once)
    expect((await ask('engineer', 'POST', '/views', body, once)).body).toEqual(first.body)
  })

  test('what cannot be kept is refused with the part, and a query with the place in it', async () => {
    expect(paths(await view({ place: 'wall' }))).toEqual(['place'])
    expect(paths(await view({ colour: 'red' }))).toEqual(['colour'])
    expect(paths(await view({ place: 'backlog', shape: { lanes: 'goal' } }))).toEqual(['shape.lanes'])
    const odd = await view({ query: 'title ~ Lantern AND colour = red' })
    expect(odd.status).toBe(422)
    expect(odd.body.errors[0]).toMatchObject({ path: 'query', position: { from: 20, to: 26 } })
    const { slug } = (await view()).body
    expect(paths(await ask('engineer', 'PATCH', `/views/${slug}`, { shape: { lanes: 'goal' } }))).toEqual([
      'shape.lanes',
    ])
  })

  test('its items come in its order a page at a time, as whoever asks sees them', async () => {
    const titles = ['Lantern c', 'Lantern a', 'Lantern e', 'Lantern b', 'Lantern d']
    for (const title of titles) await make({ title })
    await make({ title: 'Lantern in the dark', audience: 'restricted' })
    const done = await make({ title: 'Lantern z' })
    await ask('lead', 'PATCH', `/items/${done.key}`, { status: 'done' })
    const open = ['Lantern e', 'Lantern d', 'Lantern c', 'Lantern b', 'Lantern a']
    const sorted = (await view({ shared: true, shape: { sort: '-title' } })).body.slug
    expect(await walk('analyst', `/views/${sorted}/items`, 'title')).toEqual(['Lantern z', ...open])
    expect(await walk('lead', `/views/${sorted}/items`, 'title')).toContain('Lantern in the dark')
    const asked = 'title ~ Lantern ORDER BY title DESC'
    const backlog = (await view({ place: 'backlog', query: asked, shared: true })).body.slug
    expect(await walk('analyst', `/views/${backlog}/items`, 'title')).toEqual(open)
    const one = await ask('analyst', 'GET', `/views/${sorted}/items?limit=1`)
    expect(one.body.data[0]).toEqual((await ask('analyst', 'GET', `/items/${one.body.data[0]!.key}`)).body)
    // A cursor leads on in its own list alone.
    for (const path of [`/views/${backlog}/items`, '/views', '/iterations', '/items'])
      expect(paths(await ask('analyst', 'GET', `${path}?cursor=${one.body.next}`)), path).toEqual(['cursor'])
    for (const path of [`/views/${sorted}/items`, '/views'])
      expect((await ask('analyst', 'GET', `${path}?limit=201`)).status, path).toBe(422)
  })

  test('views are listed by name, of one place if one asks, a page at a time', async () => {
    for (const name of ['Ash', 'birch', 'Cedar'])
      await ask('analyst', 'POST', '/views', { name, place: 'board' })
    expect(await walk('analyst', '/views', 'name')).toEqual(expect.arrayContaining(['Ash', 'birch', 'Cedar']))
    const { body } = await ask('analyst', 'GET', '/views?place=board')
    expect(body.data.map(({ name }) => name)).toEqual(['Ash', 'birch', 'Cedar'])
    expect(paths(await ask('analyst', 'GET', '/views?place=wall'))).toEqual(['place'])
    const { body: page } = await ask('analyst', 'GET', '/views?place=board&limit=1')
    expect(paths(await ask('analyst', 'GET', `/views?cursor=${page.next}`))).toEqual(['cursor'])
  })
})

test('the items of an iteration are those that whoever asks may see of it', async () => {
  await createIteration(cast.lead, { number: 41, startsOn: '2027-02-01', endsOn: '2027-02-12' })
  const keys: string[] = []
  for (let n = 0; n < 3; n++) keys.push((await make({ iteration: 41 })).key)
  const hidden = await make({ iteration: 41, audience: 'restricted' })
  expect((await walk('analyst', '/iterations/41/items', 'key')).sort()).toEqual([...keys].sort())
  expect(await walk('lead', '/iterations/41/items', 'key')).toContain(hidden.key)
  expect(paths(await ask('analyst', 'GET', '/iterations/41/items?cursor=made-up'))).toEqual(['cursor'])
})

describe('a vulnerability through the API', () => {
  const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  const acceptance = {
    kind: 'acceptance',
    why: 'The old importer goes in spring.',
    mitigations: 'It is switched off.',
    effort: 'Three weeks.',
    reviewOn: soon,
  }
  const hole = (severity: 'low' | 'critical') => make({ type: 'vulnerability', origin: 'bug', severity })

  test('tells its clocks', async () => {
    const { key } = await hole('low')
    await ask('lead', 'PATCH', `/items/${key}`, { stage: 'reported' })
    const { body } = await ask('analyst', 'GET', `/items/${key}/clocks`)
    expect(body).toMatchObject({
      data: [
        { name: 'triage', target: '3 business days', metAt: expect.any(String), words: 'in time' },
        { name: 'estimate', target: '10 business days', metAt: null },
        { name: 'fix', target: '100 business days', metAt: null, breached: false },
      ],
      next: null,
    })
    const { key: task } = await make()
    expect((await ask('analyst', 'GET', `/items/${task}/clocks`)).body.data).toEqual([])
  })

  test('a risk is asked by one and decided by another, once', async () => {
    const { key } = await hole('low')
    const once = { 'idempotency-key': 'a-risk-of-a-script' }
    const asked = await ask('engineer', 'POST', `/items/${key}/risks`, acceptance, once)
    expect(asked).toMatchObject({ status: 201, location: `/api/v1/items/${key}/risks` })
    expect(asked.body).toMatchObject({ item: key, decision: null, reviewOn: soon, version: 1 })
    const twice = await ask('engineer', 'POST', `/items/${key}/risks`, acceptance, once)
    expect(twice.body.id).toBe(asked.body.id)
    expect((await ask('engineer', 'POST', `/items/${key}/risks`, acceptance)).status).toBe(409)
    const decision = { decision: 'granted', words: 'Until spring.' }
    const path = `/risks/${asked.body.id}`
    expect(await ask('engineer', 'PATCH', path, decision)).toMatchObject({
      status: 403,
      body: { detail: 'You asked for this, so somebody else decides.' },
    })
    const tag = { 'if-match': asked.etag }
    const granted = await ask('analyst', 'PATCH', path, decision, tag)
    expect(granted).toMatchObject({ status: 200, body: { decision: 'granted', version: 2 } })
    expect((await ask('lead', 'PATCH', path, decision, tag)).status).toBe(412)
    expect((await ask('lead', 'GET', `/items/${key}/risks`)).body.data).toMatchObject([
      { id: asked.body.id, decidedBy: 'Security analyst', words: 'Until spring.' },
    ])
    expect((await ask('lead', 'GET', `/items/${key}`)).body).toMatchObject({ status: 'done' })
  })

  test('what is critical is an admin’s to decide, also for a script', async () => {
    const { key } = await hole('critical')
    const { body } = await ask('engineer', 'POST', `/items/${key}/risks`, acceptance)
    const decision = { decision: 'refused', words: 'Fix it.' }
    expect((await ask('analyst', 'PATCH', `/risks/${body.id}`, decision)).status).toBe(403)
    expect((await ask('lead', 'PATCH', `/risks/${body.id}`, decision)).status).toBe(200)
  })

  test('bad fields, a foreign cursor and what is no vulnerability are told apart', async () => {
    const { key } = await hole('low')
    const bad = await ask('engineer', 'POST', `/items/${key}/risks`, { kind: 'acceptance', until: soon })
    expect(paths(bad).sort()).toEqual(['effort', 'mitigations', 'reviewOn', 'until', 'why'])
    expect(paths(await ask('engineer', 'POST', `/items/${key}/risks`, { kind: 'shrug' }))).toEqual(['kind'])
    expect(paths(await ask('engineer', 'GET', `/items/${key}/risks?cursor=made-up`))).toEqual(['cursor'])
    const { key: task } = await make()
    expect((await ask('engineer', 'POST', `/items/${task}/risks`, acceptance)).status).toBe(409)
  })
})
