// What people do on an item's page: change a field while others change it too, undo, tick, watch, name each other.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { letIn, type Cast } from '../instruments/cast'
import { closeClients } from '../kernel/db'
import { Refusal } from '../kernel/errors'
import { editComment, reactToComment } from '../threads'
import {
  archiveItem,
  changeChecklist,
  checkPoint,
  commentOnItem,
  createItem,
  editItem,
  fieldChoices,
  findItem,
  listTemplates,
  relateItems,
  saveTemplate,
  undoChange,
  updateItem,
  watchItem,
} from '.'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
let cast: Pick<Cast, 'lead' | 'engineer' | 'analyst' | 'employee' | 'sales'>

beforeAll(async () => {
  await owner.connect()
  cast = await letIn(owner, ['lead', 'engineer', 'analyst', 'employee', 'sales'])
  await owner.query(`INSERT INTO work.custom_field (id, slug, label, kind, choices, position) VALUES
    (gen_random_uuid(), 'system', 'System', 'choice', '{api,site}', 1), (gen_random_uuid(), 'contact', 'Contact', 'person', '{}', 2)`)
})
afterAll(async () => {
  await closeClients()
  await owner.end()
})

const make = (more: Partial<Parameters<typeof createItem>[1]> = {}) =>
  createItem(cast.analyst, { title: 'Rotate the key', origin: 'small', audience: 'internal', ...more })
const sheet = async (key: string, asker = cast.lead) => (await findItem(asker, key))!
async function refusal(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(
    () => null,
    (found: unknown) => found,
  )
  expect(error).toBeInstanceOf(Refusal)
  return error as Refusal
}

test('two people who change two fields both have changed them', async () => {
  const { key, version } = await make()
  await editItem(cast.lead, { key, version, priority: 'high' })
  await editItem(cast.engineer, { key, version, estimate: 3, custom: { system: 'api' } })
  expect(await sheet(key)).toMatchObject({ priority: 'high', estimate: 3, custom: { system: 'api' } })
})

test('two people who change one field: the second is shown what the first has put there, and may decide', async () => {
  const { key, version } = await make()
  await editItem(cast.lead, { key, version, assignee: cast.analyst.id, priority: 'high' })
  const said = await refusal(editItem(cast.engineer, { key, version, assignee: cast.engineer.id }))
  expect(said).toMatchObject({
    code: 'stale',
    clashes: {
      version: version + 1,
      fields: [{ path: 'assignee', label: 'Assignee', theirs: 'Security analyst', by: 'Security lead' }],
    },
  })
  await editItem(cast.engineer, {
    key,
    version: said.clashes!.version,
    assignee: cast.engineer.id,
  })
  expect((await sheet(key)).assignee?.name).toBe('Security engineer')
})

test('two who say the same do not contradict each other, and what was put back is as it was', async () => {
  const { key, version } = await make({ priority: 'low' })
  await editItem(cast.lead, { key, version, priority: 'high' })
  await expect(editItem(cast.engineer, { key, version, priority: 'high' })).resolves.toMatchObject({
    version: version + 1,
  })
  await editItem(cast.lead, { key, version: version + 1, priority: 'low' })
  await editItem(cast.engineer, { key, version, priority: 'urgent' })
  expect((await sheet(key)).priority).toBe('urgent')
})

test('who is quicker than their own page is not asked about their own change', async () => {
  const { key, version } = await make()
  await editItem(cast.lead, { key, version, labels: ['one'] })
  await editItem(cast.lead, { key, version, labels: ['one', 'two'] })
  expect((await sheet(key)).labels).toEqual(['one', 'two'])
})

test('a long text that somebody else rewrote is given whole, so that both can be read', async () => {
  const { key, version } = await make({ description: 'First' })
  await editItem(cast.lead, { key, version, description: 'Second\n\nwith a paragraph' })
  const said = await refusal(editItem(cast.engineer, { key, version, description: 'Third' }))
  expect(said.clashes?.fields).toMatchObject([{ path: 'description', theirs: 'Second\n\nwith a paragraph' }])
})

