// What a serving process does beside answering: it seals the audit log and does the queue's jobs, both woken by the same
// NOTIFY that live pages hear, and both by the clock as well, should a call be lost.
import { startSealer } from './audit'
import { startJobs, type Jobs, type Tasks } from './jobs'
import { hearing } from './live'
import { log } from './log'
import { closeMail } from './mail'

type Running = { stop(): Promise<void> }

declare global {
  var __daylight_background: Promise<Running> | undefined
}

/** How long news may gather before the outbox is drained. */
const gather = 150

/** Starts the sealer and the queue, once a process. `tasks` come from the rooms: lib/notifications/tasks.ts. */
export async function startBackground({ tasks = {} }: { tasks?: Tasks } = {}): Promise<void> {
  globalThis.__daylight_background ??= start(tasks)
  await globalThis.__daylight_background
}

/** No new jobs, then those that run are ended or given back. */
export async function stopBackground(): Promise<void> {
  const running = globalThis.__daylight_background
  globalThis.__daylight_background = undefined
  await (await running)?.stop()
}

async function start(tasks: Tasks): Promise<Running> {
  const sealer = startSealer()
  const jobs = await startJobs({
    tasks,
    everyMinute: ['drain', 'reviews', 'tidy'].filter((name) => name in tasks),
  })
  let timer: NodeJS.Timeout | null = null
  function wake() {
    sealer.wake()
    if (!('drain' in tasks)) return
    timer ??= setTimeout(() => {
      timer = null
      void addDrain(jobs)
    }, gather)
  }
  const deaf = hearing().add({ woken: wake })
  wake()
  return {
    async stop() {
      deaf()
      if (timer) clearTimeout(timer)
      await Promise.all([jobs.stop(), sealer.stop()])
      closeMail()
      await hearing().stop()
    },
  }
}

async function addDrain(jobs: Jobs) {
  try {
    await jobs.add('drain', {}, { jobKey: 'drain' })
  } catch (error) {
    // The clock calls for it within a minute.
    log().warn({ outcome: error instanceof Error ? error.message : 'unknown' }, 'the outbox waits')
  }
}
