// The stretch of time for which the team takes work on. Planned before it starts, closed when it ends.
import { z } from 'zod'
import { day } from '../kernel/shapes'
import { line } from '../kernel/text'

export const createIterationSchema = z
  .strictObject({
    startsOn: day,
    endsOn: day,
    aims: z.array(line(255)).max(10, 'Ten aims are ten too many already.').optional(),
    /** For an import that keeps numbers; else the next one. */
    number: z.number().int().min(1).max(100_000).optional(),
  })
  .check((context) => {
    if (context.value.endsOn < context.value.startsOn)
      context.issues.push({
        code: 'custom',
        path: ['endsOn'],
        message: 'It must end on or after the day it starts.',
        input: context.value.endsOn,
      })
  })

export const closeIterationSchema = z.strictObject({ number: z.number().int().min(1).max(100_000) })
