// Time as the team means it: business days and hours of a calendar, and the quarters of a fiscal year.
// Prisma speaks `Date`, so instants come in and go out as `Date`; in between they are Temporal's, where a day, an
// instant and a clock on the wall are different types. The time that it is now always comes in as an argument.
import { Temporal } from 'temporal-polyfill'

/** When the team works. Days are 1 (Monday) to 7 (Sunday); holidays are days such as `2027-12-24`. */
export type Calendar = {
  zone: string
  days: readonly number[]
  opens: string
  closes: string
  holidays: readonly string[]
}

/** What was promised: an answer within so many business hours or business days. */
export type Target = { unit: 'hours' | 'days'; amount: number }

const HOUR = 3_600_000
// Nobody waits ten years for an opening; a calendar like that is a mistake and must not hang a request.
const LONGEST_SEARCH_DAYS = 3_700

/** A sentence that says what is wrong with a calendar, or null. */
export function refuseCalendar(calendar: Calendar): string | null {
  if (!isZone(calendar.zone)) return `“${calendar.zone}” is no time zone. Use a name such as Europe/Berlin.`
  if (calendar.days.length === 0) return 'Choose at least one working day.'
  if (calendar.days.some((day) => !Number.isInteger(day) || day < 1 || day > 7)) {
    return 'Working days are numbers from 1 (Monday) to 7 (Sunday).'
  }
  for (const time of [calendar.opens, calendar.closes]) {
    if (!/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time)) return `“${time}” is no time of day. Write it as 09:00.`
  }
  if (calendar.opens >= calendar.closes) return 'Closing time must be later than opening time.'
  const noDay = calendar.holidays.find((day) => !isDay(day))
  return noDay === undefined ? null : `“${noDay}” is no day. Write holidays as 2027-12-24.`
}

/** The local day of an instant, as `2027-03-31`. */
export function dayIn(instant: Date, zone: string): string {
  return toZoned(instant, zone).toPlainDate().toString()
}

/**
 * The instant so many business days on. A working day later at the same time of the wall clock, whatever the
 * clocks did in the night between. What comes in while nobody works counts from the next opening; and what would
 * be due at an opening is due at the close before, because that is when the last working day of it ends.
 */
export function addBusinessDays(instant: Date, days: number, calendar: Calendar): Date {
  if (!Number.isInteger(days) || days < 0) throw new RangeError('Business days are counted in whole numbers.')
  if (days === 0) return instant
  const start = firstWorkingMoment(instant, calendar)
  const time = start.toPlainTime()
  const endsAtClose = time.equals(calendar.opens)
  let day = start.toPlainDate()
  for (let left = endsAtClose ? days - 1 : days; left > 0; left--) day = nextWorkingDay(day, calendar)
  const wall = day.toPlainDateTime(endsAtClose ? calendar.closes : time)
  return toDate(wall.toZonedDateTime(calendar.zone))
}

/** The instant at which so many business hours have passed; parts of an hour are fine. */
export function addBusinessHours(instant: Date, hours: number, calendar: Calendar): Date {
  if (!Number.isFinite(hours) || hours < 0) throw new RangeError('Business hours are zero or more.')
  return addBusinessTime(instant, Math.round(hours * HOUR), calendar)
}

/** How much working time, in milliseconds, lies between two instants; negative when `to` comes first. */
export function businessTimeBetween(from: Date, to: Date, calendar: Calendar): number {
  if (from > to) return 0 - businessTimeBetween(to, from, calendar)
  const last = toZoned(to, calendar.zone).toPlainDate()
  let sum = 0
  let day = toZoned(from, calendar.zone).toPlainDate()
  for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    const hours = workingHours(day, calendar)
    if (hours) sum += Math.max(0, Math.min(hours.closes, +to) - Math.max(hours.opens, +from))
  }
  return sum
}

