// Every command × every role: whom `may` lets in at all. Ids lead nowhere here, so that "not allowed" can only come from
// the command itself; what becomes of real ids is the matrix's.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandNames, parse, type Command } from '../kernel/command'
import { closeClients } from '../kernel/db'
import { Refusal } from '../kernel/errors'
import { plantWorld, type Person, type World } from '../instruments/world'
import { commandExpectations, commandInputs } from './command-expectations'

let world: World
let spooled: unknown
const commands = new Map<string, Command<unknown, { id: string }>>()
const roles = ['guest', 'employee', 'sales', 'security', 'admin', 'system'] as const

beforeAll(async () => {
  world = await plantWorld({ ownerUrl: process.env.DATABASE_OWNER_URL! })
  for (const file of commandFiles(fileURLToPath(new URL('..', import.meta.url)))) {
    const room = (await import(file)) as Record<string, unknown>
    for (const each of Object.values(room)) if (isCommand(each)) commands.set(each.commandName, each)
  }
  // Made by the door for files alone, so it is fetched from behind it.
  const { Spooled } = (await import(fileURLToPath(new URL('../files/schema.ts', import.meta.url)))) as {
    Spooled: new (path: string, size: number, sha256: Uint8Array, kind: string) => unknown
  }
  spooled = new Spooled('/nowhere', 1, new Uint8Array(32), 'text/plain')
})
afterAll(closeClients)

function commandFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|\/)commands(\.ts|\/[^/]+\.ts)$/.test(path) && !path.includes('.test.'))
    .map((path) => join(folder, path))
}

function isCommand(value: unknown): value is Command<unknown, { id: string }> {
  return typeof value === 'function' && 'commandName' in value
}

/** Does the command let this role begin? Whatever comes after (nothing there, done) means yes. */
async function lets(name: string, role: (typeof roles)[number]): Promise<boolean> {
  const asker =
    role === 'system'
      ? ({ kind: 'system' } as const)
      : ({ kind: 'person', id: world.people[role satisfies Person].id } as const)
  const input = commandInputs({ spooled })[name]
  const command = commands.get(name)!
  // A wrong input would be refused before anybody is asked whether they may.
  parse(command.schema, input)
  try {
    await command(asker, input)
    return true
  } catch (error) {
    return !(error instanceof Refusal && error.code === 'not-allowed')
  }
}

test('every command stands in the table, and nothing else does', () => {
  expect([...commands.keys()].sort()).toEqual([...commandNames].sort())
  expect(Object.keys(commandExpectations).sort()).toEqual([...commandNames].sort())
})

test.each(Object.keys(commandExpectations))('%s lets in whom the table says', async (name) => {
  const seen: string[] = []
  for (const role of roles) if (await lets(name, role)) seen.push(role)
  if (process.env.MATRIX_PRINT) console.log(`MAY ${name}: ${seen.join(' ')}`)
  expect(seen.join(' ')).toBe(commandExpectations[name])
})
