// A command as a small room would write one, and what it promises: all there or nothing, once, and never over somebody's words.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { isHouse, isTeam, type Asker } from './audience'
import { command, tooLate } from './command'
import { closeClients } from './db'
import { makeWorld, people, things } from './db/walls-world'
import { orNotFound, Refusal } from './errors'
import { atTime } from './now'
import { line } from './text'

let owner: pg.Client

beforeAll(async () => {
  owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
  await owner.connect()
  await makeWorld(owner)
})
beforeEach(() => owner.query('TRUNCATE work.history, work.outbox, work.delivery, work.idempotency'))
afterAll(async () => {
  await closeClients()
  await owner.end()
})

const security: Asker = { kind: 'person', id: people.security }
const employee: Asker = { kind: 'person', id: people.employee }

const addGoal = command({
  name: 'test.add-goal',
  input: z.strictObject({ title: line(100), then: z.string().optional() }),
  may: (viewer) => isHouse(viewer) || 'Goals are the security team’s to set.',
  async run({ tx, input, now, note }) {
    const id = randomUUID()
    await tx.goal.create({ data: { id, slug: id, title: input.title, createdAt: now } })
    note.created({ kind: 'goal', id, version: 1 })
    note.detail({ length: input.title.length })
    if (input.then) throw new Error(input.then)
    return { id }
  },
  replay: ({ tx, id }) => tx.goal.findFirst({ where: { id }, select: { id: true } }),
})

const renameGoal = command({
  name: 'test.rename-goal',
  input: z.strictObject({ id: z.uuid(), version: z.int(), title: line(100) }),
  may: isTeam,
  async run({ tx, input, note }) {
    const goal = orNotFound(await tx.goal.findFirst({ where: { id: input.id } }))
    const { count } = await tx.goal.updateMany({
      where: { id: input.id, version: input.version },
      data: { title: input.title, version: { increment: 1 } },
    })
    if (count === 0) throw await tooLate(tx, { kind: 'goal', id: input.id, since: input.version })
    note.changed(
      { kind: 'goal', id: input.id, version: input.version + 1 },
      { before: goal, after: { ...goal, title: input.title }, fields: ['title', 'health'] },
    )
    return { id: input.id }
  },
})

async function recorded(commandName: string) {
  const { rows } = await owner.query<Record<'history' | 'lines' | 'waiting' | 'news', number>>(
    `SELECT (SELECT count(*)::int FROM work.history WHERE command = $1) AS history, (SELECT count(*)::int FROM work.audit_line WHERE command = $1) AS lines,
      (SELECT count(*)::int FROM work.audit_waiting w JOIN work.audit_line l ON l.id = w.line_id WHERE l.command = $1) AS waiting,
      (SELECT count(*)::int FROM work.outbox) AS news`,
    [commandName],
  )
  return rows[0]!
}

async function refusal(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(Refusal)
  return error as Refusal
}

test('a change, its history, its audit line and its news are there together', async () => {
  const before = await recorded('test.add-goal')
  const { id } = await addGoal(security, { title: 'Fewer secrets in code' })
  const { rows } = await owner.query(
    `SELECT g.title, h.field, h.person_id AS who, l.role, l.via, l.kind, l.detail, o.event, o.version, l.command_id = h.command_id AS same
     FROM work.goal g JOIN work.history h ON h.subject_id = g.id JOIN work.audit_line l ON l.subject_id = g.id JOIN work.outbox o ON o.subject_id = g.id WHERE g.id = $1`,
    [id],
  )
  expect(rows).toEqual(
    [
      {
        title: 'Fewer secrets in code',
        field: 'created',
        who: people.security,
        role: 'security',
        via: 'form',
        kind: 'goal',
        detail: '{"length": 21}',
        event: 'goal.created',
        version: 1,
        same: true,
      },
    ].map((row) => ({ ...row, detail: expect.stringMatching(/^\{"length": ?21\}$/) })),
  )
  expect((await recorded('test.add-goal')).waiting).toBe(before.waiting + 1)
})

