import { startPostgres, } from '@/scripts/house/postgres'
import { keptSecrets } from '@/scripts/house/secrets'
import { makeRoles } from '@/scripts/house/roles'
import { migrate, migrateAll, migrateQueue } from '@/scripts/house/migrate'
import pg from 'pg'
const dataDir = process.argv[2]!
const s = keptSecrets(dataDir)
let t = Date.now(); const lap = (w: string) => { console.log(w, Date.now() - t); t = Date.now() }
const server = await startPostgres({ dataDir, superuserPassword: s.superuser, fast: process.argv.includes('fast') })
lap('started')
const admin = new pg.Client(server.url('postgres', s.superuser, 'postgres')); await admin.connect()
if ((await admin.query(`select from pg_database where datname='daylight'`)).rowCount === 0) await admin.query('CREATE DATABASE daylight')
await admin.end()
lap('db')
const { urls, notes } = await makeRoles(server.url('postgres', s.superuser, 'daylight'), s.roles)
console.log(notes); lap('roles')
await migrateQueue(urls.jobs); lap('queue')
console.log(await migrate(urls.owner, { dir: '/tmp/dlw/mig' })); lap('migrate')
console.log(await migrate(urls.owner, { dir: '/tmp/dlw/mig' })); lap('again')
const o = new pg.Client(urls.owner); await o.connect()
console.log((await o.query('select * from _prisma_migrations')).rows, (await o.query('select gate.f()')).rows)
await o.end()
if (process.argv.includes('die')) process.kill(process.pid, 'SIGKILL')
await server.stop(); lap('stopped'); console.log(process.getActiveResourcesInfo())
