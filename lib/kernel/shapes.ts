// The small shapes that the inputs of every room are made of.
import { z } from 'zod'
import { isQuarter } from './clock'

/** The version of a thing that somebody had before them. As large as the column holds, and no larger. */
export const version = z.number('A version is a number.').int().min(1).max(2_000_000_000)

/** Is it a key as people write it? Anything else is the key of nothing. */
export function isKey(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9]{0,9}-[0-9]{1,9}$/.test(text)
}

/** Is it a name from an address? Anything else is the name of nothing. */
export function isSlug(text: string): boolean {
  return slug.safeParse(text).success
}

/** A day without a time. */
export const day = z.iso.date('Write the day as 2027-03-31.')

/** The name of a thing in an address. */
export const slug = z
  .string('This must be text.')
  .regex(/^[a-z0-9][a-z0-9-]{0,99}$/, 'This is no name from an address.')

/** Null: no quarter yet. An empty field of a form means the same. */
export const quarter = z
  .string()
  .refine((text) => text === '' || isQuarter(text), 'Write a quarter as 2027-Q1, or leave it empty.')
  .transform((text) => text || null)
  .nullable()
