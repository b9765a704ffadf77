// Random work of a team for the query language: few names, so that queries meet them, and things of every audience.
import fc from 'fast-check'
import type pg from 'pg'

export type ItemRow = {
  id: string
  key: string
  title: string
  description: string
  type: string
  origin: string
  status: string
  stage: string | null
  priority: string
  severity: string | null
  source: string | null
  estimate: number | null
  labels: string[]
  due: string | null
  rank: string
  audience: string
  assignee_id: string | null
  reporter_id: string | null
  parent_id: string | null
  iteration_id: string | null
  release_id: string | null
  blocked_reason: string | null
  checklist: { id: string; text: string; doneAt: string | null; doneById: string | null }[]
  blocked_at: string | null
  owner_team: string | null
  custom: Record<string, unknown>
  status_since: string
  created_at: string
  updated_at: string
  done_at: string | null
  archived_at: string | null
  goals: string[]
}

export type QueryWorld = {
  people: { id: string; name: string; email: string }[]
  goals: { id: string; slug: string; title: string; audience: string }[]
  releases: { id: string; slug: string; name: string; audience: string }[]
  iterations: { id: string; number: number; starts_on: string; ends_on: string; closed_at: string | null }[]
  items: ItemRow[]
  history: {
    id: number
    subject_id: string
    field: string
    was: unknown
    is: unknown
    person_id: string | null
    at: string
  }[]
  watches: { item_id: string; person_id: string }[]
  clocks: { item_id: string; name: string; due_at: string; met_at: string | null }[]
  named: { subject_id: string; person_id: string }[]
  comments: { id: string; item_id: string; author_id: string; audience: string; mentions: string[] }[]
}

export const titles = [
  'Rotate the keys',
  'rotate THE keys',
  '100% of tokens',
  'a_b',
  'Über den Fluss',
  'Token in a log',
  'x',
]
export const labels = ['keys', 'Keys', 'a b', 'wontfix']
export const teams = ['Platform', 'platform', 'Mobile']
const stages = ['incoming', 'triaging', 'resolved']

