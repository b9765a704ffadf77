// Reports against a slow reference: a random team works for three months through the same commands as everybody, and what
// it did is kept beside it and counted by hand.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Asker } from '../kernel/audience'
import { closeClients } from '../kernel/db'
import { atTime } from '../kernel/now'
import { createGoal } from '../goals'
import { archiveItem, createItem, restoreItem, statuses, undoChange, updateItem, type Status } from '../items'
import { createIteration } from '../iterations'
import { drawReport, drawReports, reportNames, type ReportFilter } from '.'
import { diceFor } from './forecast'
import { addDays, bucketOf, daysBetween, percentilesOf } from './rules'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
const cast: Record<string, Asker> = {}
const dice = diceFor([11, 25])
const anyOf = (most: number) => Math.floor(dice() * most)

type Step = { at: Date; status: Status; archived: boolean; inside: boolean; estimate: number | null }
type Made = { key: string; at: Date; type: 'task' | 'bug'; goal: boolean; audience: string; steps: Step[] }
const made: Made[] = []
const iteration = { number: 0, starts: '', ends: '' }

const today = new Date().toISOString().slice(0, 10)
const dayOf = (at: Date) => at.toISOString().slice(0, 10)
const first = addDays(today, -100)
/** Midday-ish and never later than now. */
const instant = (day: number, n: number) => new Date(Date.parse(addDays(first, day)) + 3_600_000 + n * 60_000)

beforeAll(async () => {
  await owner.connect()
  for (const role of ['security', 'admin', 'sales']) {
    const { rows } = await owner.query<{ id: string }>(
      `INSERT INTO work.person (id, name, email, role) VALUES (gen_random_uuid(), $1, $1 || '@daylight.example', $1) RETURNING id`,
      [role],
    )
    cast[role] = { kind: 'person', id: rows[0]!.id }
  }
  const { slug } = await createGoal(cast.security!, { title: 'Second factor', problem: 'None' })
  iteration.starts = addDays(today, -20)
  iteration.ends = addDays(today, -7)
  iteration.number = (
    await atTime(instant(70, 0), () =>
      createIteration(cast.security!, { startsOn: iteration.starts, endsOn: iteration.ends }),
    )
  ).number
  for (let n = 0; n < 50; n += 1) await live(n, slug)
}, 60_000)

afterAll(async () => {
  await owner.end()
  await closeClients()
})

/** One item from the day it is made through a few things that happen to it. */
async function live(n: number, goal: string) {
  const began = anyOf(95)
  const type = anyOf(3) === 0 ? 'bug' : 'task'
  const withGoal = anyOf(3) === 0
  const audience = ['internal', 'private', 'restricted'][anyOf(3)] as 'internal' | 'private' | 'restricted'
  const begins = {
    status: statuses[anyOf(4) === 0 ? anyOf(5) : 0]!,
    estimate: anyOf(4) > 0 ? 1 + anyOf(8) : null,
    iteration: anyOf(3) === 0 ? iteration.number : null,
  }
  const at = instant(began, n)
  const who = cast.security!
  const { key } = await atTime(at, () =>
    createItem(who, {
      title: `Piece ${n}`,
      origin: type === 'bug' ? 'bug' : 'small',
      type,
      audience,
      goals: withGoal ? [goal] : [],
      ...begins,
    }),
  )
  const item: Made = { key, at, type, goal: withGoal, audience, steps: [] }
  made.push(item)
  let state: Step = {
    at,
    status: begins.status,
    archived: false,
    inside: begins.iteration !== null,
    estimate: begins.estimate,
  }
  item.steps.push(state)
  for (let day = began + anyOf(6); day < 100; day += 1 + anyOf(14)) {
    const now = instant(day, 100 + n + item.steps.length)
    const next = { ...state, at: now }
    const what = anyOf(10)
    if (state.archived) {
      if (what > 4) continue
      next.archived = false
      await atTime(now, () => restoreItem(who, { key }))
    } else if (what === 0) {
      next.archived = true
      await atTime(now, () => archiveItem(who, { key }))
    } else if (what === 1) {
      next.estimate = anyOf(2) === 0 ? null : 1 + anyOf(8)
      await atTime(now, () => updateItem(who, { key, estimate: next.estimate }))
    } else if (what === 2) {
      next.inside = !state.inside
      await atTime(now, () => updateItem(who, { key, iteration: next.inside ? iteration.number : null }))
    } else {
      next.status = statuses[anyOf(5)]!
      await atTime(now, () => updateItem(who, { key, status: next.status }))
    }
    item.steps.push(next)
    state = next
  }
}

