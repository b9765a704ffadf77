// Planning poker: everybody estimates for themselves, all show at once, then they talk.
import { z } from 'zod'
import { points } from '../items/schema'
import { dealt } from './labels'

const round = z.uuid('There is no such round.')

export const openRoundSchema = z.strictObject({
  key: z.string('Name the item by its key.').max(40, 'A key is shorter.'),
  /** The iteration at whose table it lies; none for the team's own. */
  iteration: z.number('An iteration has a number.').int().min(1).max(100_000).optional(),
})

export const playHandSchema = z.strictObject({
  round,
  points: z
    .literal([...dealt], { error: `Play one of: ${dealt.join(', ')}; or nothing, when you cannot tell.` })
    .nullable(),
})

export const roundSchema = z.strictObject({ round })

export const settleRoundSchema = z.strictObject({
  round,
  estimate: z.literal([...points], {
    error: `An estimate is one of: ${points.join(', ')}. What is bigger is split.`,
  }),
})
