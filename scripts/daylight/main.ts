// From words on a command line to one of the tool's commands, and from whatever it throws to one sentence.
import '@/lib/wiring'
import { audit } from './audit'
import { checks } from './checks'
import { find, helpFor, overview, read, UsageProblem, type Command } from './command-line'
import { exports } from './exports'
import { imports } from './imports'
import { items } from './items'
import { people } from './people'
import { sample } from './sample'

export const commands: Command[] = [
  ...people,
  ...sample,
  ...imports,
  ...exports,
  ...items,
  ...audit,
  ...checks,
]

/** Runs one command and answers the exit code. */
export async function main(words: string[]): Promise<number> {
  const found = find(commands, words)
  if (!found) {
    const asksForHelp =
      words.length === 0 || words.includes('--help') || words.includes('-h') || words[0] === 'help'
    if (asksForHelp) console.log(overview(commands, words))
    else
      console.error(`There is no command “${words.slice(0, 2).join(' ')}”. See: npm run daylight -- --help`)
    return asksForHelp ? 0 : 1
  }
  const { command, rest } = found
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(helpFor(command))
    return 0
  }
  try {
    return (await command.run(read(command, rest))) ?? 0
  } catch (error) {
    console.error(sentenceOf(error, command))
    return 1
  } finally {
    await letGo()
  }
}

function sentenceOf(error: unknown, command: Command): string {
  if (error instanceof UsageProblem) return `${error.message} See: npm run daylight -- ${command.name} --help`
  // A message of several lines is a stack or a query of some library; its last line says what was wrong.
  if (error instanceof Error) return error.message.trim().split('\n').at(-1) ?? 'Something failed.'
  return 'Something failed.'
}

// Rooms are woken inside a command, so what they hold is let go here.
async function letGo() {
  const [{ closeClients }, { closeMail }] = await Promise.all([
    import('@/lib/kernel/db'),
    import('@/lib/kernel/mail'),
  ])
  closeMail()
  await closeClients()
}
