import pg from 'pg'

export type ListedJob = {
  id: string
  task: string
  state: 'waits' | 'runs' | 'given up'
  attempts: number
  most: number
  due: string
  error: string | null
}

/** What is in the queue, given up first; at most 500. The queue holds ids and never text. */
export async function listJobs(jobsUrl: string): Promise<ListedJob[]> {
  const client = new pg.Client({ connectionString: jobsUrl, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    const { rows } = await client.query<Omit<ListedJob, 'due'> & { due: Date }>(
      `SELECT id::text, task_identifier AS task, attempts, max_attempts AS most, run_at AS due, left(last_error, 200) AS error,
         CASE WHEN attempts >= max_attempts AND locked_at IS NULL THEN 'given up' WHEN locked_at IS NOT NULL THEN 'runs' ELSE 'waits' END AS state
       FROM graphile_worker.jobs ORDER BY attempts >= max_attempts DESC, run_at, id LIMIT 500`,
    )
    return rows.map((row) => ({
      ...row,
      due: row.due.toISOString(),
      error: row.error?.split('\n')[0] ?? null,
    }))
  } finally {
    await client.end()
  }
}