/** The world that a seed stands for; `now` is the middle of its time. */
export function worldOf(seed: number, people: QueryWorld['people'], now: number): QueryWorld {
  let drawn = 0
  const pick = <T>(arbitrary: fc.Arbitrary<T>): T =>
    fc.sample(arbitrary, { numRuns: 1, seed: seed + drawn++ })[0]!
  const of = <T>(values: readonly T[]): T => pick(fc.constantFrom(...values))
  const maybe = <T>(values: readonly T[]): T | null => of([null, ...values])
  const some = <T>(values: readonly T[]): T[] => pick(fc.subarray([...values], { maxLength: 2 }))
  const uuid = () => pick(fc.uuid({ version: 4 }))
  /** Around now, often on the edges of a day. */
  const instant = () => {
    const days = pick(fc.integer({ min: -9, max: 2 }))
    const rest = of([0, 1, -1, 45_000_000, 66_600_000, 66_599_999])
    return new Date(Math.floor(now / 86_400_000) * 86_400_000 + days * 86_400_000 + rest).toISOString()
  }
  const dayOf = (days: number) => new Date(now + days * 86_400_000).toISOString().slice(0, 10)
  const persons = people.map(({ id }) => id)

  const goals = ['public', 'internal', 'private', 'private'].map((audience, n) => ({
    id: uuid(),
    slug: `goal-${n}`,
    title: `Goal ${n % 3}`,
    audience,
  }))
  const releases = ['internal', 'private', 'public'].map((audience, n) => ({
    id: uuid(),
    slug: `release-${n}`,
    name: `Release ${n % 2}`,
    audience,
  }))
  const iterations = [-3, -2, -1, 0, 1, 2].map((n) => ({
    id: uuid(),
    number: n + 4,
    starts_on: dayOf(n * 14),
    ends_on: dayOf(n * 14 + 13),
    closed_at: n < -1 ? new Date(now + (n + 1) * 14 * 86_400_000).toISOString() : null,
  }))
  const items: ItemRow[] = Array.from({ length: 40 }, (_, n) => {
    const blocked = maybe(['The vendor is silent', 'waits'])
    const done = of([true, false, false])
    return {
      id: uuid(),
      key: `SEC-${(n + 1) * 3}`,
      title: of(titles),
      description: of(['', 'About a token', ...titles]),
      type: of(['task', 'bug', 'epic', 'vulnerability']),
      origin: of(['small', 'bug', 'ask']),
      status: done ? 'done' : of(['backlog', 'ready', 'in-progress', 'in-review']),
      stage: maybe(stages),
      priority: of(['urgent', 'high', 'low', 'none']),
      severity: maybe(['critical', 'high', 'low', 'informational']),
      source: maybe(['scan', 'customer']),
      estimate: maybe([1, 2, 3, 5]),
      labels: some(labels),
      due: maybe([dayOf(-1), dayOf(0), dayOf(1), dayOf(9)]),
      rank: `a${of(['0', '1', 'A', 'z'])}${String(n).padStart(3, '0')}`,
      audience: of(['public', 'internal', 'internal', 'private', 'restricted']),
      assignee_id: maybe(persons),
      reporter_id: maybe(persons),
      parent_id: null,
      iteration_id: maybe(iterations.map(({ id }) => id)),
      release_id: maybe(releases.map(({ id }) => id)),
      blocked_reason: blocked,
      blocked_at: blocked === null ? null : instant(),
      checklist: of([[], [false], [true], [true, false], [true, true]]).map((isDone, point) => ({
        id: `p${point}`,
        text: 'Tell them',
        doneAt: isDone ? new Date(now).toISOString() : null,
        doneById: null,
      })),
      owner_team: maybe(teams),
      custom: Object.fromEntries(
        Object.entries({
          system: maybe(['api', 'site']),
          score: maybe([1, 2.5, 4]),
          agreed: maybe([dayOf(-1), dayOf(0), dayOf(2)]),
          contact: maybe(persons),
          areas: of([null, ['web'], ['web', 'mail'], ['mail']]),
        }).filter(([, value]) => value !== null),
      ),
      status_since: instant(),
      created_at: instant(),
      updated_at: instant(),
      done_at: done ? instant() : null,
      archived_at: of([null, null, null, null, new Date(now).toISOString()]),
      goals: some(goals.map(({ id }) => id)),
    }
  })
  for (const item of items) item.parent_id = of([null, null, ...items.map(({ id }) => id)])

  const pools: Record<string, (unknown | null)[]> = {
    status: ['backlog', 'ready', 'in-progress', 'in-review', 'done'],
    priority: ['urgent', 'high', 'low', 'none'],
    assignee: [null, ...persons],
    release: [null, ...releases.map(({ id }) => id)],
    parent: [null, ...items.map(({ id }) => id)],
    iteration: [null, ...iterations.map(({ id }) => id)],
    estimate: [null, 1, 2, 3],
    due: [null, dayOf(0), dayOf(1)],
    blocked: [null, 'waits', 'The vendor is silent'],
    goals: [[], ...goals.map(({ id }) => [id]), goals.slice(0, 2).map(({ id }) => id)],
    labels: [[], ['keys'], ['Keys', 'a b'], ['wontfix']],
    'custom.system': [null, 'api', 'site'],
    'custom.contact': [null, ...persons],
    'custom.areas': [null, ['web'], ['mail', 'web']],
    'custom.score': [null, 1, 2.5],
    title: titles,
  }
  const history: QueryWorld['history'] = []
  let next = 1
  for (const item of items) {
    if (of([true, true, false]))
      history.push({
        id: next++,
        subject_id: item.id,
        field: 'created',
        was: null,
        is: null,
        person_id: maybe(persons),
        at: item.created_at,
      })
    for (const [field, pool] of Object.entries(pools)) {
      const times = Array.from({ length: of([0, 0, 1, 2, 3]) }, instant).sort()
      for (const at of times)
        history.push({
          id: next++,
          subject_id: item.id,
          field,
          was: of(pool),
          is: of(pool),
          person_id: maybe(persons),
          at,
        })
    }
  }
  return {
    people,
    goals,
    releases,
    iterations,
    items,
    history,
    watches: items.flatMap(({ id }) => some(persons).map((person_id) => ({ item_id: id, person_id }))),
    clocks: items
      .filter(() => of([true, false, false]))
      .map(({ id }) => ({ item_id: id, name: 'fix', due_at: instant(), met_at: maybe([instant()]) })),
    named: items.flatMap(({ id }) => some(persons).map((person_id) => ({ subject_id: id, person_id }))),
    comments: items
      .flatMap(({ id }) => of([[], [id], [id, id]]))
      .map((item_id) => ({
        id: uuid(),
        item_id,
        author_id: of(persons),
        audience: of(['internal', 'internal', 'private', 'restricted']),
        mentions: some(persons),
      })),
  }
}

