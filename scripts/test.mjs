// `npm test`: everything, the quick first. `--only lint,unit` for a part; `npm run check` is such a part.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bringChromium } from './house/browser.mjs'
import { endWithNpm, root, setUp, withoutDatabases } from './house/setup.mjs'

const temp = mkdtempSync(join(tmpdir(), 'daylight-reports-'))
process.once('exit', () => rmSync(temp, { recursive: true, force: true }))

// A test that reaches a real workspace because a shell had its address set would be the end of that workspace.
const unset =
  /^(APP_URL|DATA_DIR|PORT|NEXTAUTH_|AUTH_|SMTP_|MAIL_|SLACK_|GITHUB_|JIRA_|LOG_LEVEL|TRUSTED_HOPS|API_TURNS)/
const env = Object.fromEntries(
  Object.entries(withoutDatabases(process.env)).filter(([name]) => !unset.test(name)),
)

const bin = (...path) => join(root, 'node_modules', ...path)

const steps = {
  format: () =>
    check(bin('prettier', 'bin', 'prettier.cjs'), ['--check', '--cache', '--log-level=warn', '.']),
  lint: () =>
    check(bin('eslint', 'bin', 'eslint.js'), [
      '.',
      '--max-warnings=0',
      '--cache',
      '--cache-strategy=content',
      '--cache-location=.build/eslint/',
    ]),
  types: async () => {
    // Pages' parameters have types that the framework writes.
    await runner([bin('next', 'dist', 'bin', 'next'), 'typegen'])
    return check(bin('typescript-native', 'bin', 'tsc'), ['--noEmit'])
  },
  unit: () => vitest('unit'),
  database: () => vitest('database'),
  build: async () => {
    try {
      await setUp({ build: true })
      return { passed: 1, failed: 0 }
    } catch (error) {
      console.error(error.message)
      return { passed: 0, failed: 1 }
    }
  },
  browser: async () => {
    const report = join(temp, 'browser.json')
    let chromium
    try {
      chromium = bringChromium()
    } catch (error) {
      console.error(error.message)
      return { passed: 0, failed: 1 }
    }
    const code = await runner([bin('@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json'], {
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      ...(chromium ? { CHROMIUM_PATH: chromium } : {}),
    })
    const stats = readReport(report)?.stats
    return counted(code, {
      passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
      failed: stats?.unexpected ?? 0,
      skipped: stats?.skipped ?? 0,
    })
  },
}

const chosen = chooseSteps()
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => process.exit(signal === 'SIGINT' ? 130 : 143))
endWithNpm()

try {
  await setUp()
} catch (error) {
  console.error(error.message)
  console.log('0 passed, 1 failed')
  process.exit(1)
}

const results = []
for (const name of chosen) {
  // Without a build there is nothing to look at in a browser.
  if (name === 'browser' && results.some((result) => result.name === 'build' && result.failed > 0)) {
    results.push({ name, passed: 0, failed: 1, seconds: 0, words: 'not run: the build failed' })
    continue
  }
  console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}`)
  const begun = Date.now()
  const result = await steps[name]()
  results.push({ name, ...result, seconds: (Date.now() - begun) / 1000 })
}

const passed = sum('passed')
const failed = sum('failed')
console.log(`\n${'─'.repeat(74)}`)
for (const { name, passed, failed, skipped, seconds, words } of results)
  console.log(
    `${failed > 0 ? '✗' : '✓'} ${name.padEnd(10)}${String(passed).padStart(6)} passed${String(failed).padStart(5)} failed${skipped ? `${String(skipped).padStart(5)} skipped` : ''}${seconds.toFixed(1).padStart(9)} s${words ? `  ${words}` : ''}`,
  )
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)

function sum(what) {
  return results.reduce((total, result) => total + result[what], 0)
}

function chooseSteps() {
  const at = process.argv.indexOf('--only')
  const names = at === -1 ? Object.keys(steps) : (process.argv[at + 1] ?? '').split(',').filter(Boolean)
  const unknown = names.filter((name) => !(name in steps))
  if (unknown.length === 0 && names.length > 0) return names
  console.error(
    `There is no step ${unknown.join(', ') || '(none named)'}; the steps are ${Object.keys(steps).join(', ')}.`,
  )
  process.exit(2)
}

/** A program that says yes or no counts as one check. */
async function check(program, args) {
  const code = await runner([program, ...args])
  if (code === 0) console.log('  fine')
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
}

async function vitest(project) {
  const report = join(temp, `${project}.json`)
  const code = await runner([
    bin('vitest', 'vitest.mjs'),
    'run',
    `--project=${project}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ])
  const told = readReport(report)
  return counted(code, {
    passed: told?.numPassedTests ?? 0,
    failed: told?.numFailedTests ?? 0,
    skipped: (told?.numPendingTests ?? 0) + (told?.numTodoTests ?? 0),
  })
}

/** A runner may fail without a failed test: a file that does not load, an error after the last test, no tests at all. */
function counted(code, counts) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

function runner(args, more = {}) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...env, NEXT_TELEMETRY_DISABLED: '1', ...more },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const end = () => child.kill('SIGTERM')
  process.once('exit', end)
  return new Promise((done) => {
    child.once('error', (error) => {
      console.error(error.message)
      done(1)
    })
    child.once('close', (code) => {
      process.off('exit', end)
      done(code ?? 1)
    })
  })
}
