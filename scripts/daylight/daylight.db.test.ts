// The operator's tool as it is called, on a real database.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sealAudit } from '@/lib/kernel/audit'
import { linkState } from '@/lib/people'
import { main } from './main'

let said: string[] = []
let complained: string[] = []

beforeEach(() => {
  said = []
  complained = []
  vi.spyOn(console, 'log').mockImplementation((words: string) => void said.push(words))
  vi.spyOn(console, 'error').mockImplementation((words: string) => void complained.push(words))
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

test('the operator lets the first admin in, and the link that is printed opens', async () => {
  expect(
    await main([
      'user',
      'add',
      'security-lead@daylight.example',
      '--name',
      'Security lead',
      '--role',
      'admin',
    ]),
  ).toBe(0)
  expect(await main(['sign-in-link', 'Security-Lead@daylight.example'])).toBe(0)
  const link = new URL(said.at(-1)!)
  expect(link.pathname).toBe('/signin/link')
  expect(await linkState(link.searchParams.get('token')!, undefined)).toBe('ready')
})

test('a token is printed once and nothing else with it, so that a script can take it', async () => {
  expect(
    await main(['token', 'create', '--email', 'security-lead@daylight.example', '--scope', 'read,admin']),
  ).toBe(0)
  expect(said).toEqual([expect.stringMatching(/^dl_[\w-]{43}$/)])
})

test.each([
  [['user', 'add', 'security-lead@daylight.example', '--name', 'Again'], /is here already/],
  [['user', 'add', 'no address', '--name', 'Nobody'], /no mail address/],
  [['user', 'add', 'sales@daylight.example', '--name', 'Sales', '--role', 'king'], /A role is one of/],
  [['sign-in-link', 'nobody@daylight.example'], /Nobody here has this address/],
  [['token', 'create', '--email', 'security-lead@daylight.example', '--days', 'many'], /./],
  [['audit', 'everything'], /no command/],
  [['import', 'jira-csv', '/nowhere.csv'], /There is no file/],
  [['export', '--audience', 'restricted'], /--audience is one of: public, internal, private/],
  [['export', '--format', 'xml'], /--format is one of/],
  [['export', '--as', 'nobody@daylight.example'], /Nobody here has this address/],
])('%j ends with one sentence and exit 1', async (words, sentence) => {
  expect(await main(words)).toBe(1)
  expect(said).toEqual([])
  expect(complained).toEqual([expect.stringMatching(sentence)])
  expect(complained[0]).not.toContain('\n')
})

test('a workspace in order passes the doctor and the verification, and says so to a watcher', async () => {
  while ((await sealAudit()) > 0);
  expect(await main(['audit', 'verify', '--json'])).toBe(0)
  expect(JSON.parse(said.at(-1)!)).toMatchObject({ unsealed: [], broken: [] })
  // The test server trades safety for speed, which the doctor would rightly complain about.
  vi.stubEnv('PGOPTIONS', '-c synchronous_commit=on')
  expect(await main(['doctor', '--json'])).toBe(0)
  const found = JSON.parse(said.at(-1)!) as { what: string; ok: boolean; words: string }[]
  expect(found.filter(({ ok }) => !ok)).toEqual([])
  expect(found.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['app role', 'public role', 'row security', 'migrations', 'disk']),
  )
  expect(await main(['jobs', '--json'])).toBe(0)
})

test('every command explains itself', async () => {
  expect(await main([])).toBe(0)
  for (const name of [
    'sign-in-link',
    'user add',
    'doctor',
    'import jira-csv',
    'import jira-history',
    'sample links',
    'leak-check',
  ]) {
    expect(said[0]).toContain(name)
    expect(await main([...name.split(' '), '--help'])).toBe(0)
  }
})

/** What a command prints as a file. */
async function fileOf(words: string[]): Promise<string> {
  let file = ''
  const write = vi.spyOn(process.stdout, 'write').mockImplementation(((
    text: string,
    done?: (error?: Error) => void,
  ) => {
    file += text
    done?.()
    return true
  }) as typeof process.stdout.write)
  expect(await main(words)).toBe(0)
  write.mockRestore()
  return file
}

test('an export is the file and nothing else; beside it stands what is not in it, in words', async () => {
  const words = ['export', '--audience', 'public', '--format', 'csv']
  expect(await fileOf(words)).toMatch(/^Key,Title,[^\n]*\n/)
  expect(said).toEqual([])
  expect(complained).toEqual([expect.stringMatching(/^Restricted items are not in this, [^\d]+$/)])
})

test('an export as somebody says whose eyes it has, and is made with those of nobody disabled', async () => {
  const email = 'security-engineer@daylight.example'
  await main(['user', 'add', email, '--name', 'Security engineer', '--role', 'security'])
  expect(JSON.parse(await fileOf(['export', '--as', email]))).toEqual([])
  expect(complained).toEqual([expect.stringMatching(/^This holds what Security engineer may see, [^\d]+$/)])
})
