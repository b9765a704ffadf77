// The fields by which a team plans: stages, what is blocked, checklists, vulnerabilities, and fields of its own.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { letIn, type Cast } from '../instruments/cast'
import { closeClients } from '../kernel/db'
import { boardCards, createItem, findItem, itemForApi, moveItem, updateItem } from '.'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
let cast: Pick<Cast, 'lead' | 'analyst' | 'employee'>

beforeAll(async () => {
  await owner.connect()
  cast = await letIn(owner, ['lead', 'analyst', 'employee'])
  await owner.query(`INSERT INTO work.custom_field (id, slug, label, kind, choices, types, position) VALUES
    (gen_random_uuid(), 'system', 'System', 'choice', '{api,site}', '{}', 1),
    (gen_random_uuid(), 'contact', 'Contact', 'person', '{}', '{}', 2),
    (gen_random_uuid(), 'score', 'Score', 'number', '{}', '{vulnerability}', 3)`)
})
afterAll(async () => {
  await closeClients()
  await owner.end()
})

test('a vulnerability goes through the stages of its type, by its card or by its form', async () => {
  const made = await createItem(cast.analyst, {
    title: 'Token in a log',
    origin: 'bug',
    type: 'vulnerability',
    severity: 'high',
  })
  const stage = async () => {
    const { status, stage } = (await itemForApi(cast.lead, made.key))!
    return [status, stage]
  }
  expect(await stage()).toEqual(['backlog', 'incoming'])
  await moveItem(cast.analyst, { key: made.key, status: 'in-review' })
  expect(await stage()).toEqual(['in-review', 'validating'])
  await updateItem(cast.analyst, { key: made.key, stage: 'resolved' })
  expect(await stage()).toEqual(['done', 'resolved'])
  await expect(updateItem(cast.analyst, { key: made.key, stage: 'never-was' })).rejects.toMatchObject({
    fields: [{ path: 'stage' }],
  })
  const { history } = (await findItem(cast.lead, made.key))!
  expect(history.filter(({ field }) => field === 'stage').map(({ was, is }) => [was, is])).toEqual([
    ['Incoming', 'Validating'],
    ['Validating', 'Resolved'],
  ])
})

test('a blocked item says why and since when, and a checklist who did what', async () => {
  const made = await createItem(cast.analyst, {
    title: 'Renew the certificate',
    origin: 'small',
    checklist: [{ text: 'Ask' }, { text: 'Install' }],
  })
  const points = async () => (await findItem(cast.lead, made.key))!.checklist
  const [ask, install] = await points()
  await updateItem(cast.lead, {
    key: made.key,
    blocked: 'The vendor is silent.',
    checklist: [
      { id: ask!.id, text: 'Ask', done: true },
      { id: install!.id, text: 'Install it' },
    ],
  })
  expect(await points()).toMatchObject([
    { text: 'Ask', doneById: (cast.lead as { id: string }).id },
    { text: 'Install it', doneAt: null },
  ])
  const board = await boardCards(cast.analyst, { filter: { text: 'Renew the certificate' } })
  const card = board.cells.flatMap(({ cards }) => cards)[0]!
  expect(card).toMatchObject({ blocked: 'The vendor is silent.', checks: { done: 1, total: 2 } })
  await updateItem(cast.lead, { key: made.key, blocked: null })
  expect((await findItem(cast.lead, made.key))!.blocked).toBeNull()
})

test('a field of the team’s own takes what it is for, and has its history', async () => {
  const made = await createItem(cast.analyst, {
    title: 'Own fields',
    origin: 'small',
    custom: { system: 'api' },
  })
  const contact = (cast.lead as { id: string }).id
  await updateItem(cast.analyst, { key: made.key, custom: { contact } })
  expect((await itemForApi(cast.lead, made.key))!.custom).toEqual({ system: 'api', contact })
  for (const [custom, path] of [
    [{ system: 'nothing' }, 'custom.system'],
    [{ never: 'was' }, 'custom.never'],
    [{ score: 3 }, 'custom.score'],
    [{ contact: 'nobody@example.com' }, 'custom.contact'],
  ] as const)
    await expect(updateItem(cast.analyst, { key: made.key, custom }), path).rejects.toMatchObject({
      fields: [{ path }],
    })
  await updateItem(cast.analyst, { key: made.key, custom: { system: null } })
  expect((await itemForApi(cast.lead, made.key))!.custom).toEqual({ contact })
  const { history } = (await findItem(cast.lead, made.key))!
  expect(history.map(({ label, was, is }) => [label, was, is])).toEqual(
    expect.arrayContaining([
      ['System', 'api', null],
      ['Contact', null, 'Security lead'],
    ]),
  )
})
