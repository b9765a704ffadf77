/**
 * How moments are written. Pure, with the zone and the present as arguments, and with month names of our own:
 * two versions of ICU disagree on "Sept", and then server and browser would draw different pages.
 */
export type Moment = Date | string | number

export const homeZone = 'UTC'

/** "3 h ago", "in 2 d"; from a week on "12 Nov 2026". */
export function formatWhen(at: Moment, { now, zone = homeZone }: { now: Moment; zone?: string }) {
  const away = toDate(now).getTime() - toDate(at).getTime()
  if (Math.abs(away) >= 7 * day) return formatDate(at, zone)
  if (Math.abs(away) < minute) return 'just now'
  return away > 0 ? `${span(away)} ago` : `in ${span(-away)}`
}

/** How long ago, in one unit, for narrow places: "4 h", "3 d", "5 w". */
export function formatAge(at: Moment, { now }: { now: Moment }) {
  const away = Math.abs(toDate(now).getTime() - toDate(at).getTime())
  if (away < minute) return 'now'
  return away < 21 * day ? span(away) : `${Math.floor(away / (7 * day))} w`
}

/** "12 Nov 2026". */
export function formatDate(at: Moment, zone = homeZone) {
  const { day, month, year } = parts(at, zone)
  return `${day} ${months[month - 1]} ${year}`
}

/** "12 Nov 2026, 14:03 UTC". */
export function formatExact(at: Moment, zone = homeZone) {
  const { hour, minute } = parts(at, zone)
  return `${formatDate(at, zone)}, ${two(hour)}:${two(minute)} ${zone.replace(/_/g, ' ')}`
}

/** A day without a time ("2026-12-04") is the same day everywhere: "4 Dec 2026". */
export function formatDay(isoDay: string) {
  const [year, month, day] = isoDay.slice(0, 10).split('-').map(Number)
  return `${day} ${months[(month ?? 1) - 1]} ${year}`
}

/**
 * "2027-Q1" as months. A fiscal year is named by the calendar year in which it ends;
 * `firstMonth` 1 makes fiscal and calendar years the same.
 */
export function quarterMonths(quarter: string, firstMonth = 1) {
  const found = quarterParts(quarter)
  if (!found) return quarter
  const yearOfFirstMonth = firstMonth === 1 ? found.year : found.year - 1
  const from = firstMonth - 1 + (found.part - 1) * 3
  const [first, last] = [monthAt(yearOfFirstMonth, from), monthAt(yearOfFirstMonth, from + 2)]
  const fromYear = first.year === last.year ? '' : ` ${first.year}`
  return `${first.name}${fromYear} to ${last.name} ${last.year}`
}

/** "2027-Q1" as "Q1 2027". */
export function quarterShort(quarter: string) {
  const found = quarterParts(quarter)
  return found ? `Q${found.part} ${found.year}` : quarter
}

export function toDate(at: Moment) {
  return at instanceof Date ? at : new Date(at)
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

function span(ms: number) {
  if (ms < hour) return `${Math.floor(ms / minute)} min`
  return ms < day ? `${Math.floor(ms / hour)} h` : `${Math.floor(ms / day)} d`
}

function parts(at: Moment, zone: string) {
  const found: Record<string, number> = {}
  for (const { type, value } of formatter(zone).formatToParts(toDate(at))) found[type] = Number(value)
  const { day = 1, month = 1, year = 1970, hour = 0, minute = 0 } = found
  return { day, month, year, hour, minute }
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(zone: string) {
  const known = formatters.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  formatters.set(zone, made)
  return made
}

function quarterParts(quarter: string) {
  const found = /^(\d{4})-?Q([1-4])$/.exec(quarter)
  return found ? { year: Number(found[1]), part: Number(found[2]) } : null
}

function monthAt(year: number, index: number) {
  return { name: longMonths[index % 12], year: year + Math.floor(index / 12) }
}

function two(n: number) {
  return String(n).padStart(2, '0')
}

const longMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const months = longMonths.map((name) => name.slice(0, 3))
