// Taking things out as files.
import { audiencesWithoutNames } from '@/lib/kernel/audience'
import { withDatabase } from '../house/connect'
import { UsageProblem, type Command } from './command-line'

export const exports: Command[] = [
  {
    name: 'export',
    says: 'Prints every item that an audience may read, with all fields, and never a restricted one. With --as, exactly what that person may see, the restricted items on which they are named among it.',
    options: {
      as: { says: 'Whose eyes it is made with: an account that is not disabled', value: 'email' },
      audience: {
        says: 'public, internal or private; private unless said, and with --as everything that they see',
        value: 'audience',
      },
      format: { says: 'csv or json; json unless said', value: 'format' },
    },
    run: async ({ value }) => {
      const given = value('audience')
      const audience = given === undefined ? undefined : oneOf('audience', audiencesWithoutNames, given)
      const format = oneOf('format', ['json', 'csv'] as const, value('format') ?? 'json')
      const email = value('as')
      return withDatabase(async () => {
        const { exportAs, exportItems } = await import('@/lib/exports')
        const as =
          email === undefined ? undefined : await exportAs({ kind: 'system' }, { email }, { via: 'tool' })
        for await (const piece of await exportItems({ audience, format, as })) await written(piece)
        // Beside the file, not in it; and in words, for a number would say how much there is to hide.
        console.error(
          as
            ? `This holds what ${as.name} may see${audience ? `, as far as it is ${audience} or wider` : ', restricted items on which they are named among it'}. Keep it as they would.`
            : 'Restricted items are not in this, whether there are any or not: they are there for the people named on them. With --as EMAIL one gets what one person may see.',
        )
      })
    },
  },
]

function oneOf<T extends string>(name: string, values: readonly T[], given: string): T {
  const found = values.find((each) => each === given)
  if (!found) throw new UsageProblem(`--${name} is one of: ${values.join(', ')}.`)
  return found
}

/** Waits for whoever reads, so that a long file is never held whole. */
function written(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()))
  })
}
