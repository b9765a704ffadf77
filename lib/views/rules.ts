// Which parts of an address a view keeps, and where it is opened. Pure: the browser reads it without the shapes.
export const viewPlaces = ['board', 'backlog', 'table'] as const
export type ViewPlace = (typeof viewPlaces)[number]

const filters = ['text', 'person', 'type', 'origin', 'priority', 'goal', 'iteration', 'label']
/** What of an address each place reads, besides the query. */
export const placeParts = {
  board: [...filters, 'lanes', 'density'],
  backlog: filters,
  table: [...filters, 'columns', 'sort', 'group', 'density'],
} satisfies Record<ViewPlace, string[]>

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
