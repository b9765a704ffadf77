import { withDatabase } from '../house/connect'
import { json, type Command } from './command-line'

export const audit: Command[] = [
  {
    name: 'audit verify',
    says: 'Goes through the whole audit log: each line is sealed, named as not yet sealed, or broken.',
    options: { json },
    run: ({ flag }) =>
      withDatabase(async () => {
        const { checkAudit } = await import('@/lib/people')
        const check = await checkAudit({ kind: 'system' })
        if (flag('json')) console.log(JSON.stringify(check))
        else {
          console.log(`${check.lines} lines, ${check.sealed} sealed.`)
          if (check.unsealed.length > 0)
            console.log(
              `Not sealed yet: ${check.unsealed.join(', ')}. The running server seals within a second.`,
            )
          for (const { line, why } of check.broken) console.log(`Broken at line ${line}: ${why}.`)
          if (check.broken.length === 0) console.log('Every sealed line is as it was written.')
        }
        return check.broken.length > 0 ? 1 : 0
      }),
  },
]
