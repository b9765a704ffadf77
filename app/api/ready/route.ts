import { asAnyone, databaseAnswers } from '@/lib/kernel/db'

export const dynamic = 'force-dynamic'

const stopping = globalThis as typeof globalThis & { __daylight_stopping?: boolean }

/** May a balancer send people here? Not while stopping, not without the database, not before it is migrated. */
export async function GET() {
  const why = stopping.__daylight_stopping ? 'stopping' : await whyNot()
  return Response.json(why ? { ready: false, why } : { ready: true }, {
    status: why ? 503 : 200,
    headers: { 'cache-control': 'private, no-store', ...(why ? { 'retry-after': '1' } : {}) },
  })
}

async function whyNot(): Promise<string | null> {
  if (!(await databaseAnswers())) return 'the database does not answer'
  try {
    return (await asAnyone().publishedWorkspace.count()) === 1 ? null : 'the database is empty'
  } catch {
    return 'the database is not migrated'
  }
}