/**
 * When something that was promised at `from` is due. `pausedMs` is the working time (as `businessTimeBetween`
 * measures it) during which the clock stood still, so a weekend of waiting for an answer moves nothing.
 */
export function dueAt(clock: { from: Date; target: Target; pausedMs: number; calendar: Calendar }): Date {
  const { from, target, pausedMs, calendar } = clock
  const due =
    target.unit === 'days'
      ? addBusinessDays(from, target.amount, calendar)
      : addBusinessHours(from, target.amount, calendar)
  return addBusinessTime(due, pausedMs, calendar)
}

/** Working time in one unit, as a team says it: "40 min", "3 h", "2 days". */
export function sayWorkingTime(ms: number, calendar: Calendar): string {
  const day = workingDay(calendar)
  if (ms < 60_000) return 'a minute'
  if (ms < HOUR) return `${Math.floor(ms / 60_000)} min`
  if (ms < day) return `${Math.floor(ms / HOUR)} h`
  const days = Math.floor(ms / day)
  return days === 1 ? '1 day' : `${days} days`
}

function workingDay({ opens, closes }: Calendar): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  return (minutes(closes) - minutes(opens)) * 60_000
}

/** The instant at which the team stops working on a day, or would if it worked then. */
export function closingOf(day: string, calendar: Calendar): Date {
  const wall = Temporal.PlainDate.from(day).toPlainDateTime(calendar.closes)
  return toDate(wall.toZonedDateTime(calendar.zone))
}

/** True when a calendar's people are at work at this instant. */
export function isWorkingTime(instant: Date, calendar: Calendar): boolean {
  const hours = workingHours(toZoned(instant, calendar.zone).toPlainDate(), calendar)
  return hours !== null && +instant >= hours.opens && +instant < hours.closes
}

/**
 * The quarter of a day: `2027-Q1`. A `Date` is read as the day that it is in UTC, which is how Prisma gives a day;
 * for an instant ask `dayIn` first. A fiscal year carries the number of the year in which it ends, as teams say it:
 * with a start in February, 2021-02 belongs to fiscal 2022.
 */
export function quarterOf(date: Date | string, fiscalStartMonth: number): string {
  const day = typeof date === 'string' ? Temporal.PlainDate.from(date) : toZoned(date, 'UTC').toPlainDate()
  const start = fiscalStart(fiscalStartMonth)
  const monthsIn = (day.month - start + 12) % 12
  const year = start > 1 && day.month >= start ? day.year + 1 : day.year
  return `${year}-Q${Math.floor(monthsIn / 3) + 1}`
}

/** The first day of a quarter and the first day after it, each as Prisma gives a day (midnight UTC). */
export function quarterRange(quarter: string, fiscalStartMonth: number): { starts: Date; endsBefore: Date } {
  const starts = quarterStart(quarter, fiscalStartMonth)
  return { starts: toDay(starts), endsBefore: toDay(starts.add({ months: 3 })) }
}

/** A quarter in words: "January to March 2027", or "November 2026 to January 2027". */
export function quarterWords(quarter: string, fiscalStartMonth: number): string {
  const first = quarterStart(quarter, fiscalStartMonth)
  const last = first.add({ months: 2 })
  const year = first.year === last.year ? '' : ` ${first.year}`
  return `${MONTHS[first.month - 1]}${year} to ${MONTHS[last.month - 1]} ${last.year}`
}

/** A quarter and those that follow it, `count` in all. */
export function nextQuarters(quarter: string, count: number): string[] {
  const { year, number } = readQuarter(quarter)
  return Array.from({ length: count }, (_, step) => {
    const place = number - 1 + step
    return `${year + Math.floor(place / 4)}-Q${(place % 4) + 1}`
  })
}

/** True for a text such as `2027-Q1`. */
export function isQuarter(text: string): boolean {
  return /^[12]\d{3}-Q[1-4]$/.test(text)
}

// English only, like the rest of the product; `Intl` would answer in the machine's language.
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]

