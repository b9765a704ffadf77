// Row 12: the questions that people ask all day, of a tracker of a thousand items and of one that is a hundred times as
// large. In this process and without HTTP, so that nothing but the questions is measured.
import { percentile } from '../counting'
import { growTo, makeTeam } from '../growth'
import { figure, note, quick } from '../results'
import { servingEnv, type Workspace } from '@/scripts/house/workspace'
import type { Asker } from '@/lib/kernel/audience'

const sizes = [1000, 10_000, 100_000]
const rounds = quick ? 6 : 20

/** As they are typed; each is read as its first page. */
const queries = [
  'assignee = me() AND status != done ORDER BY rank',
  'status = in-progress AND updated > -14d ORDER BY updated DESC',
  'priority IN (urgent, high) AND status != done ORDER BY due',
  'label = label-3 ORDER BY updated DESC',
  'goal = goal-3 AND status = ready',
  'iteration = currentIteration() ORDER BY rank',
  'title ~ scanner ORDER BY created DESC',
  'status changed after -3d ORDER BY updated DESC',
  'type = bug AND created > startOfWeek()',
  'key = OLD-500',
  'assignee IS EMPTY AND estimate >= 5 ORDER BY created DESC',
]

type Question = { name: string; ask: (asker: Asker) => Promise<unknown> }

/** Three trackers side by side and each question to all of them in turn, so that a busy moment falls on all three. */
export async function growth(open: () => Promise<readonly [Workspace, string]>) {
  const trackers = []
  for (const size of sizes) {
    const [workspace, dataDir] = await open()
    const people = await makeTeam(workspace.urls.owner, Math.max(size / 20, 60))
    await growTo(workspace.urls.owner, { from: 1, to: size, people })
    const env = { ...servingEnv(process.env, workspace), DATA_DIR: dataDir, LOG_LEVEL: 'error' }
    trackers.push({ env, asker: { kind: 'person', id: people[0]! } as Asker })
  }
  // Which database is meant is read from the environment with each question.
  Object.assign(process.env, trackers[0]!.env)
  const questions = await allQuestions()
  const times = sizes.map(() => new Map(questions.map(({ name }) => [name, [] as number[]])))
  for (let round = 0; round < rounds + 3; round += 1)
    for (const { name, ask } of questions)
      for (const [n, { env, asker }] of trackers.entries()) {
        Object.assign(process.env, env)
        const begun = performance.now()
        await ask(asker)
        // The first ones warm up.
        if (round >= 3) times[n]!.get(name)!.push(performance.now() - begun)
      }
  const all = times.map((each) => percentile([...each.values()].flat(), 95))
  const slow = times.map((each) => new Map([...each].map(([name, own]) => [name, percentile(own, 50)])))
  for (const { name } of questions) {
    const [first, , last] = slow.map((each) => each.get(name)!)
    console.log(
      `      ${name.padEnd(64)} ${slow.map((each) => figure(each.get(name)!).padStart(7)).join('')} ms  × ${(last! / first!).toFixed(1)}`,
    )
  }
  note({
    row: '12',
    measure: 'query set, p95 at 100,000 items against 1,000',
    product: all.at(-1)!,
    floor: all[0]!,
    unit: 'ms',
    goal: '≤ 1.5 × our 1,000',
    atMost: 1.5,
    words: `at 10,000: ${figure(all[1]!)} ms`,
  })
}

/** Rooms read their settings when they wake up, so they are imported once there are any. */
async function allQuestions(): Promise<Question[]> {
  const { boardCards, itemsWhere, listItems } = await import('@/lib/items')
  const { search } = await import('@/lib/search')
  const { drawReport } = await import('@/lib/reports')
  const { asViewer, Prisma } = await import('@/lib/kernel/db')
  const first = (text: string) => (asker: Asker) =>
    asViewer(asker, async (tx, viewer) => {
      const asked = await itemsWhere(tx, viewer, text)
      if (!asked.ok) throw new Error(`${text}: ${asked.problem.sentence}`)
      return tx.$queryRaw(Prisma.sql`
        SELECT i.key, i.title, i.status, i.priority, p.name FROM work.item i LEFT JOIN work.person p ON p.id = i.assignee_id
        WHERE i.archived_at IS NULL AND ${asked.where} ORDER BY ${asked.orderBy} LIMIT 51`)
    })
  return [
    ...queries.map((text) => ({ name: text, ask: first(text) })),
    { name: 'the board', ask: (asker) => boardCards(asker, {}) },
    { name: 'the backlog', ask: (asker) => listItems(asker, { status: 'backlog', limit: 100 }) },
    { name: 'search', ask: (asker) => search(asker, 'renew keys') },
    { name: 'report: flow', ask: (asker) => drawReport(asker, 'flow', { range: '30' }) },
    { name: 'report: cycle time', ask: (asker) => drawReport(asker, 'cycle-time', { range: '30' }) },
  ]
}