test('of a command that fails half-way nothing is left', async () => {
  const before = await recorded('test.add-goal')
  await expect(addGoal(security, { title: 'Half', then: 'the disk is on fire' })).rejects.toThrow(
    'the disk is on fire',
  )
  expect(await recorded('test.add-goal')).toEqual(before)
  expect((await owner.query(`SELECT FROM work.goal WHERE title = 'Half'`)).rowCount).toBe(0)
})

test('a failed command with a key leaves no key, so that the retry does the work', async () => {
  const options = { idempotencyKey: 'retry' }
  await expect(addGoal(security, { title: 'Retried', then: 'no' }, options)).rejects.toThrow('no')
  await addGoal(security, { title: 'Retried' }, options)
  expect((await owner.query(`SELECT FROM work.goal WHERE title = 'Retried'`)).rowCount).toBe(1)
})

test('who may not is told so, and who is nobody is asked to sign in', async () => {
  expect(await refusal(addGoal(employee, { title: 'Mine' }))).toMatchObject({
    code: 'not-allowed',
    message: 'Goals are the security team’s to set.',
  })
  expect(await refusal(addGoal({ kind: 'visitor' }, { title: 'Mine' }))).toMatchObject({ code: 'signed-out' })
  expect(await refusal(addGoal({ kind: 'person', id: randomUUID() }, { title: 'Mine' }))).toMatchObject({
    code: 'signed-out',
  })
})

test('what is wrong with the input is said by field, before anything is opened', async () => {
  expect(await refusal(addGoal(security, { title: ' ' }))).toMatchObject({
    code: 'invalid',
    fields: [{ path: 'title' }],
  })
  const unknown = { title: 'x', audience: 'public' } as { title: string }
  expect(await refusal(addGoal(security, unknown))).toMatchObject({
    code: 'invalid',
    fields: [{ path: 'audience', message: 'This field is not known here.' }],
  })
  const operator = { title: { not: '' } } as unknown as { title: string }
  expect(await refusal(addGoal(security, operator))).toMatchObject({
    code: 'invalid',
    fields: [{ path: 'title' }],
  })
})

test('only fields that differ make history, with what they were and are', async () => {
  const { id } = await addGoal(security, { title: 'Before' })
  await renameGoal(security, { id, version: 1, title: 'After' })
  const { rows } = await owner.query(
    `SELECT field, was, "is" FROM work.history WHERE subject_id = $1 AND command = 'test.rename-goal'`,
    [id],
  )
  expect(rows).toEqual([{ field: 'title', was: 'Before', is: 'After' }])
})

test('twenty equal requests at once make one thing, and every retry answers that one', async () => {
  const options = { idempotencyKey: 'one-click-too-many', via: 'api' }
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, () => addGoal(security, { title: 'Once' }, options)),
  )
  const { rows } = await owner.query<{ id: string }>(`SELECT id FROM work.goal WHERE title = 'Once'`)
  expect(rows).toHaveLength(1)
  for (const result of results) {
    if (result.status === 'fulfilled') expect(result.value.id).toBe(rows[0]!.id)
    else expect(result.reason).toMatchObject({ code: 'conflict' })
  }
  expect(results.some((result) => result.status === 'fulfilled')).toBe(true)
  expect((await addGoal(security, { title: 'Once' }, options)).id).toBe(rows[0]!.id)
  expect(await recorded('test.add-goal')).toMatchObject({ history: 1, news: 1 })
})

test('the same key with another body is refused, and another person’s same key is another key', async () => {
  const options = { idempotencyKey: 'shared' }
  const first = await addGoal(security, { title: 'First' }, options)
  expect(await refusal(addGoal(security, { title: 'Second' }, options))).toMatchObject({
    code: 'invalid',
    fields: [{ path: 'Idempotency-Key' }],
  })
  const other = await addGoal({ kind: 'person', id: people.admin }, { title: 'First' }, options)
  expect(other.id).not.toBe(first.id)
})

