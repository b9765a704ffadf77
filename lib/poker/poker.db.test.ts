import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { letIn, type Cast } from '../instruments/cast'
import { asViewer, closeClients, Prisma } from '../kernel/db'
import { createItem, findItem, updateItem } from '../items'
import { createIteration } from '../iterations'
import { openRound, playHand, pokerSight, pokerTable, putAway, revealRound, settleRound, voteAgain } from '.'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
const cast = {} as Pick<Cast, 'lead' | 'engineer' | 'analyst' | 'employee'>

beforeAll(async () => {
  await owner.connect()
  Object.assign(cast, await letIn(owner, ['lead', 'engineer', 'analyst', 'employee']))
})
afterAll(async () => {
  await closeClients()
  await owner.end()
})
beforeEach(async () => {
  await owner.query('DELETE FROM work.named_person; DELETE FROM work.item; DELETE FROM work.iteration')
  await createIteration(cast.lead, { startsOn: '2026-11-30', endsOn: '2026-12-11' })
})

const nobodys = { code: 'not-found', message: 'There is nothing here.' }
type Fields = Partial<Parameters<typeof createItem>[1]>

async function item(fields: Fields = {}, by = cast.lead): Promise<string> {
  return (
    await createItem(by, { title: 'Rotate the signing keys', origin: 'small', iteration: 1, ...fields })
  ).key
}

async function onTable(fields: Fields = {}, by = cast.lead) {
  const key = await item(fields, by)
  const { id: round } = await openRound(by, { key, iteration: 1 })
  return { key, round }
}

/** What one person's connection can read of a round's hands at all. */
function readable(who: (typeof cast)['lead'], round: string) {
  return asViewer(who, (tx) =>
    tx.$queryRaw<{ points: number | null }[]>(
      Prisma.sql`SELECT points FROM work.poker_hand WHERE round_id = ${round}::uuid ORDER BY points NULLS LAST`,
    ),
  )
}

describe('hands', () => {
  test('are hidden from everybody else until they are shown, the opener and an admin included', async () => {
    const { round } = await onTable()
    await playHand(cast.engineer, { round, points: 8 })
    await playHand(cast.analyst, { round, points: null })
    expect(await readable(cast.lead, round)).toEqual([])
    expect(await readable(cast.engineer, round)).toEqual([{ points: 8 }])
    expect(await readable(cast.employee, round)).toEqual([])
    const seen = (await pokerTable(cast.lead, 1))!.round!
    expect(seen).toMatchObject({ shown: false, own: null, hands: [] })
    expect(seen.players.map(({ name }) => name)).toEqual(['Security analyst', 'Security engineer'])
    expect(JSON.stringify(seen)).not.toContain('points')
    expect((await pokerTable(cast.analyst, 1))!.round).toMatchObject({ own: { points: null }, hands: [] })
    await revealRound(cast.lead, { round })
    expect(await readable(cast.lead, round)).toEqual([{ points: 8 }, { points: null }])
    expect((await pokerTable(cast.lead, 1))!.round!.hands).toMatchObject([
      { name: 'Security analyst', points: null },
      { name: 'Security engineer', points: 8 },
    ])
  })

  test('are changed freely before, and never after', async () => {
    const { round } = await onTable()
    await playHand(cast.engineer, { round, points: 3 })
    await playHand(cast.engineer, { round, points: 5 })
    await revealRound(cast.engineer, { round })
    await expect(playHand(cast.engineer, { round, points: 1 })).rejects.toMatchObject({ code: 'conflict' })
    await expect(playHand(cast.analyst, { round, points: 1 })).rejects.toMatchObject({ code: 'conflict' })
    expect(await readable(cast.lead, round)).toEqual([{ points: 5 }])
  })

  test('that come at the moment of showing are in it, or are told that they come too late', async () => {
    const { round } = await onTable()
    await playHand(cast.lead, { round, points: 2 })
    const [late] = await Promise.allSettled([
      playHand(cast.engineer, { round, points: 8 }),
      revealRound(cast.lead, { round }),
    ])
    const shown = await readable(cast.analyst, round)
    expect(shown).toHaveLength(late.status === 'fulfilled' ? 2 : 1)
  })

  test('are of six cards, or of whoever cannot tell', async () => {
    const { round } = await onTable()
    await expect(playHand(cast.lead, { round, points: 4 as never })).rejects.toMatchObject({
      fields: [{ path: 'points' }],
    })
    for (const points of [1, 2, 3, 5, 8, 13, null] as const) await playHand(cast.lead, { round, points })
  })
})

