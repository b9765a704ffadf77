// A view is an address that was given a name: which place, which query, which columns. It holds words and no rows, and is
// always run as whoever opens it.
import { z } from 'zod'
import { slug, version } from '../kernel/shapes'
import { line } from '../kernel/text'

export const viewPlaces = ['board', 'backlog', 'table'] as const
export type ViewPlace = (typeof viewPlaces)[number]

const filters = ['text', 'person', 'type', 'origin', 'priority', 'goal', 'iteration', 'label']
/** What of an address each place reads, besides the query. */
export const placeParts = {
  board: [...filters, 'lanes', 'density'],
  backlog: filters,
  table: [...filters, 'columns', 'sort', 'group', 'density'],
} satisfies Record<ViewPlace, string[]>

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

export type SavedView = {
  slug: string
  name: string
  place: ViewPlace
  query: string
  shape: Record<string, string>
  shared: boolean
  /** Whose it is, if it is somebody else's. */
  owner: string | null
  version: number
}

/** The parameters of a place's address that say something, each once: what a view of it can keep, and which view it is. */
export function placeParams(
  place: ViewPlace,
  params: Record<string, string | string[] | undefined>,
): Record<string, string> {
  return Object.fromEntries(
    [...placeParts[place], 'q', 'view'].flatMap((name) => {
      const value = params[name]
      return typeof value === 'string' && value.trim() !== '' ? [[name, value]] : []
    }),
  )
}

/** What of an address belongs to a view. */
export function viewOf({
  q = '',
  view: _,
  ...shape
}: Record<string, string>): Pick<SavedView, 'query' | 'shape'> {
  return { query: q.trim(), shape }
}

/** Where a view is opened. */
export function viewAddress({
  place,
  slug,
  query,
  shape,
}: Pick<SavedView, 'place' | 'slug' | 'query' | 'shape'>): string {
  const params = new URLSearchParams(shape)
  if (query) params.set('q', query)
  params.set('view', slug)
  return `/${place}?${params}`
}

/** Does the address still say what the view says? How close cards stand is each reader's own, where a view says nothing. */
export function sameAs(
  view: Pick<SavedView, 'place' | 'query' | 'shape'>,
  params: Record<string, string>,
): boolean {
  const now = viewOf(params)
  if (view.place === 'board' && !view.shape.density) delete now.shape.density
  const plain = (shape: Record<string, string>) =>
    new URLSearchParams(Object.entries(shape).sort()).toString()
  return now.query === view.query && plain(now.shape) === plain(view.shape)
}
