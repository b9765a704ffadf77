// A view is an address that was given a name: which place, which query, which columns. It holds words and no rows, and is
// always run as whoever opens it.
import { z } from 'zod'
import { slug, version } from '../kernel/shapes'
import { line } from '../kernel/text'
import { viewPlaces } from './rules'

const shape = z
  .record(z.string().regex(/^[a-z][a-z-]{0,19}$/, 'This is no part of an address.'), line(2000))
  .refine((parts) => Object.keys(parts).length <= 20, 'An address has fewer parts.')

export const saveViewSchema = z.strictObject({
  name: line(80),
  place: z.enum(viewPlaces),
  query: line(4000).or(z.literal('')).optional(),
  shape: shape.optional(),
  shared: z.boolean().optional(),
})

export const changeViewSchema = saveViewSchema.omit({ place: true }).partial().extend({ slug, version })

export const viewSchema = z.strictObject({ slug, version })
