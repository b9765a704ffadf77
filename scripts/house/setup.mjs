// What every command does first: locked dependencies and the generated database client, and, for those that serve, the
// build. Each is done only when what it is made from changed, and by one process at a time: two starts from one folder
// would otherwise install over each other.
// Plain JavaScript, because it runs before anything is installed.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { waitForLock } from './locks.mjs'
import { dropStamp, hashOf, isFresh, writeStamp } from './stamps.mjs'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Everything that a build reads. */
const buildSources = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema',
  'scripts/house/setup.mjs',
  'scripts/serve.ts',
  'next.config.js',
  'package-lock.json',
  'package.json',
  'postcss.config.js',
  'postcss.config.mjs',
  'tsconfig.json',
  'instrumentation.ts',
  'proxy.ts',
]

/** Where progress is told; a command whose standard output is its answer moves it to the error stream. */
export const progress = { stream: process.stdout }

export function say(line) {
  progress.stream.write(`  ${line}\n`)
}

/** A line when a step begins and one when it ends, with its time. */
export async function step(words, work) {
  const begun = Date.now()
  say(`${words} …`)
  const result = await work()
  say(`${words}: ${((Date.now() - begun) / 1000).toFixed(1)} s`)
  return result
}

/**
 * npm runs us through a shell, and passes SIGTERM to that shell, which dies of it without a word to us. So a parent that
 * is suddenly another one is the signal. Only under npm: a program started by hand may well outlive its shell.
 */
export function endWithNpm() {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 100)
  watch.unref()
}

export async function setUp({ build = false } = {}) {
  const lock = await waitForLock(join(root, '.build', 'setup.lock'), {
    seconds: 1800,
    onWait: (holder) => say(`waiting for process ${holder.pid}, which sets up this folder …`),
  })
  try {
    await install()
    await generate()
    if (build) await buildPages()
  } finally {
    lock.release()
  }
}

async function install() {
  const hash = hashOf(root, ['package-lock.json'])
  const stamp = join(root, 'node_modules', '.daylight-lock')
  if (isFresh(stamp, hash)) return
  if (installedAsLocked()) return writeStamp(stamp, hash)
  await step('installing the locked dependencies', () =>
    run(npm(), ['ci', '--no-progress', '--loglevel=error']),
  )
  writeStamp(stamp, hash)
}

/** Somebody ran `npm ci` by hand: npm's own record of what it put there says whether that is what the lockfile wants. */
function installedAsLocked() {
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
    const there = JSON.parse(readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8')).packages
    return Object.entries(wanted).every(([path, { version, optional }]) =>
      path === '' ? true : there[path] ? there[path].version === version : Boolean(optional),
    )
  } catch {
    return false
  }
}

async function generate() {
  if (!existsSync(join(root, 'prisma', 'schema'))) return
  const hash = hashOf(root, ['prisma/schema', 'prisma.config.ts', 'package-lock.json'])
  const made = join(root, 'lib', 'kernel', 'db', 'generated')
  const stamp = join(made, '.stamp')
  if (isFresh(stamp, hash)) return
  await step('generating the database client', async () => {
    dropStamp(stamp)
    await run([process.execPath, join(root, 'node_modules', 'prisma', 'build', 'index.js')], ['generate'], {
      // Generating asks for an engine that it never calls, and would download one; any existing file satisfies it.
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
      quiet: true,
    })
    if (existsSync(made)) writeStamp(stamp, hash)
  })
}

const buildStamp = join(root, '.next', '.daylight-build')
let built = false

async function buildPages() {
  const hash = hashOf(root, buildSources)
  built = isFresh(buildStamp, hash)
  if (built) return
  await step('building the pages', async () => {
    dropStamp(buildStamp)
    await run([process.execPath, join(root, 'node_modules', 'next', 'dist', 'bin', 'next')], ['build'], {
      env: { ...withoutDatabases(process.env), NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      quiet: true,
    })
    // The framework's build empties its folder first.
    await bundleServer()
    writeStamp(buildStamp, hash)
  })
  built = true
}

/**
 * The serving process as plain JavaScript: translating it anew at each start costs seconds and a second process. All
 * files lie two folders below the root, as this one does, so that `root` means the same in both.
 */
async function bundleServer() {
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: root,
    entryPoints: ['scripts/serve.ts'],
    outdir: join('.next', 'serve'),
    outExtension: { '.js': '.mjs' },
    chunkNames: '[name]-[hash]',
    bundle: true,
    // What is imported later is also loaded later.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  })
}

/** The built serving program; null where nothing was built, or something was changed since. */
export function builtServer() {
  const file = join(root, '.next', 'serve', 'serve.mjs')
  if (!existsSync(file)) return null
  built ||= isFresh(buildStamp, hashOf(root, buildSources))
  return built ? file : null
}

/** A build that can reach a database sooner or later bakes somebody's data into a page. */
export function withoutDatabases(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(DATABASE_|PG[A-Z])/.test(name)))
}

/** npm as the one that started us, so that no other version writes to this folder. */
function npm() {
  const path = process.env.npm_execpath
  return path && /npm-cli\.c?js$/.test(path) ? [process.execPath, path] : ['npm']
}

/** Runs a program to its end. Quiet: its words are shown only when it fails. */
export async function run([command, ...first], rest, { env = process.env, quiet = false } = {}) {
  const args = [...first, ...rest]
  const told = quiet ? 'pipe' : progress.stream.fd
  const child = spawn(command, args, {
    cwd: root,
    env,
    stdio: ['ignore', told, quiet ? 'pipe' : 'inherit'],
    shell: process.platform === 'win32' && command === 'npm',
  })
  let words = ''
  child.stdout?.on('data', (piece) => (words += piece))
  child.stderr?.on('data', (piece) => (words += piece))
  // When we are ended in the middle of it, it must not go on writing into this folder.
  const end = () => child.kill('SIGTERM')
  process.once('exit', end)
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (...how) => resolve(how))
  })
  process.off('exit', end)
  if (code === 0) return
  process.stderr.write(words)
  throw new Error(
    `“${[command, ...args].join(' ')}” ended with ${signal ?? `code ${code}`}; what it said is above.`,
  )
}
