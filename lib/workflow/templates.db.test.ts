// What the team begins a new item with.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { letIn, type Cast } from '../instruments/cast'
import { createItem, listTemplates, saveTemplate } from '../items'
import { closeClients } from '../kernel/db'
import { addTemplate, changeTemplate, restoreTemplate, retireTemplate, templates } from '.'

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

const finding = {
  name: 'Finding',
  type: 'vulnerability',
  origin: 'bug',
  title: 'Finding: ',
  description: 'What, where, how bad.',
  priority: 'high',
  labels: ['pentest'],
  checklist: ['Reproduce it', 'Tell the owner'],
} as const
const whole = () => ({ ...finding, labels: [...finding.labels], checklist: [...finding.checklist] })

test('the team writes, changes and takes out templates; a new item is offered those in use', async () => {
  const made = await addTemplate(cast.analyst, whole())
  expect((await listTemplates(cast.analyst)).map(({ name }) => name)).toContain('Finding')
  const changed = await changeTemplate(cast.lead, { ...made, ...whole(), checklist: ['Reproduce it'] })
  expect((await templates(cast.analyst)).inUse[0]).toMatchObject({ checklist: ['Reproduce it'], version: 2 })
  expect(await changeTemplate(cast.lead, { ...changed, ...whole(), checklist: ['Reproduce it'] })).toEqual(
    changed,
  )
  await expect(changeTemplate(cast.analyst, { ...made, ...whole() })).rejects.toMatchObject({ code: 'stale' })
  const out = await retireTemplate(cast.lead, changed)
  expect((await listTemplates(cast.analyst)).map(({ name }) => name)).not.toContain('Finding')
  await expect(addTemplate(cast.lead, { ...whole(), name: 'FINDING' })).rejects.toMatchObject({
    fields: [{ path: 'name' }],
  })
  await restoreTemplate(cast.analyst, out)
  expect((await templates(cast.analyst)).retired).toEqual([])
})

test('a template made from an item is changed like any other', async () => {
  const { key } = await createItem(cast.analyst, {
    title: 'Leaver',
    origin: 'ask',
    checklist: [{ text: 'Keys' }],
  })
  const saved = await saveTemplate(cast.analyst, { key, name: 'Leaver' })
  await changeTemplate(cast.lead, {
    ...whole(),
    id: saved.id,
    version: saved.version,
    name: 'Somebody leaves',
  })
  expect((await templates(cast.lead)).inUse.map(({ name }) => name)).toContain('Somebody leaves')
})

test('templates are the team’s alone', async () => {
  expect(await templates(cast.employee)).toEqual({ inUse: [], retired: [] })
  await expect(addTemplate(cast.employee, whole())).rejects.toMatchObject({ code: 'not-allowed' })
})
