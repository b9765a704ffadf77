import { expect, test } from 'vitest'
import { find, helpFor, overview, read, UsageProblem, type Command } from './command-line'

const add: Command = {
  name: 'user add',
  says: 'Lets somebody in.',
  args: ['email'],
  options: {
    name: { says: 'Their name', value: 'name', needed: true },
    scope: { says: 'A scope', value: 'scope', many: true },
    json: { says: 'JSON' },
  },
  run: async () => undefined,
}
const doctor: Command = { name: 'doctor', says: 'Looks at everything.', run: async () => undefined }
const all = [add, doctor]

test('a command has one word or two, and the rest is for it', () => {
  expect(find(all, ['user', 'add', 'a@b.example'])).toEqual({ command: add, rest: ['a@b.example'] })
  expect(find(all, ['doctor'])).toEqual({ command: doctor, rest: [] })
  expect(find(all, ['user'])).toBeNull()
})

test('options come with a space, an equals sign, commas or again', () => {
  const given = read(add, [
    'a@b.example',
    '--name=Sales',
    '--scope',
    'read,ideas:write',
    '--scope',
    'admin',
    '--json',
  ])
  expect([given.args, given.value('name'), given.values('scope'), given.flag('json')]).toEqual([
    ['a@b.example'],
    'Sales',
    ['read', 'ideas:write', 'admin'],
    true,
  ])
})

test.each([
  [['--name', 'Sales'], /which email/],
  [['a@b.example'], /--name is missing/],
  [['a@b.example', 'extra', '--name', 'x'], /one word too many/],
  [['a@b.example', '--nmae', 'x'], /--nmae/],
  [['a@b.example', '--name'], /--name/],
])('%j is answered in one sentence', (words, sentence) => {
  expect(() => read(add, words)).toThrow(UsageProblem)
  expect(() => read(add, words)).toThrow(sentence)
})

test('help names every command, and of one every option', () => {
  expect(overview(all)).toContain('user add <email>   Lets somebody in.')
  expect(helpFor(add)).toContain('--name <name>')
  expect(helpFor(add)).toContain('(needed)')
})