/** How an item stood when a day ended. */
function onDay({ steps }: Made, day: string): Step | undefined {
  return steps.filter(({ at }) => dayOf(at) <= day).at(-1)
}

const last = ({ steps }: Made) => steps.at(-1)!
/** When it last came to the status it has. */
function since({ steps }: Made): Date {
  let at = steps[0]!.at
  for (const [n, step] of steps.entries()) if (n > 0 && step.status !== steps[n - 1]!.status) at = step.at
  return at
}
const isDone = (item: Made) => last(item).status === 'done' && !last(item).archived

const filters: [string, ReportFilter, (item: Made) => boolean][] = [
  ['everything', { range: 'all' }, () => true],
  ['90 days', { range: '90' }, () => true],
  ['30 days of the past', { range: '30', until: addDays(today, -10) }, () => true],
  ['bugs', { range: '180', type: 'bug' }, ({ type }) => type === 'bug'],
  [
    'a query',
    { range: '90', q: 'type = task AND goal IS EMPTY' },
    ({ type, goal }) => type === 'task' && !goal,
  ],
]

test.each(filters)('the flow of %s is what stood there when each day ended', async (_name, filter, fits) => {
  const { span, points } = await drawReport(cast.security!, 'flow', filter)
  expect(points).toHaveLength(span.starts.length)
  const own = made.filter(fits)
  let done: number | null = null
  for (const point of points) {
    const ends = span.bucket === 'day' ? point.start : [addDays(point.start, 6), span.to].toSorted()[0]!
    const states = own.map((item) => onDay(item, ends)).filter((step) => step && !step.archived)
    const count = (status: Status) => states.filter((step) => step!.status === status).length
    expect(point).toMatchObject({
      backlog: count('backlog'),
      ready: count('ready'),
      'in-progress': count('in-progress'),
      'in-review': count('in-review'),
    })
    // Done is counted from the beginning, so that only its changes can be compared.
    done ??= count('done') - point.done
    expect(point.done).toBe(count('done') - done)
  }
})

test.each(filters)(
  'cycle times of %s are counted from the first start to the last end',
  async (_name, filter, fits) => {
    const drawn = await drawReport(cast.security!, 'cycle-time', filter)
    const { span } = drawn
    const finished = made
      .filter(fits)
      .filter((item) => isDone(item) && dayOf(since(item)) >= span.from && dayOf(since(item)) <= span.to)
    const known = finished.flatMap((item) => {
      const start = item.steps.find(({ status }) => status === 'in-progress' || status === 'in-review')
      return start ? [{ key: item.key, days: (since(item).getTime() - start.at.getTime()) / 86_400_000 }] : []
    })
    expect(known.length).toBeGreaterThan(0)
    expect(new Map(drawn.items.map(({ key, days }) => [key, days]))).toEqual(
      new Map(known.map(({ key, days }) => [key, days])),
    )
    expect(drawn.percentiles).toEqual(percentilesOf(known.map(({ days }) => days)))
    expect(drawn.unknown).toBe(finished.length - known.length)
  },
)

test.each(filters)('weeks and months of %s hold what was finished in them', async (_name, filter, fits) => {
  const throughput = await drawReport(cast.security!, 'throughput', filter)
  const split = await drawReport(cast.security!, 'split', filter)
  const { span } = throughput
  const finished = made
    .filter(fits)
    .filter((item) => isDone(item) && dayOf(since(item)) >= span.from && dayOf(since(item)) <= span.to)
  for (const { start, done, points } of throughput.weeks) {
    const own = finished.filter((item) => bucketOf(dayOf(since(item)), 'week') === start)
    expect([done, points]).toEqual([
      own.length,
      own.reduce((sum, item) => sum + (last(item).estimate ?? 0), 0),
    ])
  }
  expect(throughput.weeks.reduce((sum, { done }) => sum + done, 0)).toBe(finished.length)
  const size = (item: Made) => (split.measure === 'points' ? (last(item).estimate ?? 0) : 1)
  for (const { start, goals, reactive } of split.months) {
    const own = finished.filter((item) => bucketOf(dayOf(since(item)), 'month') === start)
    const sum = (goal: boolean) =>
      own.filter((item) => item.goal === goal).reduce((all, item) => all + size(item), 0)
    expect([goals, reactive]).toEqual([sum(true), sum(false)])
  }
})

