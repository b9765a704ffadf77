import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { letIn, type Cast } from '../instruments/cast'
import { openMailbox, type Mailbox } from '../instruments/mailbox'
import { startBackground, stopBackground } from '../kernel/background'
import { closeClients } from '../kernel/db'
import type { Job } from '../kernel/jobs'
import { sendMail } from '../kernel/mail'
import { forgetSettings } from '../kernel/settings'
import {
  createRequest,
  declineRequest,
  noteOnRequest,
  replyToRequest,
  answerBack,
  takeRequest,
} from '../requests'
import { commentOnItem, createItem, updateItem, watchItem } from '../items'
import { mail } from './deliver'
import { drain, drainOnce } from './drain'
import { askRisk, decideRisk } from '../vulnerabilities'
import { reviews } from './reviews'
import { tasks } from './tasks'
import { tidy } from './tidy'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
const cast = {} as Pick<Cast, 'lead' | 'engineer' | 'employee'>
let mailbox: Mailbox
let received: Mailbox['received']

beforeAll(async () => {
  mailbox = await openMailbox()
  received = mailbox.received
  await owner.connect()
  Object.assign(cast, await letIn(owner, ['lead', 'engineer', 'employee']))
})

afterAll(async () => {
  await closeClients()
  await owner.end()
  await mailbox.close()
})

beforeEach(async () => {
  await quiet()
  received.length = 0
})

/** Runs everything once; answers the deliveries whose mail was tried alone. */
async function work(): Promise<string[]> {
  const added: [string, { delivery?: string }][] = []
  const job: Job = { last: false, add: async (task, payload) => void added.push([task, payload]) }
  await drain({}, job)
  for (const [task, payload] of added) await tasks[task]!(payload, job)
  return added.flatMap(([, { delivery }]) => delivery ?? [])
}

/** What earlier tests told is told. */
async function quiet() {
  await owner.query('UPDATE work.outbox SET handled_at = now() WHERE handled_at IS NULL')
  await owner.query(`UPDATE work.delivery SET outcome = 'over' WHERE outcome IS NULL`)
}

const ask = () =>
  createRequest(cast.employee, {
    type: 'support',
    answers: { what: 'May we?', about: 'question', why: 'Because.' },
  })

test('a reply mails the requester once, even when every handler runs twice', async () => {
  const { key } = await ask()
  await takeRequest(cast.engineer, { key })
  await quiet()
  await replyToRequest(cast.engineer, { key, body: 'Yes, you may.' })
  const tried = await work()
  await work()
  for (const delivery of tried) await mail({ delivery }, { last: false, add: async () => undefined })
  await Promise.all(tried.map((delivery) => mail({ delivery }, { last: false, add: async () => undefined })))
  expect(received).toHaveLength(1)
  expect(received[0]?.to).toMatchObject({ text: 'employee@daylight.example' })
  expect(received[0]?.subject).toBe(`${key} has a reply: May we?`)
  expect(received[0]?.text).toContain('Yes, you may.')
  expect(received[0]?.messageId).toContain(tried[0])
})

test('a note for the team mails nobody', async () => {
  const { key } = await ask()
  await takeRequest(cast.engineer, { key })
  await quiet()
  await noteOnRequest(cast.engineer, { key, body: 'CANARY between us' })
  await work()
  expect(received).toEqual([])
})

test('an urgent request calls the whole team; an ordinary one nobody', async () => {
  await ask()
  await work()
  expect(received).toEqual([])
  await createRequest(cast.employee, {
    type: 'support',
    answers: { what: 'Help', about: 'question', why: 'Now.' },
    urgent: true,
    urgentReason: 'Locked out',
  })
  await work()
  expect(received.map(({ to }) => (to && 'text' in to ? to.text : '')).sort()).toEqual([
    'engineer@daylight.example',
    'lead@daylight.example',
  ])
  expect(received[0]?.text).toContain('Locked out')
})

test('the requester’s answer reaches whoever has the request', async () => {
  const { key } = await ask()
  await replyToRequest(cast.engineer, { key, body: 'Which?', askBack: true })
  await work()
  expect(received.at(-1)?.subject).toContain('waits for you')
  received.length = 0
  await answerBack(cast.employee, { key, body: 'That one.' })
  await work()
  expect(received.map(({ to }) => (to && 'text' in to ? to.text : ''))).toEqual(['engineer@daylight.example'])
})