test('a replay is authorised anew: what is out of sight by then is not answered', async () => {
  const options = { idempotencyKey: 'later' }
  const { id } = await addGoal(security, { title: 'Later' }, options)
  await owner.query(`UPDATE work.person SET role = 'employee' WHERE id = $1`, [people.security])
  try {
    expect(await refusal(addGoal(security, { title: 'Later' }, options))).toMatchObject({
      code: 'not-allowed',
    })
    await owner.query(`UPDATE work.person SET disabled_at = now() WHERE id = $1`, [people.security])
    expect(await refusal(addGoal(security, { title: 'Later' }, options))).toMatchObject({
      code: 'signed-out',
    })
  } finally {
    await owner.query(`UPDATE work.person SET role = 'security', disabled_at = NULL WHERE id = $1`, [
      people.security,
    ])
  }
  await owner.query(`DELETE FROM work.goal WHERE id = $1`, [id])
  expect(await refusal(addGoal(security, { title: 'Later' }, options))).toMatchObject({ code: 'not-found' })
})

test('whoever comes late hears who changed what', async () => {
  const { id } = await addGoal(security, { title: 'Contested' })
  await renameGoal({ kind: 'person', id: people.admin }, { id, version: 1, title: 'By the admin' })
  const late = await refusal(renameGoal(security, { id, version: 1, title: 'By security' }))
  expect(late.code).toBe('stale')
  expect(late.message).toMatch(/^admin changed title since you opened it \(you had version 1\)/)
  // What was changed before is no news to somebody who had seen it.
  await renameGoal(security, { id, version: 2, title: 'Agreed' })
  const later = await refusal(
    renameGoal({ kind: 'person', id: people.admin }, { id, version: 2, title: 'By the admin again' }),
  )
  expect(later.message).toMatch(/^security changed title since/)
})

test('of fifty writers of one field one wins, and the others hear that they came late', async () => {
  const { id } = await addGoal(security, { title: 'Start' })
  const results = await Promise.allSettled(
    Array.from({ length: 50 }, (_, n) => renameGoal(security, { id, version: 1, title: `Writer ${n}` })),
  )
  const won = results.flatMap((result, n) => (result.status === 'fulfilled' ? [n] : []))
  expect(won).toHaveLength(1)
  for (const result of results)
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'stale' })
  const { rows } = await owner.query(`SELECT title, version FROM work.goal WHERE id = $1`, [id])
  expect(rows).toEqual([{ title: `Writer ${won[0]}`, version: 2 }])
  expect((await recorded('test.rename-goal')).history).toBe(1)
})

test('what a policy refuses is, for this viewer, not there', async () => {
  const touchHidden = command({
    name: 'test.touch-hidden',
    input: z.strictObject({}),
    may: isTeam,
    async run({ tx }) {
      await tx.$executeRaw`INSERT INTO work.item_goal (item_id, goal_id) VALUES (${things.itemRestricted}::uuid, ${things.goalPublic}::uuid)`
      return { id: things.itemRestricted }
    },
  })
  expect(await refusal(touchHidden(security, {}))).toMatchObject({
    code: 'not-found',
    message: 'There is nothing here.',
  })
})

test('the database’s own refusals reach a person as a sentence', async () => {
  const widen = command({
    name: 'test.widen',
    input: z.strictObject({}),
    may: isTeam,
    async run({ tx }) {
      await tx.goal.updateMany({ where: { id: things.goalPrivate }, data: { audience: 'public' } })
      return { id: things.goalPrivate }
    },
  })
  expect(await refusal(widen(security, {}))).toMatchObject({
    code: 'invalid',
    fields: [{ path: 'audience' }],
  })
})

test('whoever tells a past writes the past, in every record alike', async () => {
  const past = new Date('2026-03-04T05:06:07Z')
  const { id } = await atTime(past, () => addGoal(security, { title: 'Long ago' }))
  const { rows } = await owner.query(
    `SELECT g.created_at AS thing, h.at AS history, l.at AS line, o.at AS news, o.told_at > now() - interval '1 minute' AS told_now
     FROM work.goal g JOIN work.history h ON h.subject_id = g.id JOIN work.audit_line l ON l.subject_id = g.id JOIN work.outbox o ON o.subject_id = g.id WHERE g.id = $1`,
    [id],
  )
  expect(rows).toEqual([{ thing: past, history: past, line: past, news: past, told_now: true }])
})
