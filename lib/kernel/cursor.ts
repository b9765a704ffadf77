// Where the next page of a list begins, as a client carries it for us: the sort values of one list, hidden, and never a row
// to look up.
import { invalid } from './errors'
import { opened, sealed } from './secrets'

/** The cursor of a place in a list. */
export function cursorAt(list: string, place: unknown): string {
  return sealed(`cursor ${list}`, place)
}

/** The place of a cursor; null for none and for a foreign one, so that an old address opens the list's beginning. */
export function placeAt<Place>(list: string, cursor: string | null | undefined): Place | null {
  return cursor ? opened<Place>(`cursor ${list}`, cursor) : null
}

/** The same for scripts, which are told: whoever goes through a whole list must not silently begin anew. */
export function placeOrRefuse<Place>(list: string, cursor: string | null | undefined): Place | null {
  const place = placeAt<Place>(list, cursor)
  if (cursor && place === null)
    throw invalid('cursor', 'This cursor does not belong to this list. Start from the beginning, without it.')
  return place
}