test('what is under way is shown by its age, against the stays of what has left its state', async () => {
  const { items, stays, total } = await drawReport(cast.security!, 'ageing', { range: 'all' })
  const open = made.filter(
    (item) => !last(item).archived && ['ready', 'in-progress', 'in-review'].includes(last(item).status),
  )
  expect(total).toBe(open.length)
  expect(new Set(items.map(({ key }) => key))).toEqual(new Set(open.map(({ key }) => key)))
  for (const { key, days } of items) {
    const item = open.find((each) => each.key === key)!
    expect(Math.abs(days - (Date.now() - since(item).getTime()) / 86_400_000)).toBeLessThan(0.01)
  }
  for (const status of ['ready', 'in-progress', 'in-review'] as const) {
    const left = made.flatMap(({ steps }) => {
      let entered = steps[0]!.at
      return steps.slice(1).flatMap((step, n) => {
        if (step.status === steps[n]!.status) return []
        const stay = steps[n]!.status === status ? [(step.at.getTime() - entered.getTime()) / 86_400_000] : []
        entered = step.at
        return stay
      })
    })
    expect(stays[status]?.counted ?? 0).toBe(left.length)
    const expected = percentilesOf(left)!
    for (const percent of ['p50', 'p85', 'p95'] as const)
      expect(stays[status]!.percentiles[percent]).toBeCloseTo(expected[percent], 6)
  }
})

test('the burn-up of an iteration holds what was in it when each day ended, and marks who came and went', async () => {
  const burnUp = (await drawReport(cast.security!, 'burn-up', { range: '30', iteration: iteration.number }))!
  expect(burnUp.points).toHaveLength(daysBetween(iteration.starts, iteration.ends) + 1)
  const size = (step: Step) => (burnUp.measure === 'points' ? (step.estimate ?? 0) : 1)
  const inside = (item: Made, day: string) => {
    const step = onDay(item, day)
    return step && step.inside && !step.archived ? step : null
  }
  for (const { day, scope, done, added, removed } of burnUp.points) {
    const steps = made.flatMap((item) => inside(item, day) ?? [])
    expect(scope).toBe(steps.reduce((sum, step) => sum + size(step), 0))
    expect(done).toBe(steps.reduce((sum, step) => sum + (step.status === 'done' ? size(step) : 0), 0))
    if (day === iteration.starts) continue
    const before = addDays(day, -1)
    const keys = (fits: (item: Made) => boolean) =>
      made
        .filter(fits)
        .map(({ key }) => key)
        .toSorted()
    expect(added.toSorted()).toEqual(keys((item) => !inside(item, before) && Boolean(inside(item, day))))
    expect(removed.toSorted()).toEqual(keys((item) => Boolean(inside(item, before)) && !inside(item, day)))
  }
})

test('the burn-up stands as it was on the last day that is asked for, and knows no iteration that began later', async () => {
  const until = addDays(iteration.starts, 4)
  const whole = (await drawReport(cast.security!, 'burn-up', { range: '30', iteration: iteration.number }))!
  for (const asked of [{ iteration: iteration.number }, {}]) {
    const then = (await drawReport(cast.security!, 'burn-up', { range: '30', until, ...asked }))!
    expect(then.number).toBe(iteration.number)
    expect(then.points).toEqual(whole.points.slice(0, 5))
  }
  const before = addDays(iteration.starts, -1)
  expect(await drawReport(cast.security!, 'burn-up', { range: '30', until: before })).toBeNull()
})

test('what was planned is compared with what was done, and what came in between is told apart', async () => {
  expect((await drawReport(cast.security!, 'planned', { range: '90' })).iterations).toEqual([])
  await owner.query(
    `UPDATE work.iteration SET started_at = created_at, closed_at = now() WHERE number = $1`,
    [iteration.number],
  )
  const keys = made.filter(({ audience }) => audience !== 'restricted').map(({ key }) => key)
  await owner.query(
    `INSERT INTO work.iteration_item (iteration_id, item_id, planned, points, at, outcome, outcome_at)
     SELECT n.id, i.id, i.key <> $3, 3, now(), CASE WHEN i.key IN ($1, $3) THEN 'done' ELSE 'carried' END, now()
     FROM work.iteration n, work.item i WHERE n.number = $4 AND i.key IN ($1, $2, $3)`,
    [keys[0], keys[1], keys[2], iteration.number],
  )
  const { measure, iterations } = await drawReport(cast.security!, 'planned', { range: '90' })
  expect(measure).toBe('points')
  expect(iterations).toMatchObject([
    { number: iteration.number, planned: 6, done: 3, extra: 3, running: false },
  ])
})

