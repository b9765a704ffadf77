// Looking through the items from the machine itself, in the query language.
import { withDatabase } from '../house/connect'
import type { Asker } from '@/lib/kernel/audience'
import { json, table, UsageProblem, type Command } from './command-line'

export const items: Command[] = [
  {
    name: 'items',
    says: 'Lists items by a query, in its order. Read as --as, who sees what that person sees; without it as Daylight itself, which sees everything but restricted items, and for which me() is nobody.',
    options: {
      q: { says: "The query, such as 'status = ready ORDER BY due'; see /help/query", value: 'query' },
      as: { says: 'Whose eyes to read with', value: 'email' },
      limit: { says: 'How many at most; 50 unless said, 1000 at most', value: 'number' },
      json,
    },
    run: async ({ value, flag }) => {
      const limit = Number(value('limit') ?? 50)
      if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
        throw new UsageProblem('--limit is a whole number from 1 to 1000.')
      return withDatabase(async () => {
        const asker = await readerOf(value('as'))
        const { askItems } = await import('@/lib/items')
        const { problemInWords } = await import('@/lib/kernel/query')
        const q = value('q') ?? ''
        const asked = await askItems(asker, { q, limit })
        if (!asked.ok) {
          console.error(flag('json') ? JSON.stringify(asked.problem) : pointedAt(q, asked.problem.from))
          if (!flag('json')) console.error(problemInWords(asked.problem))
          return 1
        }
        if (flag('json')) console.log(JSON.stringify(asked.items))
        else if (asked.items.length === 0) console.log('No item fits.')
        else {
          console.log(
            table(
              asked.items.map(({ key, status, priority, assignee, due, title }) => [
                key,
                status,
                priority,
                assignee ?? '–',
                due ?? '–',
                title,
              ]),
            ),
          )
          if (asked.more) console.log(`… and more: --limit ${limit} ends here.`)
        }
      })
    },
  },
]

async function readerOf(email: string | undefined): Promise<Asker> {
  if (email === undefined) return { kind: 'system' }
  const { asViewer } = await import('@/lib/kernel/db')
  const person = await asViewer({ kind: 'system' }, (tx) =>
    tx.person.findUnique({
      where: { email: email.trim().toLowerCase() },
      select: { id: true, disabledAt: true },
    }),
  )
  if (!person) throw new UsageProblem(`Nobody here has the address ${email}.`)
  if (person.disabledAt) throw new UsageProblem(`${email} is closed, and sees nothing any more.`)
  return { kind: 'person', id: person.id }
}

function pointedAt(query: string, from: number): string {
  return `${query}\n${' '.repeat(from)}^`
}
