// Which items together advance which goals, and when that is told.
import { z } from 'zod'
import { audiencesWithoutNames } from '../kernel/audience'
import { day } from '../kernel/shapes'
import { line } from '../kernel/text'

export const createReleaseSchema = z.strictObject({
  name: line(120),
  date: day.nullish(),
  audience: z
    .enum(audiencesWithoutNames, { error: `Choose one of: ${audiencesWithoutNames.join(', ')}.` })
    .optional(),
})
