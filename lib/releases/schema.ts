// Which items together advance which goals, and when that is told.
import { z } from 'zod'
import { line } from '../kernel/text'

export const createReleaseSchema = z.strictObject({
  name: line(120),
  date: z.iso.date('Write the day as 2027-03-31.').nullish(),
  audience: z
    .enum(['public', 'internal', 'private'], { error: 'Choose one of: public, internal, private.' })
    .optional(),
})
