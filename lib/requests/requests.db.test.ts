import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { letIn, type Cast } from '../instruments/cast'
import { storeFile, findFile, streamFile, TooLarge } from '../files'
import { withSpooled } from '../files/receive'
import { largestFile } from '../files/schema'
import { asViewer, closeClients } from '../kernel/db'
import {
  answerBack,
  createRequest,
  declineRequest,
  finishRequest,
  findRequest,
  findRequestForm,
  listMyRequests,
  listRequests,
  listRequestTypes,
  makeItemFromRequest,
  noteOnRequest,
  queue,
  queueCounts,
  reopenRequest,
  replyToRequest,
  requestCommentsForApi,
  requestForApi,
  saveDraft,
  seeRequest,
  takeRequest,
} from '.'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
const cast = {} as Pick<Cast, 'lead' | 'engineer' | 'employee' | 'sales' | 'guest'>

beforeAll(async () => {
  await owner.connect()
  Object.assign(cast, await letIn(owner, ['lead', 'engineer', 'employee', 'sales', 'guest']))
})

afterAll(async () => {
  await closeClients()
  await owner.end()
})

const support = { what: 'May we use this tool?', about: 'vendor', why: 'The team waits for it.' }

function ask(more: Partial<Parameters<typeof createRequest>[1]> = {}, asker = cast.employee) {
  return createRequest(asker, { type: 'support', answers: support, ...more })
}

async function upload(asker: { kind: 'person'; id: string }, bytes: Uint8Array, name = 'notes.txt') {
  const pieces = async function* () {
    for (let at = 0; at < bytes.length; at += 70_000) yield bytes.subarray(at, at + 70_000)
  }
  return withSpooled(pieces(), 'file', (spooled) => storeFile(asker, { name, spooled }))
}

test('every workspace begins with three kinds of requests, each with a conditional question and its promises', async () => {
  const types = await listRequestTypes(cast.employee)
  expect(types.map(({ slug }) => slug)).toEqual(['code-review', 'questionnaire', 'support'])
  for (const type of types) {
    expect(type.questions.some(({ showIf }) => showIf)).toBe(true)
    expect(type.promise).toMatch(/^first look within .*, answer within /)
  }
})

test('a request starts its clocks, is named by its answer, and its requester reads it back', async () => {
  const made = await ask()
  const drawn = await findRequest(cast.employee, made.key)
  expect(drawn).toMatchObject({
    key: made.key,
    title: support.what,
    status: 'new',
    mine: true,
    team: false,
    owner: null,
  })
  expect(drawn?.clocks.map(({ name }) => name)).toEqual(['First look', 'Answer'])
  expect(drawn?.expected).toMatch(/^Somebody will look at it by /)
  expect((await listMyRequests(cast.employee)).rows.map(({ key }) => key)).toContain(made.key)
  expect(await requestForApi(cast.employee, made.key)).toMatchObject({
    key: made.key,
    type: 'support',
    status: 'new',
    urgent: false,
    items: [],
    version: 1,
  })
})

test('an answer to a question that was not asked is dropped on the server', async () => {
  const made = await ask({ answers: { ...support, blocked: 'hidden words', stranger: 'unknown words' } })
  const { rows } = await owner.query('SELECT answers FROM work.request WHERE key = $1', [made.key])
  expect(rows[0].answers).toEqual(support)
})

test('a required conditional answer is missed only where it was asked', async () => {
  await expect(ask({ answers: { ...support, about: 'blocked' } })).rejects.toMatchObject({
    code: 'invalid',
    fields: [{ path: 'answers.blocked' }],
  })
})

test('urgent wants a reason, and then promises more', async () => {
  await expect(ask({ urgent: true })).rejects.toMatchObject({ fields: [{ path: 'urgentReason' }] })
  const made = await ask({ urgent: true, urgentReason: 'A customer is locked out.' })
  expect((await requestForApi(cast.employee, made.key))?.clocks[0]).toMatchObject({
    name: 'First look',
    target: '1 business hours',
  })
})

