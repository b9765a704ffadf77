import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Asker, Role } from '../kernel/audience'
import { closeClients } from '../kernel/db'
import { hearing } from '../kernel/live'
import { closeStreams, openStream, plainSights } from '../kernel/stream'
import { cardsOf, commentOnItem, createItem, keysInSight, moveItem, placeAt, updateItem } from '.'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
const superuser = new pg.Client({ connectionString: process.env.DATABASE_SUPERUSER_URL })
const cast = {} as Record<'lead' | 'engineer' | 'employee', { kind: 'person'; id: string }>

const sights = {
  ...plainSights,
  item: {
    known: keysInSight,
    async read(tx: Parameters<typeof cardsOf>[0], ids: readonly string[]) {
      return new Map((await cardsOf(tx, ids)).map(({ id, ...card }) => [id, { name: card.key, data: card }]))
    },
  },
}

beforeAll(async () => {
  await owner.connect()
  await superuser.connect()
  const people: [keyof typeof cast, Role][] = [
    ['lead', 'admin'],
    ['engineer', 'security'],
    ['employee', 'employee'],
  ]
  for (const [who, role] of people) {
    const id = randomUUID()
    await owner.query('INSERT INTO work.person (id, email, name, role) VALUES ($1, $2, $3, $4)', [
      id,
      `${who}@daylight.example`,
      who,
      role,
    ])
    cast[who] = { kind: 'person', id }
  }
})

afterAll(async () => {
  closeStreams()
  await hearing().stop()
  await closeClients()
  await owner.end()
  await superuser.end()
})

async function listen(asker: Asker, lastEventId: string | null = null, at: string | null = null) {
  const stop = new AbortController()
  const stream = await openStream({
    asker,
    lastEventId,
    sights,
    at: at ? await placeAt(asker, at) : null,
    signal: stop.signal,
  })
  const heard: { event: string; id: string; data: Record<string, unknown> }[] = []
  let open = true
  const ended = (async () => {
    let text = ''
    for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
      text += new TextDecoder().decode(chunk)
      const blocks = text.split('\n\n')
      text = blocks.pop()!
      for (const block of blocks) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? ''
        if (field('event'))
          heard.push({ event: field('event'), id: field('id'), data: JSON.parse(field('data')) })
      }
    }
  })()
    .catch(() => undefined)
    .finally(() => (open = false))
  const until = async (fits: () => boolean, ms = 5000) => {
    const end = Date.now() + ms
    while (!fits() && Date.now() < end) await new Promise((done) => setTimeout(done, 10))
    return fits()
  }
  await until(() => heard.some((each) => each.event === 'hello'))
  return { heard, until, ended, isOpen: () => open, stop: () => stop.abort() }
}

/** That something was not heard is known once what came after it was: news reaches a stream in its order. */
async function hearsLater(streams: Awaited<ReturnType<typeof listen>>[]): Promise<void> {
  const { key } = await createItem(cast.lead, { title: 'Later', origin: 'small', audience: 'internal' })
  for (const { until, heard } of streams)
    expect(await until(() => heard.some(({ data }) => data.key === key))).toBe(true)
}

test('a change is heard by whoever may see it, and by nobody else', async () => {
  const [team, employee] = [await listen(cast.engineer), await listen(cast.employee)]
  const hidden = await createItem(cast.lead, { title: 'Private', origin: 'small' })
  const secret = await createItem(cast.lead, { title: 'Restricted', origin: 'small', audience: 'restricted' })
  await commentOnItem(cast.lead, { key: hidden.key, body: 'x', audience: 'private' })
  const open = await createItem(cast.lead, { title: 'Internal', origin: 'small', audience: 'internal' })
  expect(await team.until(() => team.heard.some((each) => each.data.key === open.key))).toBe(true)
  expect(await employee.until(() => employee.heard.some((each) => each.data.key === open.key))).toBe(true)
  expect(team.heard.map((each) => each.data.key ?? each.data.name)).toEqual(
    expect.arrayContaining([hidden.key, open.key]),
  )
  expect(team.heard.some((each) => each.event === 'comment' && each.data.name === hidden.key)).toBe(true)
  expect(JSON.stringify(team.heard)).not.toContain(secret.key)
  expect(employee.heard.map((each) => each.event)).toEqual(['hello', 'item'])
  team.stop()
  employee.stop()
})

test('what loses the light is gone where it was seen, and stays unsaid where it never was', async () => {
  const open = await createItem(cast.lead, { title: 'Internal', origin: 'small', audience: 'internal' })
  const [team, employee] = [await listen(cast.engineer), await listen(cast.employee)]
  await updateItem(cast.lead, { key: open.key, audience: 'private' })
  expect(await employee.until(() => employee.heard.some((each) => each.event === 'gone'))).toBe(true)
  expect(employee.heard.at(-1)!.data).toEqual({ kind: 'item', name: open.key })
  await updateItem(cast.lead, { key: open.key, title: 'Now hidden' })
  expect(await team.until(() => team.heard.some((each) => each.data.title === 'Now hidden'))).toBe(true)
  await hearsLater([employee])
  expect(employee.heard.map((each) => each.event)).toEqual(['hello', 'gone', 'item'])
  team.stop()
  employee.stop()
})

