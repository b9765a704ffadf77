// The stretch of time for which the team takes work on. Planned before it starts, closed when it ends.
import { z } from 'zod'
import { day, version } from '../kernel/shapes'
import { line, words } from '../kernel/text'
import { decisions } from './rules'

const number = z.number('An iteration has a number.').int().min(1).max(100_000)
const key = z.string('Name the item by its key.').max(40, 'A key is shorter.')
const aims = z.array(line(255)).max(10, 'Ten aims are ten too many already.')
const capacity = z
  .number('The capacity is a number of points.')
  .int('Points are a whole number.')
  .min(0, 'Less than nothing is nothing.')
  .max(10_000, 'Nobody does that many points.')
const slack = z
  .number('The slack is a part of a hundred.')
  .int('Say it as a whole number.')
  .min(0, 'At least 0 %.')
  .max(90, 'At most 90 %: otherwise nothing is planned at all.')

const fields = {
  startsOn: day,
  endsOn: day,
  aims: aims.optional(),
  capacity: capacity.nullish().meta({ description: 'Points that the team thinks it can do.' }),
  slack: slack
    .optional()
    .meta({ description: 'Percent of the capacity that is kept free for whatever nobody planned.' }),
}

function endsAfterStart(context: z.core.ParsePayload<{ startsOn?: string; endsOn?: string }>) {
  const { startsOn, endsOn } = context.value
  if (startsOn && endsOn && endsOn < startsOn)
    context.issues.push({
      code: 'custom',
      path: ['endsOn'],
      message: 'It must end on or after the day it starts.',
      input: endsOn,
    })
}

export const createIterationSchema = z
  .strictObject({
    ...fields,
    /** For an import that keeps numbers; else the next one. */
    number: number.optional(),
  })
  .check(endsAfterStart)

/** Only the fields that are named are touched. */
export const updateIterationSchema = z
  .strictObject({
    ...fields,
    startsOn: day.optional(),
    endsOn: day.optional(),
    number,
    version: version.optional(),
  })
  .check(endsAfterStart)

export const startIterationSchema = z.strictObject({ number, version: version.optional() })

export const closeIterationSchema = z.strictObject({
  number,
  version: version.optional(),
  decisions: z
    .array(
      z
        .strictObject({
          key,
          decision: z.enum(decisions, { error: 'Choose what becomes of it.' }),
          reason: words(2_000).optional(),
        })
        .check((context) => {
          const { decision, reason } = context.value
          if (decision === 'dropped' && !reason)
            context.issues.push({
              code: 'custom',
              path: ['reason'],
              message: 'Say why it is dropped: somebody will ask.',
              input: reason,
            })
        }),
      'The decisions are a list.',
    )
    .max(1_000, 'At most 1,000 decisions at once.')
    .optional(),
  /** What becomes of the unfinished about which nothing else is said; without it each needs a decision. */
  others: z.enum(['carried', 'returned']).optional(),
  /** The iteration into which things are carried; the next one unless said otherwise. */
  into: number.optional(),
})