test('reports count only what their reader may see', async () => {
  const open = async (who: string) => {
    const { points } = await drawReport(cast[who]!, 'flow', { range: '90' })
    const { start: _, done: __, ...states } = points.at(-1)!
    return Object.values(states).reduce((sum, n) => sum + n, 0)
  }
  const standing = (fits: (item: Made) => boolean) =>
    made.filter((item) => fits(item) && !last(item).archived && last(item).status !== 'done').length
  expect(await open('security')).toBe(standing(() => true))
  // Nobody named the admin on a restricted item.
  expect(await open('admin')).toBe(standing(({ audience }) => audience !== 'restricted'))
  const { items } = await drawReport(cast.admin!, 'cycle-time', { range: 'all' })
  const restricted = made.filter(({ audience }) => audience === 'restricted').map(({ key }) => key)
  expect(items.filter(({ key }) => restricted.includes(key))).toEqual([])
})

test('what was opened again by mistake, and taken back, was finished once and in its week', async () => {
  const at = (day: string) => new Date(`${day}T10:00:00Z`)
  const [made, finished, opened] = [addDays(today, -40), addDays(today, -30), addDays(today, -12)]
  const { key } = await atTime(at(made), () =>
    createItem(cast.admin!, { title: 'Taken back', origin: 'small', labels: ['taken-back'] }),
  )
  await atTime(at(finished), () => updateItem(cast.admin!, { key, status: 'done' }))
  const reopened = await atTime(at(opened), () => updateItem(cast.admin!, { key, status: 'ready' }))
  await atTime(at(addDays(opened, 1)), () =>
    undoChange(cast.admin!, { key, field: 'status', version: reopened.version }),
  )
  const filter: ReportFilter = { range: '90', q: 'label = taken-back' }
  const { weeks } = await drawReport(cast.admin!, 'throughput', filter)
  expect(weeks.filter(({ done }) => done > 0)).toMatchObject([{ start: bucketOf(finished, 'week'), done: 1 }])
  const { points } = await drawReport(cast.admin!, 'flow', filter)
  expect(points.at(-1)!.done).toBe(1)
  const { items } = await drawReport(cast.admin!, 'cycle-time', filter)
  expect(items).toMatchObject([{ key, doneAt: at(finished), days: 10 }])
  // What the counting by hand knows nothing of is put away.
  await archiveItem(cast.admin!, { key })
})

test('what came from elsewhere without its changes was in the backlog until it came to where it stands', async () => {
  const { rows } = await owner.query<{ key: string }>(
    `INSERT INTO work.item (id, key, title, type, origin, status, status_since, done_at, created_at, rank, audience)
     VALUES (gen_random_uuid(), 'OLD-1', 'Came done', 'vulnerability', 'bug', 'done', $2, $2, $1, 'zzz1', 'private'),
            (gen_random_uuid(), 'OLD-2', 'Came open', 'vulnerability', 'bug', 'in-review', $2, NULL, $1, 'zzz2', 'private') RETURNING key`,
    [instant(50, 0), instant(60, 0)],
  )
  expect(rows).toHaveLength(2)
  const filter: ReportFilter = { range: '90', type: 'vulnerability' }
  const { points } = await drawReport(cast.security!, 'flow', filter)
  const on = (day: number) => points.find(({ start }) => start === addDays(first, day))
  expect(on(49)).toMatchObject({ backlog: 0, 'in-review': 0, done: 0 })
  expect(on(55)).toMatchObject({ backlog: 2, 'in-review': 0, done: 0 })
  expect(on(60)).toMatchObject({ backlog: 0, 'in-review': 1, done: 1 })
  const cycle = await drawReport(cast.security!, 'cycle-time', filter)
  expect(cycle).toMatchObject({ since: 'made', counted: 1, unknown: 0 })
  expect(cycle.items[0]!.days).toBeCloseTo(10, 5)
})

test('a query that is none is said where it is wrong, and counts nothing', async () => {
  const filter: ReportFilter = { range: 'all', q: 'status = somewhere' }
  const { problem, reports } = await drawReports(cast.security!, filter)
  expect(problem).toMatchObject({ from: 9 })
  expect(reports['cycle-time'].counted).toBe(0)
  await expect(drawReport(cast.security!, 'flow', filter)).rejects.toMatchObject({ code: 'invalid' })
})

test('the page and each file draw the same', async () => {
  const filter: ReportFilter = { range: 'all', items: 12, by: addDays(today, 40) }
  const { reports } = await drawReports(cast.security!, filter)
  for (const name of reportNames) {
    if (name === 'ageing') continue
    expect(await drawReport(cast.security!, name, filter)).toEqual(reports[name])
  }
  expect(reports.forecast).toMatchObject({ forecast: { items: 12 }, by: { day: filter.by } })
})
