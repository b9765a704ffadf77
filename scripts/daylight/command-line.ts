// Reading a command line and explaining it. A command says what it takes; everything else follows from that.
import { parseArgs } from 'node:util'

export type Option = { says: string; value?: string; many?: boolean; needed?: boolean }

export type Given = {
  /** What stands without a name, in order. */
  args: string[]
  /** An option's value, or undefined when it was not given. */
  value(name: string): string | undefined
  values(name: string): string[]
  flag(name: string): boolean
}

export type Command = {
  /** One or two words: 'user add'. */
  name: string
  says: string
  /** Names of what stands without a name. */
  args?: string[]
  options?: Record<string, Option>
  run(given: Given): Promise<number | void>
}

/** A mistake on the command line. */
export class UsageProblem extends Error {}

export const json: Option = { says: 'Print JSON instead of words' }

/** The command that `words` begin with, and the words after its name. */
export function find(commands: Command[], words: string[]): { command: Command; rest: string[] } | null {
  for (const length of [2, 1]) {
    const command = commands.find(({ name }) => name === words.slice(0, length).join(' '))
    if (command) return { command, rest: words.slice(length) }
  }
  return null
}

export function read(command: Command, words: string[]): Given {
  const options = command.options ?? {}
  let parsed
  try {
    parsed = parseArgs({
      args: words,
      allowPositionals: true,
      options: Object.fromEntries(
        Object.entries(options).map(([name, option]) => [
          name,
          { type: option.value ? ('string' as const) : ('boolean' as const), multiple: option.many ?? false },
        ]),
      ),
    })
  } catch (error) {
    throw new UsageProblem((error as Error).message.split('. ')[0]!.replace(/\.?$/, '.'))
  }
  const { positionals } = parsed
  const values = parsed.values as Record<string, string | boolean | (string | boolean)[] | undefined>
  const wanted = command.args ?? []
  if (positionals.length < wanted.length) throw new UsageProblem(`Say which ${wanted[positionals.length]}.`)
  if (positionals.length > wanted.length)
    throw new UsageProblem(`“${positionals[wanted.length]}” is one word too many.`)
  for (const [name, option] of Object.entries(options))
    if (option.needed && values[name] === undefined) throw new UsageProblem(`--${name} is missing.`)
  const all = (name: string) => [values[name] ?? []].flat()
  return {
    args: positionals,
    value: (name) => all(name).map(String).at(-1),
    // `--scope read,admin` and `--scope read --scope admin` mean the same.
    values: (name) =>
      all(name)
        .flatMap((value) => String(value).split(','))
        .map((value) => value.trim())
        .filter(Boolean),
    flag: (name) => values[name] === true,
  }
}

/** All commands, or those that begin with the first word. */
export function overview(commands: Command[], words: string[] = []): string {
  const group = commands.filter(({ name }) => name.split(' ')[0] === words[0])
  const shown = group.length > 0 ? group : commands
  const width = Math.max(...shown.map((command) => usage(command).length))
  return [
    'npm run daylight -- <command>',
    '',
    ...shown.map((command) => `  ${usage(command).padEnd(width)}   ${command.says}`),
    '',
    'Each explains itself with --help.',
  ].join('\n')
}

export function helpFor(command: Command): string {
  const options = Object.entries(command.options ?? {})
  const width = Math.max(0, ...options.map(([name, option]) => optionWord(name, option).length))
  return [
    `npm run daylight -- ${usage(command)}${options.length > 0 ? ' [options]' : ''}`,
    '',
    command.says,
    ...(options.length > 0 ? [''] : []),
    ...options.map(
      ([name, option]) =>
        `  ${optionWord(name, option).padEnd(width)}   ${option.says}${option.needed ? ' (needed)' : ''}${option.many ? ' (may be repeated)' : ''}`,
    ),
  ].join('\n')
}

function usage({ name, args = [] }: Command) {
  return [name, ...args.map((arg) => `<${arg}>`)].join(' ')
}

function optionWord(name: string, { value }: Option) {
  return value ? `--${name} <${value}>` : `--${name}`
}

/** Rows under each other, each column as wide as it needs. */
export function table(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, n) => Math.max(...rows.map((row) => (row[n] ?? '').length)))
  return rows
    .map((row) => row.map((cell, n) => (n === row.length - 1 ? cell : cell.padEnd(widths[n]!))).join('   '))
    .join('\n')
}
