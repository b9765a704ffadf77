// Work that may follow later. The queue lives in PostgreSQL and belongs to a role that can do nothing else; it holds ids,
// never text. What a job is and does is handed in by the rooms (lib/notifications/tasks.ts), which the kernel does not know.
import { Logger, run, type AddJobFunction, type Runner } from 'graphile-worker'
import pg from 'pg'
import { log } from './log'

/** `later`: seconds to wait, so that what follows meanwhile is told along with it. */
export type JobOptions = { jobKey?: string; later?: number }

export type Job = {
  /** Puts another job into the queue, once for the same `jobKey`. */
  add(task: string, payload: object, options?: JobOptions): Promise<void>
  /** Is this the last time that it is tried? */
  last: boolean
}

/** What is done for a job's payload. It may run twice for the same payload and must then do nothing the second time. */
export type Task = (payload: unknown, job: Job) => Promise<void>

export type Tasks = Record<string, Task>

export type Jobs = {
  add(task: string, payload: object, options?: JobOptions): Promise<void>
  stop(): Promise<void>
}

/** Polls the queue and does its jobs until stopped. `everyMinute` names tasks that the clock calls for. */
export async function startJobs({
  tasks,
  everyMinute,
}: {
  tasks: Tasks
  everyMinute: string[]
}): Promise<Jobs> {
  const url = process.env.DATABASE_JOBS_URL
  if (!url) throw new Error('DATABASE_JOBS_URL is missing: start Daylight with npm start.')
  const pool = new pg.Pool({ connectionString: url, max: 5, application_name: 'daylight jobs' })
  pool.on('error', (error) =>
    log().warn({ outcome: error.message }, 'an idle connection of the queue was lost'),
  )
  pool.on('connect', (client) => client.on('error', () => undefined))
  const runner: Runner = await run({
    pgPool: pool,
    schema: 'graphile_worker',
    concurrency: 3,
    noHandleSignals: true,
    pollInterval: 2000,
    crontab: everyMinute
      .map((name) => `* * * * * ${name} ?jobKey=${name}&jobKeyMode=preserve_run_at`)
      .join('\n'),
    logger: quietly(),
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [
        name,
        (payload, helpers) =>
          task(payload, {
            add: (...job) => addTo(helpers.addJob, ...job),
            last: helpers.job.attempts >= helpers.job.max_attempts,
          }),
      ]),
    ),
  })
  return {
    add: (task, payload, options) => addTo(runner.addJob, task, payload, options),
    async stop() {
      await runner.stop().catch(() => undefined)
      await pool.end()
    },
  }
}

// A job that waits is enough; one that runs may have read before the news, so a new one follows it.
async function addTo(
  addJob: AddJobFunction,
  task: string,
  payload: object,
  { jobKey, later }: JobOptions = {},
): Promise<void> {
  await addJob(task, payload, {
    maxAttempts: 12,
    ...(later ? { runAt: new Date(Date.now() + later * 1000) } : {}),
    ...(jobKey ? { jobKey, jobKeyMode: 'preserve_run_at' } : {}),
  })
}

function quietly(): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') log().error({ outcome: message.slice(0, 500) }, 'a job failed')
    else if (level === 'warning') log().warn({ outcome: message.slice(0, 500) }, 'the queue')
  })
}
