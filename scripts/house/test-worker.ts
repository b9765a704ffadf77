// Before each file of database tests: a fresh copy of the migrated database, and its addresses in the environment, where
// lib/kernel looks for them. One database a worker, new for every file, so that no file meets what another left.
import { inject } from 'vitest'
import { forgetSettings } from '@/lib/kernel/settings'
import '@/lib/wiring'
import { copyDatabase } from './test-copy'

const { urls, superuserUrl, secret, dataDir } = inject('database')
const name = `worker_${process.env.VITEST_POOL_ID ?? '1'}`

await copyDatabase({ superuserUrl, name })

const at = (url: string) => {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}
Object.assign(process.env, {
  DATABASE_APP_URL: at(urls.app),
  DATABASE_PUBLIC_URL: at(urls.public),
  DATABASE_JOBS_URL: at(urls.jobs),
  DATABASE_BACKUP_URL: at(urls.backup),
  // For tests about the house itself (catalogue, migrations); no setting, so no product code finds it.
  DATABASE_OWNER_URL: at(urls.owner),
  DATABASE_SUPERUSER_URL: at(superuserUrl),
  NEXTAUTH_SECRET: secret,
  DATA_DIR: dataDir,
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
})
forgetSettings()