test('another employee is told of a request what anyone is told of a request that never was', async () => {
  const made = await ask()
  expect(await findRequest(cast.sales, made.key)).toEqual(await findRequest(cast.sales, 'REQ-999999'))
  expect(await requestForApi(cast.sales, made.key)).toBeNull()
  expect(await requestCommentsForApi(cast.sales, made.key)).toBeNull()
  expect((await listRequests(cast.sales)).data.map(({ key }) => key)).not.toContain(made.key)
  const refusal = async (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: { code: string; message: string }) => ({ code: error.code, message: error.message }),
    )
  for (const verb of [
    (key: string) => answerBack(cast.sales, { key, body: 'Hello' }),
    (key: string) => reopenRequest(cast.sales, { key }),
    (key: string) => takeRequest(cast.sales, { key }),
  ])
    expect(await refusal(verb(made.key))).toEqual(await refusal(verb('REQ-999999')))
})

test('a guest asks nothing and a teammate does not do the team’s work', async () => {
  await expect(ask({}, cast.guest)).rejects.toMatchObject({ code: 'not-allowed' })
  const made = await ask()
  await expect(seeRequest(cast.employee, { key: made.key })).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(noteOnRequest(cast.employee, { key: made.key, body: 'x' })).rejects.toMatchObject({
    code: 'not-allowed',
  })
  expect(await queue(cast.employee)).toBeNull()
  expect(await queueCounts(cast.sales)).toBeNull()
})

test('seen, taken, asked back, answered, done: state, owner and clocks go along', async () => {
  const { key } = await ask()
  expect(await seeRequest(cast.engineer, { key })).toMatchObject({ status: 'seen', version: 2 })
  await expect(seeRequest(cast.lead, { key })).rejects.toMatchObject({ code: 'conflict' })
  expect(await takeRequest(cast.engineer, { key })).toMatchObject({ status: 'working' })
  expect(await replyToRequest(cast.engineer, { key, body: 'Which version?', askBack: true })).toMatchObject({
    status: 'waiting',
  })
  const waiting = await requestForApi(cast.employee, key)
  expect(waiting?.clocks.map(({ paused, metAt }) => [paused, metAt !== null])).toEqual([
    [false, true],
    [true, false],
  ])
  expect((await findRequest(cast.employee, key))?.expected).toMatch(/your turn/)
  expect(await answerBack(cast.employee, { key, body: 'Version 2.' })).toMatchObject({ status: 'working' })
  expect((await requestForApi(cast.employee, key))?.clocks[1]).toMatchObject({ paused: false, metAt: null })
  expect(await finishRequest(cast.engineer, { key, words: 'Go ahead.' })).toMatchObject({ status: 'done' })
  const done = await findRequest(cast.employee, key)
  expect(done).toMatchObject({ owner: 'Security engineer', closingWords: 'Go ahead.', status: 'done' })
  expect(done?.clocks.every(({ metAt }) => metAt)).toBe(true)
  await expect(answerBack(cast.employee, { key, body: 'One more' })).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(await reopenRequest(cast.employee, { key, words: 'One thing is missing.' })).toMatchObject({
    status: 'working',
  })
  expect((await requestForApi(cast.employee, key))?.clocks[1]?.metAt).toBeNull()
})

test('a full answer keeps the promise without closing the request', async () => {
  const { key } = await ask()
  await replyToRequest(cast.engineer, { key, body: 'Yes, you may.', answers: true })
  expect(await requestForApi(cast.employee, key)).toMatchObject({
    status: 'working',
    owner: { name: 'Security engineer' },
  })
  expect((await requestForApi(cast.employee, key))?.clocks.every(({ metAt }) => metAt)).toBe(true)
})

test('notes of the team reach the requester by no way', async () => {
  const { key } = await ask()
  const file = await upload(cast.engineer, Buffer.from('inside'))
  await noteOnRequest(cast.engineer, { key, body: 'CANARY-note', files: [file.id] })
  await replyToRequest(cast.engineer, { key, body: 'For you' })
  expect((await findRequest(cast.lead, key))?.thread.map(({ audience }) => audience)).toEqual([
    'team',
    'requester',
  ])
  const seen = JSON.stringify([
    await findRequest(cast.employee, key),
    await requestCommentsForApi(cast.employee, key),
    await requestForApi(cast.employee, key),
  ])
  expect(seen).toContain('For you')
  expect(seen).not.toContain('CANARY-note')
  expect(seen).not.toContain(file.id)
  expect(await findFile(cast.employee, file.id)).toBeNull()
  expect(await findFile(cast.lead, file.id)).toMatchObject({ size: 6 })
})