test('whoever was away hears on return what happened meanwhile', async () => {
  const made = await createItem(cast.lead, { title: 'Before', origin: 'small' })
  const first = await listen(cast.engineer)
  const last = first.heard[0]!.id
  first.stop()
  await moveItem(cast.lead, { key: made.key, status: 'done' })
  const again = await listen(cast.engineer, last)
  expect(
    await again.until(() =>
      again.heard.some((each) => each.data.key === made.key && each.data.status === 'done'),
    ),
  ).toBe(true)
  again.stop()
  const stranger = await listen(cast.engineer, 'made up')
  expect(await stranger.until(() => stranger.heard.some((each) => each.event === 'reload'))).toBe(true)
  stranger.stop()
})

test('two tabs of one person are served by one reading, and a third too many is told so', async () => {
  const tabs = await Promise.all(Array.from({ length: 12 }, () => listen(cast.engineer)))
  await expect(listen(cast.engineer)).rejects.toMatchObject({ code: 'too-many' })
  const made = await createItem(cast.lead, { title: 'For all tabs', origin: 'small' })
  for (const tab of tabs)
    expect(await tab.until(() => tab.heard.some((each) => each.data.key === made.key))).toBe(true)
  for (const tab of tabs) tab.stop()
})

test('a stream ends soon after its session', async () => {
  await superuser.query(
    `INSERT INTO gate.session (id, hash, person_id, method, expires_at) VALUES (gen_random_uuid(), sha256('a-secret'), $1, 'test', now() + interval '1 day')`,
    [cast.engineer.id],
  )
  const own = await listen({ kind: 'session', secret: 'a-secret' })
  const other = await listen(cast.engineer)
  expect(own.isOpen()).toBe(true)
  await superuser.query(`UPDATE gate.session SET ended_at = now() WHERE hash = sha256('a-secret')`)
  expect(await own.until(() => !own.isOpen(), 20_000)).toBe(true)
  await createItem(cast.lead, { title: 'After the end', origin: 'small' })
  await hearsLater([other])
  other.stop()
  expect(JSON.stringify(other.heard)).toContain('After the end')
  expect(JSON.stringify(own.heard)).not.toContain('After the end')
}, 30_000)

describe('whoever looks at an item', () => {
  const namesIn = (heard: { event: string; data: Record<string, unknown> }[]) =>
    heard
      .filter(({ event }) => event === 'present')
      .map(({ data }) => (data.people as { name: string }[]).map(({ name }) => name).join(' '))

  test('is told who else does, as they come and go', async () => {
    const { key } = await createItem(cast.lead, { title: 'Looked at together', origin: 'small' })
    const one = await listen(cast.lead, null, key)
    const two = await listen(cast.engineer, null, key)
    expect(await one.until(() => namesIn(one.heard).includes('engineer'))).toBe(true)
    expect(await two.until(() => namesIn(two.heard).includes('lead'))).toBe(true)
    two.stop()
    expect(await one.until(() => namesIn(one.heard).at(-1) === '')).toBe(true)
    one.stop()
  })

  test('hears of people on another process through ids alone, and nothing of an item out of sight', async () => {
    const { key } = await createItem(cast.lead, { title: 'Looked at from afar', origin: 'small' })
    const { subjectId } = (await placeAt(cast.lead, key))!
    const call = (what: string) =>
      superuser.query(`SELECT pg_notify('daylight_presence', $1)`, [
        `elsewhere ${what} ${subjectId} ${cast.lead.id}`,
      ])
    const one = await listen(cast.engineer, null, key)
    await call('here')
    expect(await one.until(() => namesIn(one.heard).at(-1) === 'lead')).toBe(true)
    await call('left')
    expect(await one.until(() => namesIn(one.heard).at(-1) === '')).toBe(true)
    // The lead closes the item to everybody else; who opens it after that is nobody's business.
    await updateItem(cast.lead, { key, audience: 'restricted' })
    expect(await one.until(() => one.heard.some(({ event }) => event === 'gone'))).toBe(true)
    const before = namesIn(one.heard).length
    await call('here')
    const two = await listen(cast.lead, null, key)
    expect(await two.until(() => namesIn(two.heard).length > 0)).toBe(true)
    await hearsLater([one, two])
    expect(namesIn(one.heard)).toHaveLength(before)
    expect(await placeAt(cast.engineer, key)).toBeNull()
    one.stop()
    two.stop()
  })
})