test('whoever may not read it any more when the mail is sent gets none', async () => {
  const { key } = await ask()
  await takeRequest(cast.engineer, { key })
  await quiet()
  await replyToRequest(cast.engineer, { key, body: 'CANARY too late' })
  await drainOnce()
  await owner.query('UPDATE work.person SET disabled_at = now() WHERE id = $1', [cast.employee.id])
  await work()
  await owner.query('UPDATE work.person SET disabled_at = NULL WHERE id = $1', [cast.employee.id])
  expect(received).toEqual([])
  const { rows } = await owner.query(`SELECT outcome FROM work.delivery WHERE outcome = 'not theirs to read'`)
  expect(rows).toHaveLength(1)
})

test('a mail server that says no is asked again, with the same Message-ID, until there is an end', async () => {
  const { key } = await ask()
  await quiet()
  await declineRequest(cast.engineer, { key, words: 'Because of the data.' })
  mailbox.refuseNext()
  await expect(work()).rejects.toThrow()
  expect(received).toEqual([])
  await work()
  expect(received).toHaveLength(1)
  expect(received[0]?.text).toContain('Because of the data.')
})

test('a past that is told by the sample or an import mails nobody', async () => {
  const { key } = await ask()
  await replyToRequest(cast.engineer, { key, body: 'Long ago' })
  await owner.query(`UPDATE work.outbox SET at = at - interval '30 days' WHERE handled_at IS NULL`)
  await work()
  expect(received).toEqual([])
})

test('without a mail server nothing leaves and the delivery says so', async () => {
  const { key } = await ask()
  await quiet()
  await takeRequest(cast.engineer, { key })
  const before = process.env.SMTP_URL
  const from = process.env.MAIL_FROM
  delete process.env.SMTP_URL
  delete process.env.MAIL_FROM
  forgetSettings()
  await work()
  process.env.SMTP_URL = before
  process.env.MAIL_FROM = from
  forgetSettings()
  const { rows } = await owner.query(`SELECT sent_at FROM work.delivery WHERE outcome = 'no mail set'`)
  expect(rows).toEqual([{ sent_at: null }])
})

test('a header takes no line end', async () => {
  await expect(
    sendMail({ to: 'a@daylight.example\r\nBcc: b@daylight.example', subject: 'x', text: '', id: '1' }),
  ).rejects.toThrow('line end')
  await expect(
    sendMail({ to: 'a@daylight.example', subject: 'x\nBcc: b@daylight.example', text: '', id: '1' }),
  ).rejects.toThrow('line end')
})

const to = () => mailbox.to()
const item = (more: object = {}) =>
  createItem(cast.lead, { title: 'Rotate the key', origin: 'small', audience: 'internal', ...more })

test('whoever watches an item hears of several changes in one mail, and whoever made them does not', async () => {
  const { key } = await item({ assignee: cast.engineer.id })
  await watchItem(cast.employee, { key, watch: true })
  await quiet()
  await updateItem(cast.engineer, { key, priority: 'high' })
  await drainOnce()
  await updateItem(cast.engineer, { key, due: '2027-03-31' })
  await work()
  expect(to()).toEqual(['employee@daylight.example', 'lead@daylight.example'])
  expect(received[0]?.subject).toBe(`${key} Rotate the key: 2 changes`)
  expect(received[0]?.text).toContain('Security engineer changed priority from “None” to “High”')
  expect(received[0]?.text).toContain('changed due to “2027-03-31”')
  received.length = 0
  await watchItem(cast.employee, { key, watch: false })
  await updateItem(cast.engineer, { key, priority: 'low' })
  await work()
  expect(to()).toEqual(['lead@daylight.example'])
})

test('what is said for the team is not mailed to colleagues who watch, and a name in it tells them nothing', async () => {
  const { key } = await item()
  await watchItem(cast.employee, { key, watch: true })
  await quiet()
  await commentOnItem(cast.engineer, { key, body: 'CANARY @employee', audience: 'private' })
  await work()
  expect(to()).toEqual(['lead@daylight.example'])
  received.length = 0
  await commentOnItem(cast.engineer, { key, body: 'Look, @employee', audience: 'internal' })
  await work()
  expect(received.map(({ subject }) => subject).sort()).toEqual([
    `${key} Rotate the key: Security engineer named you`,
    `${key} Rotate the key: Security engineer said something`,
  ])
})

