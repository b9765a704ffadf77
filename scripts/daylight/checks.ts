// Is everything as it should be? Each of these answers with its exit code, so that a watcher can ask.
import { withDatabase } from '../house/connect'
import { json, table, type Command } from './command-line'

export const checks: Command[] = [
  {
    name: 'doctor',
    says: 'Looks at Node, database, roles, migrations, queue, audit log and disk, and says what is wrong.',
    options: { json },
    run: async ({ flag }) => {
      const { examine } = await import('./doctor')
      const found = await examine()
      if (flag('json')) console.log(JSON.stringify(found))
      else console.log(table(found.map(({ ok, what, words }) => [ok ? '  ok ' : '  NOT', what, words])))
      return found.every(({ ok }) => ok) ? 0 : 1
    },
  },
  {
    name: 'leak-check',
    says: 'Looks for hidden words in everything that is public, on live data, and prints what it looked at.',
    options: { seconds: { says: 'How long it may take; 60 unless said', value: 'seconds' }, json },
    run: ({ flag, value }) =>
      withDatabase(async () => {
        const { leakCheck } = await import('@/scripts/leak-check')
        const seconds = Number(value('seconds') ?? 60)
        const check = await leakCheck({
          json: flag('json'),
          seconds: Number.isFinite(seconds) && seconds > 0 ? seconds : 60,
        })
        return check.findings.length > 0 ? 1 : 0
      }),
  },
  {
    name: 'jobs',
    says: 'Lists what waits in the queue, and what was given up.',
    options: { json },
    run: ({ flag }) =>
      withDatabase(async (urls) => {
        const { listJobs } = await import('./jobs')
        const jobs = await listJobs(urls.jobs)
        if (flag('json')) console.log(JSON.stringify(jobs))
        else if (jobs.length === 0) console.log('Nothing waits.')
        else
          console.log(
            table([
              ['id', 'task', 'state', 'tries', 'due', 'last error'],
              ...jobs.map((job) => [
                job.id,
                job.task,
                job.state,
                `${job.attempts} of ${job.most}`,
                job.due,
                job.error ?? '',
              ]),
            ]),
          )
        return jobs.some(({ state }) => state === 'given up') ? 1 : 0
      }),
  },
]