test('a stage that somebody else chose collides once, by its word', async () => {
  const { key, version } = await make({ type: 'vulnerability', origin: 'bug' })
  await editItem(cast.lead, { key, version, stage: 'validating' })
  const said = await refusal(editItem(cast.engineer, { key, version, stage: 'resolved' }))
  expect(said.clashes?.fields).toMatchObject([{ path: 'stage', theirs: 'Validating' }])
})

test('each field that a form has can be put back, by one more change', async () => {
  const goal = 'stay-safe'
  await owner.query(
    `INSERT INTO work.goal (id, slug, title, audience) VALUES (gen_random_uuid(), $1, 'Stay safe', 'internal')`,
    [goal],
  )
  const parent = await make({ title: 'The whole' })
  const { key } = await make({ type: 'vulnerability', origin: 'bug', labels: ['old'] })
  const before = await sheet(key)
  const changes = [
    { title: 'Another' },
    { description: 'More' },
    { stage: 'resolved' },
    { priority: 'urgent' },
    { estimate: 5 },
    { assignee: cast.analyst.id },
    { parent: parent.key },
    { goals: [goal] },
    { labels: ['new', 'old'] },
    { due: '2027-03-31' },
    { blocked: 'The vendor is silent.' },
    { severity: 'high' },
    { source: 'scan' },
    { sourceLink: 'https://scanner.example/1' },
    { ownerTeam: 'Platform' },
    { checklist: [{ text: 'Look' }] },
    { custom: { system: 'site' } },
    { custom: { contact: cast.analyst.id } },
  ] as const
  for (const change of changes) {
    const { version } = await updateItem(cast.lead, { key, ...change } as Parameters<typeof updateItem>[1])
    const field = (await sheet(key)).history.at(-1)!.field
    await undoChange(cast.lead, { key, version, field })
  }
  const { version: _v, updatedAt: _u, history, statusSince: _s, names: _n, ...after } = await sheet(key)
  const { version: _1, updatedAt: _2, history: _3, statusSince: _4, names: _5, ...was } = before
  expect(after).toEqual(was)
  expect(history.length).toBeGreaterThan(changes.length * 2)
})

test('what was changed again since is not undone, and both values are named', async () => {
  const { key } = await make({ priority: 'none' })
  const { version } = await updateItem(cast.lead, { key, priority: 'low' })
  await updateItem(cast.analyst, { key, priority: 'urgent' })
  const said = await refusal(undoChange(cast.lead, { key, version, field: 'priority' }))
  expect(said.code).toBe('conflict')
  expect(said.message).toContain('it is “Urgent” now')
  expect(said.message).toContain('“None”')
  const { history } = await sheet(key)
  expect(history.filter(({ field }) => field === 'priority').map(({ undo }) => undo)).toEqual([false, true])
})

test('an audience that was narrowed is not widened by an undo', async () => {
  const { key } = await make()
  const { version } = await updateItem(cast.lead, { key, audience: 'private' })
  expect(await refusal(undoChange(cast.lead, { key, version, field: 'audience' }))).toMatchObject({
    code: 'not-found',
  })
  expect((await sheet(key)).audience).toBe('private')
})

test('twenty people who tick twenty points at once have ticked twenty points', async () => {
  const { key } = await make({ checklist: Array.from({ length: 20 }, (_, n) => ({ text: `Point ${n}` })) })
  const { checklist } = await sheet(key)
  await Promise.all(checklist.map(({ id }) => checkPoint(cast.engineer, { key, point: id, done: true })))
  const after = await sheet(key)
  expect(after.checklist.filter(({ doneAt }) => doneAt)).toHaveLength(20)
  expect(after.names[cast.engineer.id]).toBe('Security engineer')
  const done = after.checklist[0]!
  await checkPoint(cast.lead, { key, point: done.id, done: true })
  expect((await sheet(key)).checklist[0]).toEqual(done)
})

