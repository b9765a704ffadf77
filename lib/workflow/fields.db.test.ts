// The team's own fields change while items have values in them.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { letIn, type Cast } from '../instruments/cast'
import { createItem, findItem, itemForApi, updateItem } from '../items'
import { closeClients } from '../kernel/db'
import { addField, changeChoices, changeField, ownFields, restoreField, retireField, shiftField } from '.'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
let cast: Pick<Cast, 'lead' | 'engineer' | 'analyst'>

beforeAll(async () => {
  await owner.connect()
  cast = await letIn(owner, ['lead', 'engineer', 'analyst'])
})
afterAll(async () => {
  await closeClients()
  await owner.end()
})

const item = (custom: Record<string, unknown>, more: object = {}, who = cast.analyst) =>
  createItem(who, { title: 'Own fields', origin: 'small', custom, ...more })
const customOf = async (key: string, who: Cast['lead'] = cast.lead) => (await itemForApi(who, key))!.custom
const field = async (slug: string) => {
  const { fields, retired } = await ownFields(cast.lead)
  return [...fields, ...retired].find((each) => each.slug === slug)!
}

test('every kind of field is there at once, for the types that it is for', async () => {
  const samples = {
    text: 'Words',
    number: 3,
    date: '2027-03-31',
    choice: 'One',
    choices: ['One', 'Two'],
    person: cast.lead.id,
    link: 'https://example.com/report',
  }
  for (const [kind, value] of Object.entries(samples)) {
    const { slug } = await addField(cast.lead, {
      label: `A ${kind}`,
      kind: kind as keyof typeof samples,
      types: ['task'],
      choices: kind.startsWith('choice') ? ['One', 'Two'] : undefined,
    })
    const { key } = await item({ [slug]: value })
    expect(await customOf(key)).toEqual({ [slug]: value })
    await expect(item({ [slug]: value }, { origin: 'bug' }), kind).rejects.toMatchObject({
      fields: [{ path: `custom.${slug}` }],
    })
  }
})

test('a renamed choice is renamed in the items that have it, with history, and nowhere else', async () => {
  const made = await addField(cast.lead, {
    label: 'System',
    kind: 'choice',
    choices: ['API', 'Site', 'Mail'],
  })
  const [api, site] = [await item({ system: 'API' }), await item({ system: 'Site' })]
  const hidden = await item({ system: 'API' }, { audience: 'restricted' }, cast.engineer)
  expect((await field('system')).used).toEqual({ API: 1, Site: 1 })
  const out = await changeChoices(cast.lead, {
    id: made.id,
    version: 1,
    choices: [
      { was: 'Site', text: 'Site' },
      { was: 'API', text: 'Interface' },
      { was: 'Mail', text: 'Mail' },
    ],
  })
  expect(out).toMatchObject({ version: 2, items: 1 })
  expect(await customOf(api.key)).toEqual({ system: 'Interface' })
  expect(await customOf(site.key)).toEqual({ system: 'Site' })
  const { history } = (await findItem(cast.analyst, api.key))!
  expect(history.at(-1)).toMatchObject({ label: 'System', was: 'API', is: 'Interface', by: 'Security lead' })
  // A restricted item keeps its word until somebody who sees it chooses another; other changes of it go through.
  expect(await customOf(hidden.key, cast.engineer)).toEqual({ system: 'API' })
  await updateItem(cast.engineer, { key: hidden.key, title: 'Still hidden', custom: { system: 'API' } })
  await updateItem(cast.engineer, { key: hidden.key, custom: { system: 'Interface' } })
  await expect(
    updateItem(cast.engineer, { key: hidden.key, custom: { system: 'API' } }),
  ).rejects.toMatchObject({
    code: 'invalid',
  })
})

test('a choice in use is taken out only with a word on what becomes of it', async () => {
  const made = await addField(cast.lead, {
    label: 'Areas',
    kind: 'choices',
    choices: ['East', 'West', 'North'],
  })
  const [both, one] = [await item({ areas: ['East', 'West'] }), await item({ areas: ['East'] })]
  const without = {
    id: made.id,
    version: 1,
    choices: [
      { was: 'West', text: 'West' },
      { was: 'North', text: 'North' },
    ],
  }
  await expect(changeChoices(cast.lead, without)).rejects.toMatchObject({ fields: [{ path: 'becomes.0' }] })
  await changeChoices(cast.lead, { ...without, becomes: [{ was: 'East', text: 'West' }] })
  expect(await customOf(both.key)).toEqual({ areas: ['West'] })
  expect(await customOf(one.key)).toEqual({ areas: ['West'] })
  await changeChoices(cast.lead, {
    id: made.id,
    version: 2,
    choices: [{ was: 'North', text: 'North' }],
    becomes: [{ was: 'West', text: null }],
  })
  expect(await customOf(one.key)).toEqual({})
})

test('two choices change their names with each other, and every item keeps its own', async () => {
  const made = await addField(cast.lead, { label: 'Side', kind: 'choice', choices: ['Left', 'Right'] })
  const [left, right] = [await item({ side: 'Left' }), await item({ side: 'Right' })]
  await changeChoices(cast.lead, {
    id: made.id,
    version: 1,
    choices: [
      { was: 'Left', text: 'Right' },
      { was: 'Right', text: 'Left' },
    ],
  })
  expect([await customOf(left.key), await customOf(right.key)]).toEqual([{ side: 'Right' }, { side: 'Left' }])
})

test('out of use, a field keeps what items have in it, and brings it back', async () => {
  const made = await addField(cast.lead, { label: 'Vendor', kind: 'text' })
  const { key } = await item({ vendor: 'Somebody' })
  await retireField(cast.lead, { id: made.id, version: 1 })
  expect(await customOf(key)).toEqual({ vendor: 'Somebody' })
  await expect(updateItem(cast.analyst, { key, custom: { vendor: 'Other' } })).rejects.toMatchObject({
    code: 'invalid',
  })
  await restoreField(cast.lead, { id: made.id, version: 2 })
  await updateItem(cast.analyst, { key, custom: { vendor: 'Other' } })
  expect((await field('vendor')).items).toBe(1)
})

test('a name is given once, an address never twice, and who comes second is told', async () => {
  const made = await addField(cast.lead, { label: 'Contact', kind: 'person' })
  await expect(addField(cast.lead, { label: 'contact', kind: 'text' })).rejects.toMatchObject({
    fields: [{ path: 'label' }],
  })
  await changeField(cast.lead, { id: made.id, version: 1, label: 'Contact outside', hint: 'Of their team.' })
  expect(await field('contact')).toMatchObject({ label: 'Contact outside', hint: 'Of their team.' })
  await expect(
    changeField(cast.lead, { id: made.id, version: 1, label: 'Whom to ask' }),
  ).rejects.toMatchObject({
    code: 'stale',
  })
  expect((await addField(cast.lead, { label: 'Contact', kind: 'text' })).slug).toBe('contact-2')
})

test('fields are put in order', async () => {
  const before = (await ownFields(cast.lead)).fields
  await shiftField(cast.lead, { id: before[1]!.id, version: before[1]!.version, direction: 'up' })
  const after = (await ownFields(cast.lead)).fields
  expect(after.slice(0, 2).map(({ slug }) => slug)).toEqual([before[1]!.slug, before[0]!.slug])
})
