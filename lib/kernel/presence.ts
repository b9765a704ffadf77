// Who looks at a thing just now. Nothing of it is kept: each process remembers whose streams stand open on what, and tells
// the others through NOTIFY, by ids alone. A process that dies is forgotten when it says nothing for a while.
import { randomUUID } from 'node:crypto'
import type { Asker } from './audience'
import { asViewer, Prisma, type Tx } from './db'
import { Refusal } from './errors'
import { hearing } from './live'
import { log } from './log'

export type PersonHere = { id: string; name: string }

/** One open stream on a thing. */
type Stay = {
  asker: Asker
  personId: string
  /** Asked as this person each time before they are told anything: what went out of sight is not spoken of. */
  inSight: (tx: Tx) => Promise<boolean>
  tell: (people: PersonHere[]) => void
}
type Place = {
  stays: Set<Stay>
  /** People on other processes, and until when they are believed to be there. */
  elsewhere: Map<string, number>
}
type Presence = { places: Map<string, Place>; process: string; stopHearing: () => void }

declare global {
  var __daylight_presence: Presence | undefined
}

const beatSeconds = 20
const believedSeconds = 50

/**
 * Somebody looks at a thing that they may see (the caller has looked it up as them). `tell` is called with the others who
 * do, at once and at each change. Answers how they leave.
 */
export function arrive(subjectId: string, stay: Stay): () => void {
  const presence = present()
  const place = presence.places.get(subjectId) ?? { stays: new Set<Stay>(), elsewhere: new Map() }
  presence.places.set(subjectId, place)
  const first = place.stays.size === 0
  place.stays.add(stay)
  call('here', subjectId, stay.personId)
  if (first) call('who', subjectId, stay.personId)
  tellAll(place)
  const beat = setInterval(async () => {
    forgetOld(place)
    if (await stillSees(stay)) call('here', subjectId, stay.personId)
    else leave()
  }, beatSeconds * 1000)
  beat.unref()
  function leave() {
    clearInterval(beat)
    if (!place.stays.delete(stay)) return
    if (![...place.stays].some(({ personId }) => personId === stay.personId))
      call('left', subjectId, stay.personId)
    if (place.stays.size === 0) presence.places.delete(subjectId)
    else tellAll(place)
  }
  return leave
}

function present(): Presence {
  if (globalThis.__daylight_presence) return globalThis.__daylight_presence
  const presence: Presence = {
    places: new Map(),
    process: randomUUID(),
    stopHearing: hearing().add({ presence: (words) => hear(presence, words) }),
  }
  globalThis.__daylight_presence = presence
  return presence
}

function hear(presence: Presence, words: string) {
  const [process, what, subjectId, personId] = words.split(' ')
  const place = subjectId ? presence.places.get(subjectId) : undefined
  if (!place || !personId || process === presence.process) return
  if (what === 'who') {
    for (const own of new Set([...place.stays].map((stay) => stay.personId))) call('here', subjectId!, own)
    return
  }
  const known = place.elsewhere.has(personId)
  if (what === 'here') place.elsewhere.set(personId, Date.now() + believedSeconds * 1000)
  else place.elsewhere.delete(personId)
  if (known !== (what === 'here')) tellAll(place)
}

function forgetOld(place: Place) {
  const gone = [...place.elsewhere].filter(([, until]) => until < Date.now())
  for (const [personId] of gone) place.elsewhere.delete(personId)
  if (gone.length > 0) tellAll(place)
}

/** Everybody hears of the others; names are read as whoever hears them. */
function tellAll(place: Place) {
  const everybody = [
    ...new Set([...[...place.stays].map((stay) => stay.personId), ...place.elsewhere.keys()]),
  ]
  for (const stay of place.stays)
    othersFor(
      stay,
      everybody.filter((id) => id !== stay.personId),
    ).then(
      (people) => people && stay.tell(people),
      (error: unknown) => log().warn({ outcome: String(error) }, 'who is here could not be told'),
    )
}

async function othersFor({ asker, inSight }: Stay, ids: string[]): Promise<PersonHere[] | null> {
  return asViewer(asker, async (tx) => {
    if (!(await inSight(tx))) return null
    if (ids.length === 0) return []
    return tx.$queryRaw<PersonHere[]>(
      Prisma.sql`SELECT id, name FROM work.person WHERE id = ANY (${ids}::uuid[]) ORDER BY name LIMIT 20`,
    )
  })
}

/** A session that ended sees nothing any more; a database that is away for a moment changes nothing. */
async function stillSees({ asker, inSight }: Stay): Promise<boolean> {
  return asViewer(asker, inSight).catch((error: unknown) => !(error instanceof Refusal))
}

function call(what: 'here' | 'left' | 'who', subjectId: string, personId: string) {
  const words = `${present().process} ${what} ${subjectId} ${personId}`
  asViewer({ kind: 'system' }, (tx) =>
    tx.$queryRaw(Prisma.sql`SELECT pg_notify('daylight_presence', ${words})::text`),
  ).catch((error: unknown) => log().warn({ outcome: String(error) }, 'presence could not be told'))
}