test('points are added, said better, moved and taken away, each as it is meant', async () => {
  const { key } = await make()
  const change = (what: Parameters<typeof changeChecklist>[1]['change']) =>
    changeChecklist(cast.lead, { key, change: what })
  const texts = async () => (await sheet(key)).checklist.map(({ text }) => text)
  for (const text of ['One', 'Two', 'Three']) await change({ what: 'add', text })
  const [one, two, three] = (await sheet(key)).checklist.map(({ id }) => id)
  await change({ what: 'move', point: three!, before: one! })
  await change({ what: 'reword', point: two!, text: 'Second' })
  expect(await texts()).toEqual(['Three', 'One', 'Second'])
  await change({ what: 'move', point: three!, before: null })
  await change({ what: 'remove', point: one! })
  expect(await texts()).toEqual(['Second', 'Three'])
  expect(await refusal(change({ what: 'reword', point: one!, text: 'x' }))).toMatchObject({
    code: 'conflict',
  })
})

test('a colleague who sees an item talks, watches and says seen, and changes nothing', async () => {
  const { key, version } = await make({ checklist: [{ text: 'Look' }] })
  const { checklist } = await sheet(key)
  for (const who of [cast.employee, cast.sales]) {
    const said = await commentOnItem(who, { key, body: 'Thank you', audience: 'internal' })
    await reactToComment(who, { id: said.id, kind: 'seen', on: true })
    await watchItem(who, { key, watch: true })
    for (const work of [
      () => editItem(who, { key, version, title: 'Mine' }),
      () => undoChange(who, { key, version, field: 'title' }),
      () => checkPoint(who, { key, point: checklist[0]!.id, done: true }),
      () => changeChecklist(who, { key, change: { what: 'add', text: 'x' } }),
      () => saveTemplate(who, { key, name: 'x' }),
    ])
      expect(await refusal(work())).toMatchObject({ code: 'not-allowed' })
    expect((await sheet(key, who)).history.some(({ undo }) => undo)).toBe(false)
  }
})

test('what a colleague may not see answers like what never was, to watching, naming and reacting', async () => {
  const { key } = await make({ audience: 'private' })
  const { id } = await commentOnItem(cast.lead, { key, body: 'Between us', audience: 'private' })
  const codes = await Promise.all(
    [key, 'SEC-999999'].map(
      async (each) => (await refusal(watchItem(cast.sales, { key: each, watch: true }))).code,
    ),
  )
  expect(codes).toEqual(['not-found', 'not-found'])
  expect((await refusal(reactToComment(cast.sales, { id, kind: 'seen', on: true }))).code).toBe('not-found')
  expect((await refusal(editComment(cast.sales, { id, version: 1, body: 'x' }))).code).toBe('not-found')
})

test('whoever has it, made it, spoke or was named watches by themselves, and may stop', async () => {
  const { key } = await make({ assignee: cast.engineer.id })
  const watches = async (who: typeof cast.lead) => (await sheet(key, who)).watching
  expect([await watches(cast.analyst), await watches(cast.engineer), await watches(cast.sales)]).toEqual([
    true,
    true,
    false,
  ])
  await commentOnItem(cast.lead, { key, body: 'Ask @sales and @employee.', audience: 'internal' })
  expect([await watches(cast.lead), await watches(cast.sales)]).toEqual([true, true])
  await watchItem(cast.sales, { key, watch: false })
  expect(await watches(cast.sales)).toBe(false)
  await watchItem(cast.sales, { key, watch: true })
  expect(await watches(cast.sales)).toBe(true)
})

test('a name under a comment reaches only whoever may read that comment', async () => {
  const { key } = await make()
  const said = await commentOnItem(cast.lead, {
    key,
    body: '@sales @engineer @nobody-here',
    audience: 'private',
  })
  const { rows } = await owner.query('SELECT person_id FROM work.mention WHERE comment_id = $1', [said.id])
  expect(rows.map((row) => row.person_id)).toEqual([cast.engineer.id])
  const restricted = await make({ audience: 'restricted', named: [cast.engineer.id] })
  const named = await commentOnItem(cast.analyst, {
    key: restricted.key,
    body: '@lead @engineer',
    audience: 'restricted',
  })
  const found = await owner.query('SELECT person_id FROM work.mention WHERE comment_id = $1', [named.id])
  expect(found.rows.map((row) => row.person_id)).toEqual([cast.engineer.id])
  const { mentioned } = await sheet(key, cast.lead)
  expect(mentioned).toEqual({ sales: 'Sales', engineer: 'Security engineer' })
})