test('a no needs words', async () => {
  const { key } = await ask()
  await expect(declineRequest(cast.engineer, { key, words: ' ' })).rejects.toMatchObject({
    code: 'invalid',
    fields: [{ path: 'words' }],
  })
  expect(
    await declineRequest(cast.engineer, { key, words: 'This tool sends data elsewhere.' }),
  ).toMatchObject({ status: 'declined' })
  expect((await findRequest(cast.employee, key))?.closingWords).toBe('This tool sends data elsewhere.')
})

test('work that came from a request remembers it, and is private', async () => {
  const { key } = await ask()
  const made = await makeItemFromRequest(cast.engineer, { key, title: 'Look at the vendor', origin: 'ask' })
  const team = await findRequest(cast.lead, key)
  expect(team?.items).toMatchObject([{ key: made.itemKey, title: 'Look at the vendor' }])
  expect(team?.status).toBe('seen')
  expect((await findRequest(cast.employee, key))?.items).toEqual([])
})

test('two who press at once: one wins, the other hears of it', async () => {
  const { key, version } = await ask()
  const both = await Promise.allSettled([
    takeRequest(cast.engineer, { key, version }),
    takeRequest(cast.lead, { key, version }),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const lost = both.find((one) => one.status === 'rejected')
  expect(lost?.reason).toMatchObject({ code: 'stale' })
})

test('the same request sent twice with one key is one request', async () => {
  const key = randomUUID()
  const first = await createRequest(
    cast.employee,
    { type: 'support', answers: support },
    { idempotencyKey: key },
  )
  const again = await createRequest(
    cast.employee,
    { type: 'support', answers: support },
    { idempotencyKey: key },
  )
  expect(again.key).toBe(first.key)
})

test('a draft survives, belongs to its writer alone, and is gone when it was sent', async () => {
  await saveDraft(cast.employee, {
    type: 'support',
    answers: { what: 'Half a que' },
    urgent: true,
    urgentReason: 'beca',
  })
  expect((await findRequestForm(cast.employee, 'support'))?.draft).toMatchObject({
    answers: { what: 'Half a que' },
    urgent: true,
    urgentReason: 'beca',
  })
  expect((await findRequestForm(cast.sales, 'support'))?.draft).toBeNull()
  expect((await findRequestForm(cast.lead, 'support'))?.draft).toBeNull()
  await ask()
  expect((await findRequestForm(cast.employee, 'support'))?.draft).toBeNull()
})

test('a file that was not sent yet is its uploader’s alone; sent, it is the request’s', async () => {
  const bytes = Buffer.alloc(600_000, 'daylight ')
  const file = await upload(cast.employee, bytes, '../evil/plan.txt')
  expect(file).toMatchObject({ name: 'plan.txt', size: 600_000, kind: 'application/octet-stream' })
  expect(await findFile(cast.employee, file.id)).not.toBeNull()
  for (const other of [cast.sales, cast.engineer, cast.lead])
    expect(await findFile(other, file.id)).toBeNull()
  await expect(ask({ files: [file.id] }, cast.sales)).rejects.toMatchObject({
    code: 'invalid',
    fields: [{ path: 'files' }],
  })
  const made = await ask({ files: [file.id] })
  expect((await findRequest(cast.engineer, made.key))?.files).toMatchObject([
    { id: file.id, name: 'plan.txt' },
  ])
  expect(await findFile(cast.sales, file.id)).toEqual(await findFile(cast.sales, randomUUID()))
  const back = Buffer.from(await new Response(streamFile(cast.engineer, file.id)).arrayBuffer())
  expect(back.equals(bytes)).toBe(true)
  expect((await new Response(streamFile(cast.sales, file.id)).arrayBuffer()).byteLength).toBe(0)
})

test('25 MB fit, a byte more is refused while it comes in, and nothing of it is kept', async () => {
  const { rows: before } = await owner.query('SELECT count(*)::int AS n FROM work.file')
  expect(await upload(cast.employee, Buffer.alloc(largestFile), 'whole.bin')).toMatchObject({
    size: largestFile,
  })
  await expect(upload(cast.employee, Buffer.alloc(largestFile + 1), 'more.bin')).rejects.toBeInstanceOf(
    TooLarge,
  )
  const { rows: after } = await owner.query('SELECT count(*)::int AS n FROM work.file')
  expect(after[0].n).toBe(before[0].n + 1)
})

test('a picture is known by its bytes, whatever its name says', async () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex')
  expect((await upload(cast.employee, png, 'notes.txt')).kind).toBe('image/png')
  expect(
    (await upload(cast.employee, Buffer.from('<html><script>alert(1)</script>'), 'picture.png')).kind,
  ).not.toMatch(/^image/)
})

test('whoever becomes a guest has no requests any more', async () => {
  const { key } = await createRequest(cast.sales, { type: 'support', answers: support })
  const become = (role: string) =>
    owner.query('UPDATE work.person SET role = $1 WHERE id = $2', [role, cast.sales.id])
  await become('guest')
  try {
    expect(await findRequest(cast.sales, key)).toBeNull()
    expect((await listMyRequests(cast.sales)).rows).toEqual([])
  } finally {
    await become('sales')
  }
  expect(await findRequest(cast.sales, key)).toMatchObject({ key, mine: true })
})

test('the requester answers and reopens, and the database lets no command change more for them', async () => {
  const { key, id } = await createRequest(cast.employee, { type: 'support', answers: support })
  const change = (data: object) =>
    asViewer(cast.employee, (tx) =>
      tx.request.updateMany({ where: { id }, data: { version: { increment: 1 }, ...data } }),
    )
  for (const data of [
    { title: 'Another' },
    { answers: {} },
    { ownerId: cast.employee.id },
    { seenAt: new Date() },
    { status: 'done' },
    { closingWords: 'Said by nobody' },
    { urgent: true, urgentReason: 'Now' },
    { version: 9 },
  ])
    await expect(change(data), JSON.stringify(data)).rejects.toThrow()
  const keepPromise = asViewer(cast.employee, (tx) =>
    tx.requestClock.updateMany({ where: { requestId: id }, data: { metAt: new Date() } }),
  )
  await expect(keepPromise).rejects.toThrow()
  await declineRequest(cast.lead, { key, words: 'Not ours.' })
  expect(await reopenRequest(cast.employee, { key, words: 'It is.' })).toMatchObject({ status: 'working' })
})

test('what is no key and no name is nothing, whatever characters it has', async () => {
  for (const odd of ['\0', 'REQ-\0', '..', 'x'.repeat(300)]) {
    expect(await findRequest(cast.lead, odd)).toBeNull()
    expect(await findRequestForm(cast.lead, odd)).toBeNull()
  }
})

test('the queue has what is urgent first, then what is due first, and goes on by a cursor', async () => {
  await owner.query(`UPDATE work.request SET archived_at = now()`)
  const keys: string[] = []
  for (let n = 0; n < 7; n++) keys.push((await ask(n === 5 ? { urgent: true, urgentReason: 'Now' } : {})).key)
  await takeRequest(cast.engineer, { key: keys[0]! })
  await replyToRequest(cast.engineer, { key: keys[1]!, body: 'What for?', askBack: true })
  await finishRequest(cast.engineer, { key: keys[2]! })
  const all = (await queue(cast.lead))!
  expect(all.new.rows.map(({ key }) => key)).toEqual([keys[5], keys[3], keys[4], keys[6]])
  expect(all.working.rows.map(({ key }) => key)).toEqual([keys[0]])
  expect(all.waiting.rows[0]).toMatchObject({ key: keys[1], owner: 'Security engineer' })
  expect(all.closed.total).toBe(1)
  expect(await queueCounts(cast.lead)).toEqual({ open: 5, late: 0 })
  const walked: string[] = []
  let cursor: string | null = null
  do {
    const page: NonNullable<Awaited<ReturnType<typeof queue>>>['new'] = (await queue(cast.lead, {
      group: 'new',
      limit: 2,
      cursor,
    }))!.new
    walked.push(...page.rows.map(({ key }) => key))
    cursor = page.next
  } while (cursor)
  expect(walked).toEqual([keys[5], keys[3], keys[4], keys[6]])
})