function addBusinessTime(instant: Date, ms: number, calendar: Calendar): Date {
  if (ms <= 0) return instant
  let left = ms
  let day = toZoned(instant, calendar.zone).toPlainDate()
  for (let searched = 0; searched < LONGEST_SEARCH_DAYS; searched++, day = day.add({ days: 1 })) {
    const hours = workingHours(day, calendar)
    if (!hours) continue
    const from = Math.max(hours.opens, +instant)
    const room = Math.max(0, hours.closes - from)
    if (left <= room) return new Date(from + left)
    left -= room
    if (room > 0) searched = 0
  }
  throw new RangeError('This calendar has no working time in the next ten years.')
}

// The instant itself when people are at work, else the next opening.
function firstWorkingMoment(instant: Date, calendar: Calendar): Temporal.ZonedDateTime {
  const zoned = toZoned(instant, calendar.zone)
  const hours = workingHours(zoned.toPlainDate(), calendar)
  if (hours && +instant >= hours.opens && +instant < hours.closes) return zoned
  const today = zoned.toPlainDate()
  const day = hours && +instant < hours.opens ? today : nextWorkingDay(today, calendar)
  return day.toPlainDateTime(calendar.opens).toZonedDateTime(calendar.zone)
}

function nextWorkingDay(after: Temporal.PlainDate, calendar: Calendar): Temporal.PlainDate {
  let day = after
  for (let searched = 0; searched < LONGEST_SEARCH_DAYS; searched++) {
    day = day.add({ days: 1 })
    if (isWorkingDay(day, calendar)) return day
  }
  throw new RangeError('This calendar has no working day in the next ten years.')
}

function isWorkingDay(day: Temporal.PlainDate, calendar: Calendar): boolean {
  return calendar.days.includes(day.dayOfWeek) && !calendar.holidays.includes(day.toString())
}

type Hours = { opens: number; closes: number } | null

// Reports measure thousands of clocks against the same few calendars and days; a calendar is never changed in
// place (settings are read anew), so what was worked out for it holds as long as it lives.
const known = new WeakMap<Calendar, Map<string, Hours>>()

function workingHours(day: Temporal.PlainDate, calendar: Calendar): Hours {
  let days = known.get(calendar)
  if (!days) known.set(calendar, (days = new Map()))
  const name = day.toString()
  const before = days.get(name)
  if (before !== undefined) return before
  const at = (time: string) => day.toPlainDateTime(time).toZonedDateTime(calendar.zone).epochMilliseconds
  const hours = isWorkingDay(day, calendar)
    ? { opens: at(calendar.opens), closes: at(calendar.closes) }
    : null
  days.set(name, hours)
  return hours
}

function quarterStart(quarter: string, fiscalStartMonth: number): Temporal.PlainDate {
  const { year, number } = readQuarter(quarter)
  const start = fiscalStart(fiscalStartMonth)
  const first = Temporal.PlainDate.from({ year: start > 1 ? year - 1 : year, month: start, day: 1 })
  return first.add({ months: (number - 1) * 3 })
}

function readQuarter(quarter: string): { year: number; number: number } {
  if (!isQuarter(quarter)) throw new RangeError(`“${quarter}” is no quarter. Write it as 2027-Q1.`)
  return { year: Number(quarter.slice(0, 4)), number: Number(quarter[6]) }
}

function fiscalStart(month: number): number {
  if (Number.isInteger(month) && month >= 1 && month <= 12) return month
  throw new RangeError('The fiscal year starts in a month from 1 to 12.')
}

function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text
  } catch {
    return false
  }
}

function toZoned(instant: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(+instant).toZonedDateTimeISO(zone)
}

function toDate(zoned: Temporal.ZonedDateTime): Date {
  return new Date(zoned.epochMilliseconds)
}

function toDay(day: Temporal.PlainDate): Date {
  return new Date(`${day.toString()}T00:00:00Z`)
}