test('seen and done say who and when, once, and can be taken back', async () => {
  const { key } = await make()
  const { id } = await commentOnItem(cast.lead, { key, body: 'Look at this', audience: 'internal' })
  await reactToComment(cast.employee, { id, kind: 'seen', on: true })
  await reactToComment(cast.employee, { id, kind: 'seen', on: true })
  await reactToComment(cast.engineer, { id, kind: 'done', on: true })
  const reactions = async () =>
    (await sheet(key)).comments[0]!.reactions.map(({ kind, person }) => `${kind} ${person}`)
  expect(await reactions()).toEqual(['seen Engineer', 'done Security engineer'])
  await reactToComment(cast.engineer, { id, kind: 'done', on: false })
  expect(await reactions()).toEqual(['seen Engineer'])
})

test('own words are mended by whoever wrote them, say so, and are not overwritten from a second tab', async () => {
  const { key } = await make()
  const { id } = await commentOnItem(cast.lead, { key, body: 'Teh key', audience: 'internal' })
  expect((await refusal(editComment(cast.engineer, { id, version: 1, body: 'x' }))).code).toBe('not-allowed')
  await editComment(cast.lead, { id, version: 1, body: 'The key' })
  expect((await refusal(editComment(cast.lead, { id, version: 1, body: 'Teh key' }))).code).toBe('stale')
  const [comment] = (await sheet(key)).comments
  expect(comment).toMatchObject({ body: 'The key', version: 2 })
  expect(comment!.editedAt).not.toBeNull()
})

test('a template keeps the shape of an item without who did what; a restricted one makes none', async () => {
  const { key } = await make({
    labels: ['keys'],
    priority: 'high',
    description: 'Why',
    checklist: [{ text: 'Ask' }],
  })
  await checkPoint(cast.lead, { key, point: (await sheet(key)).checklist[0]!.id, done: true })
  await saveTemplate(cast.lead, { key, name: 'Rotation' })
  expect(await listTemplates(cast.analyst)).toMatchObject([
    {
      name: 'Rotation',
      origin: 'small',
      priority: 'high',
      labels: ['keys'],
      description: 'Why',
      checklist: ['Ask'],
    },
  ])
  expect(await listTemplates(cast.employee)).toEqual([])
  expect((await refusal(saveTemplate(cast.lead, { key, name: 'Rotation' }))).code).toBe('conflict')
  await saveTemplate(cast.lead, { key, name: 'Rotation', replace: true })
  const hidden = await make({ audience: 'restricted' })
  expect((await refusal(saveTemplate(cast.analyst, { key: hidden.key, name: 'Hidden' }))).code).toBe(
    'conflict',
  )
})

test('“found by” is read from both ends', async () => {
  const [bug, test] = [await make(), await make()]
  await relateItems(cast.lead, { key: bug.key, to: test.key, kind: 'found by' })
  expect((await sheet(bug.key)).relations.map(({ words }) => words)).toEqual(['found by'])
  expect((await sheet(test.key)).relations.map(({ words }) => words)).toEqual(['found'])
})

test('the choices of the page are those of the viewer', async () => {
  await make({ audience: 'private', labels: ['only-inside'] })
  await make({ labels: ['for-all'] })
  const [team, colleague] = [await fieldChoices(cast.lead), await fieldChoices(cast.employee)]
  expect(team.labels).toEqual(expect.arrayContaining(['only-inside', 'for-all']))
  expect(colleague.labels).toContain('for-all')
  expect(colleague.labels).not.toContain('only-inside')
  expect(team.people.find(({ id }) => id === cast.sales.id)).toMatchObject({ handle: 'sales', team: false })
})

test('an archived item is left as it is', async () => {
  const { key, version } = await make()
  await archiveItem(cast.lead, { key })
  expect((await refusal(editItem(cast.lead, { key, version, title: 'x' }))).code).toBe('not-found')
  expect((await refusal(watchItem(cast.lead, { key, watch: true }))).code).toBe('not-found')
})
