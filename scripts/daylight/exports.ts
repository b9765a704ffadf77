// Taking things out as files.
import { audiencesWithoutNames, type AudienceWithoutNames } from '@/lib/kernel/audience'
import { withDatabase } from '../house/connect'
import { UsageProblem, type Command } from './command-line'

export const exports: Command[] = [
  {
    name: 'export',
    says: 'Prints every item that an audience may read, with all fields. What is restricted is never in it.',
    options: {
      audience: { says: 'public, internal or private; private unless said', value: 'audience' },
      format: { says: 'csv or json; json unless said', value: 'format' },
    },
    run: async ({ value }) => {
      const audience = oneOf('audience', audiencesWithoutNames, value('audience') ?? 'private')
      const format = oneOf('format', ['json', 'csv'] as const, value('format') ?? 'json')
      return withDatabase(async () => {
        const { exportItems } = await import('@/lib/exports')
        for await (const piece of await exportItems({ audience: audience as AudienceWithoutNames, format }))
          await written(piece)
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
