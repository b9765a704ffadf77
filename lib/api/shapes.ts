// The shapes that several resources share.
import { z } from 'zod'

export const listQuery = {
  limit: z.coerce.number('A limit is a number.').int().min(1).max(200, 'At most 200 at a time.').optional(),
  cursor: z.string().max(500).optional(),
}

/** A page of `one`. */
export function pageOf(one: z.ZodType) {
  return z.object({ data: z.array(one), next: z.string().nullable() })
}

export const publicEntry = z
  .object({
    slug: z.string(),
    title: z.string(),
    summary: z.string(),
    body: z.string(),
    status: z.string(),
    quarter: z.string().nullable(),
    votes: z.int(),
    publishedAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ description: 'What is public of an idea or an item: its face' })