/** Puts a world in the place of what was there. */
export async function fill(owner: pg.Client, world: QueryWorld): Promise<void> {
  await owner.query(`DELETE FROM work.history; DELETE FROM work.watch; DELETE FROM work.item_clock; DELETE FROM work.comment; DELETE FROM work.named_person;
    DELETE FROM work.item_goal; UPDATE work.item SET parent_id = NULL; DELETE FROM work.item; DELETE FROM work.goal;
    DELETE FROM work.release; DELETE FROM work.iteration`)
  const put = (table: string, columns: string, rows: object[]) =>
    owner.query(
      `INSERT INTO work.${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::work.${table}, $1)`,
      [JSON.stringify(rows)],
    )
  const stamp = new Date(0).toISOString()
  await put(
    'goal',
    'id, slug, title, audience, updated_at',
    world.goals.map((each) => ({ ...each, updated_at: stamp })),
  )
  await put('release', 'id, slug, name, audience', world.releases)
  await put('iteration', 'id, number, starts_on, ends_on, closed_at', world.iterations)
  const bare = world.items.map(({ goals: _, ...item }) => ({ ...item, parent_id: null }))
  await put('item', Object.keys(bare[0]!).join(', '), bare)
  for (const { id, parent_id } of world.items)
    if (parent_id !== id)
      await owner.query('UPDATE work.item SET parent_id = $2 WHERE id = $1', [id, parent_id])
    else await owner.query('UPDATE work.item SET parent_id = $1 WHERE id = $1', [id])
  await put(
    'item_goal',
    'item_id, goal_id',
    world.items.flatMap(({ id, goals }) => goals.map((goal_id) => ({ item_id: id, goal_id }))),
  )
  await put(
    'history',
    'id, kind, subject_id, field, was, "is", person_id, at, command, command_id',
    world.history.map((row) => ({
      ...row,
      kind: 'item',
      command: 'item.update',
      command_id: row.subject_id,
    })),
  )
  await put(
    'watch',
    'item_id, person_id, at',
    world.watches.map((row) => ({ ...row, at: stamp })),
  )
  await put(
    'item_clock',
    'id, item_id, name, target_days, started_at, due_at, met_at',
    world.clocks.map((clock) => ({ ...clock, id: clock.item_id, target_days: 3, started_at: stamp })),
  )
  await put('named_person', 'subject_id, person_id', world.named)
  await put(
    'comment',
    'id, item_id, author_id, body, audience, created_at, version',
    world.comments.map((each) => ({ ...each, body: 'See above.', created_at: stamp, version: 1 })),
  )
  await put(
    'mention',
    'comment_id, person_id, at',
    world.comments.flatMap(({ id, mentions }) =>
      mentions.map((person_id) => ({ comment_id: id, person_id, at: stamp })),
    ),
  )
}