test('a restricted item speaks to those who are named on it and to nobody else', async () => {
  const { key } = await item({ title: 'CANARY hidden', audience: 'restricted', named: [cast.engineer.id] })
  await watchItem(cast.engineer, { key, watch: true })
  await quiet()
  await commentOnItem(cast.lead, { key, body: 'Between two', audience: 'restricted' })
  await work()
  expect(to()).toEqual(['engineer@daylight.example'])
})

test('an item that was taken away from a watcher sends them nothing any more', async () => {
  const { key } = await item()
  await watchItem(cast.employee, { key, watch: true })
  await quiet()
  await updateItem(cast.engineer, { key, audience: 'private' })
  await updateItem(cast.engineer, { key, title: 'CANARY now hidden' })
  await work()
  expect(to()).toEqual(['lead@daylight.example'])
})

const vulnerability = (more: object = {}) =>
  item({
    title: 'Old importer',
    origin: 'bug',
    type: 'vulnerability',
    stage: 'reported',
    severity: 'low',
    ...more,
  })
const acceptance = (key: string) => ({
  kind: 'acceptance' as const,
  key,
  why: 'It goes away in spring.',
  mitigations: 'It is switched off.',
  effort: 'Weeks.',
  reviewOn: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
})

test('those who may decide on a risk are asked by mail, and who asked hears what came of it', async () => {
  const { key } = await vulnerability()
  await quiet()
  const asked = await askRisk(cast.engineer, acceptance(key))
  await work()
  expect(to()).toEqual(['lead@daylight.example'])
  expect(received[0]?.subject).toContain('Security engineer asks to live with a risk')
  received.length = 0
  await quiet()
  await decideRisk(cast.lead, { ...asked, decision: 'refused', words: 'A day of work mends it.' })
  await work()
  expect(to()).toEqual(['engineer@daylight.example'])
  expect(received[0]?.text).toContain('A day of work mends it.')
})

test('an accepted risk comes back on its day, once, to its people alone, restricted ones too', async () => {
  for (const more of [{}, { audience: 'restricted', named: [cast.engineer.id] }]) {
    const { key } = await vulnerability({ ...more, assignee: cast.lead.id })
    const asked = await askRisk(cast.engineer, acceptance(key))
    await decideRisk(cast.lead, { ...asked, decision: 'granted', words: 'Until the spring.' })
    await quiet()
    await reviews({}, { last: false, add: async () => undefined })
    await work()
    expect(received).toEqual([])
    await owner.query('ALTER TABLE work.risk_decision DISABLE TRIGGER risk_as_asked')
    await owner.query('UPDATE work.risk_decision SET review_on = current_date WHERE id = $1', [asked.id])
    await owner.query('ALTER TABLE work.risk_decision ENABLE TRIGGER risk_as_asked')
    for (const _ of [1, 2]) await reviews({}, { last: false, add: async () => undefined })
    await work()
    expect(to()).toEqual(['engineer@daylight.example', 'lead@daylight.example'])
    expect(received[0]?.subject).toContain('is to be looked at again')
    received.length = 0
  }
  const lines = await owner.query("SELECT FROM work.audit_line WHERE command = 'risk.remind'")
  expect(lines.rowCount).toBe(2)
})

test('tidying takes forgotten files and old keys, and leaves fresh ones', async () => {
  const file = (age: string) =>
    owner.query(
      `INSERT INTO work.file (id, name, kind, size, sha256, uploader_id, created_at) VALUES (gen_random_uuid(), $1::text, 'x', 1, '', $2, now() - ($1::text)::interval)`,
      [age, cast.employee.id],
    )
  await file('20 days')
  await file('1 hour')
  await tidy({}, { last: false, add: async () => undefined })
  const { rows } = await owner.query('SELECT name FROM work.file')
  expect(rows).toEqual([{ name: '1 hour' }])
})

test('a serving process does all of this by itself, and stops cleanly', async () => {
  const { key } = await ask()
  await takeRequest(cast.engineer, { key })
  await quiet()
  await startBackground({ tasks })
  await replyToRequest(cast.engineer, { key, body: 'By itself.' })
  for (let n = 0; n < 100 && received.length === 0; n++) await sleep(100)
  await stopBackground()
  expect(received).toHaveLength(1)
  const { rows } = await owner.query('SELECT count(*)::int AS n FROM work.audit_waiting')
  expect(rows[0].n).toBeLessThan(5)
})
