// What is done to many items at once is one mail to each of their people, never hundreds, and nothing of it is lost.
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { letIn, type Cast } from '../instruments/cast'
import { openMailbox, type Mailbox } from '../instruments/mailbox'
import { closeClients } from '../kernel/db'
import type { Job } from '../kernel/jobs'
import { ranks } from '../kernel/rank'
import { changeManyItems, createItem, moveItem, moveItems, undoManyItems, updateItem } from '../items'
import { drain, drainOnce } from './drain'
import { tasks } from './tasks'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
const cast = {} as Pick<Cast, 'lead' | 'analyst' | 'engineer' | 'employee'>
let mailbox: Mailbox

beforeAll(async () => {
  mailbox = await openMailbox()
  await owner.connect()
  Object.assign(cast, await letIn(owner, ['lead', 'analyst', 'engineer', 'employee']))
})

afterAll(async () => {
  await closeClients()
  await owner.end()
  await mailbox.close()
})

beforeEach(async () => {
  await quiet()
  mailbox.received.length = 0
})

/** Runs everything once, as the queue would. */
async function work() {
  const added: [string, object][] = []
  const job: Job = { last: false, add: async (task, payload) => void added.push([task, payload]) }
  await drain({}, job)
  for (const [task, payload] of added) await tasks[task]!(payload, job)
}

/** What earlier tests told is told. */
async function quiet() {
  await owner.query('UPDATE work.outbox SET handled_at = now() WHERE handled_at IS NULL')
  await owner.query(`UPDATE work.delivery SET outcome = 'over' WHERE outcome IS NULL`)
}

const item = (more: object = {}) =>
  createItem(cast.lead, { title: 'Rotate the key', origin: 'small', audience: 'internal', ...more })

test(
  'one change of five hundred items is one mail to each follower, of what that follower may see',
  { timeout: 120_000 },
  async () => {
    const last = (await owner.query('SELECT max(rank) AS rank FROM work.item')).rows[0].rank
    await owner.query(
      `INSERT INTO work.item (id, key, title, origin, rank, audience, reporter_id, assignee_id)
     SELECT gen_random_uuid(), 'SEC-' || 5000 + n, 'Swept ' || n, 'small', rank, CASE WHEN n <= 3 THEN 'internal' ELSE 'private' END, $1, $2
     FROM unnest($3::text[]) WITH ORDINALITY AS r(rank, n)`,
      [cast.lead.id, cast.engineer.id, ranks(last, null, 500)],
    )
    const keys = Array.from({ length: 500 }, (_, n) => `SEC-${5001 + n}`)
    // Somebody who watched all of them when they were everybody's, and may see three by now.
    await owner.query(
      `INSERT INTO work.watch (item_id, person_id, at) SELECT id, $1, now() FROM work.item WHERE key = ANY ($2)`,
      [cast.employee.id, keys],
    )
    await quiet()
    await changeManyItems(cast.analyst, { keys, changes: { priority: 'high' } })
    await work()
    expect(mailbox.to()).toEqual([
      'employee@daylight.example',
      'engineer@daylight.example',
      'lead@daylight.example',
    ])
    const [few, all] = ['employee', 'lead'].map((who) =>
      mailbox.received.find((each) => each.to && 'text' in each.to && each.to.text.startsWith(who))!,
    )
    expect(all!.subject).toBe('News of 500 items from Security analyst')
    expect(all!.text).toContain(
      'SEC-5050 Swept 50\n  Security analyst changed priority from “None” to “High”',
    )
    expect(all!.text).not.toContain('SEC-5051')
    expect(all!.text).toContain('and 450 more')
    expect(few!.subject).toBe('News of 3 items from Security analyst')
    expect(few!.text!.match(/SEC-\d+/g)!.toSorted()).toEqual(keys.slice(0, 3).flatMap((key) => [key, key]))
    expect(few!.text).not.toMatch(/more|497|SEC-5004/)
    mailbox.received.length = 0
    await work()
    expect(mailbox.received).toEqual([])
  },
)

test('what several people did to several items within two minutes is one mail, and one alone reads as before', async () => {
  const [a, b] = [await item({ title: 'Rotate the key' }), await item({ title: 'Write it down' })]
  await quiet()
  await updateItem(cast.engineer, { key: a.key, priority: 'high' })
  await drainOnce()
  await updateItem(cast.analyst, { key: b.key, priority: 'low' })
  await updateItem(cast.analyst, { key: b.key, due: '2027-03-31' })
  await work()
  expect(mailbox.received).toHaveLength(1)
  expect(mailbox.received[0]?.subject).toBe('News of 2 items')
  expect(mailbox.received[0]?.text).toContain(`${b.key} Write it down\n  Security analyst changed priority`)
  mailbox.received.length = 0
  await updateItem(cast.engineer, { key: a.key, priority: 'low' })
  await work()
  expect(mailbox.received.map(({ subject }) => subject)).toEqual([
    `${a.key} Rotate the key: Security engineer changed priority from “High” to “Low”`,
  ])
})

test('a mail of many that was cut off is sent again as the same mail; what could not be sent for days is given up', async () => {
  const keys = [(await item()).key, (await item()).key]
  await quiet()
  await changeManyItems(cast.engineer, { keys, changes: { priority: 'high' } })
  mailbox.refuseNext()
  await expect(work()).rejects.toThrow()
  expect(mailbox.received).toEqual([])
  await work()
  expect(mailbox.received.map(({ subject }) => subject)).toEqual(['News of 2 items from Security engineer'])
  // The process died after the mail server had it and before that was written down.
  await owner.query(
    `UPDATE work.delivery SET sent_at = NULL, outcome = NULL WHERE outcome = 'sent' AND outbox_id > (SELECT max(id) - 2 FROM work.outbox)`,
  )
  await work()
  expect(mailbox.received).toHaveLength(2)
  expect(mailbox.received[1]?.messageId).toBe(mailbox.received[0]?.messageId)
  await changeManyItems(cast.engineer, { keys, changes: { priority: 'low' } })
  await owner.query(
    `UPDATE work.outbox SET at = at - interval '4 days', told_at = told_at - interval '4 days' WHERE handled_at IS NULL`,
  )
  mailbox.refuseNext()
  await expect(work()).rejects.toThrow()
  await work()
  expect(mailbox.received).toHaveLength(2)
  const { rows } = await owner.query(
    `SELECT count(*)::int AS n FROM work.delivery WHERE outcome = 'could not be sent'`,
  )
  expect(rows[0].n).toBeGreaterThan(0)
})

test('another place in the order is nobody’s mail: not even a delivery is made', async () => {
  const keys = [(await item({ assignee: cast.engineer.id })).key, (await item()).key]
  await quiet()
  const waiting = async () =>
    (await owner.query('SELECT count(*)::int AS n FROM work.delivery WHERE outcome IS NULL')).rows[0].n
  const top = await moveItems(cast.analyst, { keys, before: null })
  await undoManyItems(cast.analyst, { commandId: top.id })
  await changeManyItems(cast.analyst, { keys, changes: { place: 'top' } })
  await moveItem(cast.analyst, { key: keys[0]!, before: keys[1]! })
  await drainOnce()
  expect(await waiting()).toBe(0)
  await moveItem(cast.analyst, { key: keys[0]!, status: 'ready' })
  await drainOnce()
  expect(await waiting()).toBe(2)
})
