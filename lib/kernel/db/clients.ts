// One pool a role, once a process. Nothing outside this folder holds a bare client: whoever wants `work` goes through
// `asViewer`, whoever wants `published` through `asAnyone`.
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client'
import { log } from '../log'
import { metrics } from '../metrics'

declare global {
  var __daylight_clients: Map<string, PrismaClient> | undefined
}

/** How many connections each role may hold at once; together with graphile-worker's they stay below 40 a process. */
const most = { app: 16, public: 4 }

function client(role: 'app' | 'public'): PrismaClient {
  const url = process.env[role === 'app' ? 'DATABASE_APP_URL' : 'DATABASE_PUBLIC_URL']
  if (!url) throw new Error(`DATABASE_${role.toUpperCase()}_URL is missing: start Daylight with npm start.`)
  const clients = (globalThis.__daylight_clients ??= new Map())
  const key = `${role} ${url}`
  let found = clients.get(key)
  if (!found) {
    const adapter = new PrismaPg(
      {
        connectionString: url,
        max: most[role],
        application_name: `daylight ${role}`,
        idleTimeoutMillis: 60_000,
        connectionTimeoutMillis: 10_000,
      },
      {
        onPoolError: (error) =>
          log().warn({ role, outcome: error.message }, 'an idle database connection was lost'),
        statementNameGenerator: ({ sql }) => {
          metrics().statements.inc({ role })
          return nameOf(sql)
        },
      },
    )
    found = new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 20_000 } })
    clients.set(key, found)
  }
  return found
}

/**
 * A name by which a connection keeps a statement's plan. The policies make most of a statement: planning takes several
 * times as long as reading. Whoever asks is a setting, read when the plan runs, so one plan serves everybody. Statements
 * that come once, and all beyond so many, are planned as they come; their name is the empty one.
 */
function nameOf(sql: string): string {
  const known = names.get(sql)
  if (known !== undefined) return known
  if (seenOnce.delete(sql)) {
    if (names.size < mostNames) names.set(sql, `d${names.size}`)
    return names.get(sql) ?? ''
  }
  if (seenOnce.size >= mostNames) seenOnce.clear()
  seenOnce.add(sql)
  return ''
}

const mostNames = 300
const names = new Map<string, string>()
const seenOnce = new Set<string>()

/** For this folder alone. */
export function appClient(): PrismaClient {
  return client('app')
}

/** For this folder alone. */
export function publicClient(): PrismaClient {
  return client('public')
}

/** Closes every pool: at the end of a process, and between tests that change databases. */
export async function closeClients(): Promise<void> {
  const clients = [...(globalThis.__daylight_clients?.values() ?? [])]
  globalThis.__daylight_clients?.clear()
  await Promise.all(clients.map((each) => each.$disconnect()))
}