describe('a round', () => {
  test('is settled with the item’s estimate in the same step, once it was shown', async () => {
    const { key, round } = await onTable()
    await expect(revealRound(cast.lead, { round })).rejects.toMatchObject({
      message: 'Nobody has played yet.',
    })
    await playHand(cast.engineer, { round, points: 5 })
    await expect(settleRound(cast.lead, { round, estimate: 5 })).rejects.toMatchObject({ code: 'conflict' })
    await revealRound(cast.analyst, { round })
    await settleRound(cast.lead, { round, estimate: 5 })
    expect(await findItem(cast.lead, key)).toMatchObject({ estimate: 5 })
    const table = (await pokerTable(cast.lead, 1))!
    expect(table).toMatchObject({ round: null, settled: [{ key, estimate: 5 }] })
    await expect(settleRound(cast.lead, { round, estimate: 3 })).rejects.toMatchObject({
      message: 'This round is over.',
    })
    expect(
      (await findItem(cast.lead, key))!.history.some(({ label }) => /estimate|points/i.test(label ?? '')),
    ).toBe(true)
  })

  test('with thirteen points and more on the table is not settled: it is split, or voted on again', async () => {
    const { key, round } = await onTable()
    await playHand(cast.engineer, { round, points: 13 })
    await playHand(cast.analyst, { round, points: 5 })
    await revealRound(cast.lead, { round })
    await expect(settleRound(cast.lead, { round, estimate: 8 })).rejects.toMatchObject({
      message: expect.stringContaining('Split it'),
    })
    await expect(settleRound(cast.lead, { round, estimate: 13 as never })).rejects.toMatchObject({
      fields: [{ path: 'estimate' }],
    })
    const { id: again } = await voteAgain(cast.lead, { round })
    expect((await pokerTable(cast.lead, 1))!.round).toMatchObject({
      id: again,
      key,
      shown: false,
      players: [],
    })
    await playHand(cast.engineer, { round: again, points: 8 })
    await revealRound(cast.lead, { round: again })
    await settleRound(cast.lead, { round: again, estimate: 8 })
    expect(await findItem(cast.lead, key)).toMatchObject({ estimate: 8 })
  })

  test('lies alone on its table until it is settled or put away', async () => {
    const { key, round } = await onTable()
    const other = await item()
    await expect(openRound(cast.engineer, { key: other, iteration: 1 })).rejects.toMatchObject({
      message: `${key} is on the table. Settle it or put it away first.`,
    })
    await expect(openRound(cast.engineer, { key })).rejects.toMatchObject({
      message: `${key} lies on a table already.`,
    })
    await putAway(cast.engineer, { round })
    await openRound(cast.engineer, { key: other, iteration: 1 })
    await updateItem(cast.lead, { key, status: 'done' })
    await expect(openRound(cast.engineer, { key })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('about an item that somebody cannot see is for them no round at all', async () => {
    const { key, round } = await onTable({ audience: 'restricted' }, cast.engineer)
    await playHand(cast.engineer, { round, points: 3 })
    expect((await pokerTable(cast.analyst, 1))!).toMatchObject({ round: null, waiting: [], settled: [] })
    for (const tried of [
      () => playHand(cast.analyst, { round, points: 3 }),
      () => revealRound(cast.analyst, { round }),
      () => voteAgain(cast.analyst, { round }),
      () => settleRound(cast.analyst, { round, estimate: 3 }),
      () => putAway(cast.analyst, { round }),
      () => openRound(cast.analyst, { key }),
    ])
      await expect(tried()).rejects.toMatchObject(nobodys)
    const heard = await asViewer(cast.analyst, (tx) => pokerSight.read(tx, [round]))
    expect(heard.size).toBe(0)
    // And it is in nobody's way.
    const open = await item()
    await openRound(cast.analyst, { key: open, iteration: 1 })
    expect((await pokerTable(cast.analyst, 1))!.round).toMatchObject({ key: open })
  })

  test('is the team’s: nobody else opens one, plays, or hears of it', async () => {
    const { key, round } = await onTable({ audience: 'internal' })
    for (const tried of [
      () => openRound(cast.employee, { key }),
      () => playHand(cast.employee, { round, points: 3 }),
      () => revealRound(cast.employee, { round }),
    ])
      await expect(tried()).rejects.toMatchObject({ code: 'not-allowed' })
    expect((await asViewer(cast.employee, (tx) => pokerSight.read(tx, [round]))).size).toBe(0)
    expect((await asViewer(cast.analyst, (tx) => pokerSight.read(tx, [round]))).get(round)).toEqual({
      name: round,
      data: { name: round, version: 1, iteration: 1 },
    })
  })
})

test('the table shows what waits, without an estimate first, and no epic', async () => {
  const [told, open] = [await item({ estimate: 3 }), await item()]
  await item({ type: 'epic' })
  await item({ iteration: null })
  expect((await pokerTable(cast.lead, 1))!.waiting.map(({ key }) => key)).toEqual([open, told])
  expect(await pokerTable(cast.lead, 99)).toBeNull()
})
