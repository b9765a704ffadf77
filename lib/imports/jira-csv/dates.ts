// Jira writes dates in the format that its administrator chose, so 5/6/22 is a day in May or in June. A wrong guess
// would quietly move years of history; therefore the order is proven by the file or told by a person.
import { Temporal } from 'temporal-polyfill'

export const dateOrders = ['day-first', 'month-first', 'year-first'] as const
export type DateOrder = (typeof dateOrders)[number]

export type ReadDate = { ok: true; at: Date; day: string } | { ok: false; problem: string }

/** One date of a file, and the line of the row that it stands in. */
export type DateCell = { line: number; text: string }

type Parts = { first: string; second: string; third: string; time: Time; offset: string | null }
type Time = { hour: number; minute: number; second: number } | null
type Shape =
  // Needs no order: the month has a name, or a year of four digits comes first.
  | {
      kind: 'plain'
      year: number
      month: number
      day: number
      order: DateOrder
      time: Time
      offset: string | null
    }
  | ({ kind: 'numbers' } & Parts)

const TIME =
  String.raw`(?:,?[\sT]+(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.\d{1,9})?)?(?:\s*(?<half>[ap])\.?m\.?)?` +
  String.raw`\s*(?<offset>Z|[+-]\d{2}:?\d{2})?)?$`
const DAY_NAMED = new RegExp(String.raw`^(\d{1,2})[-/. ]([a-z]{3,9})\.?[-/. ,]\s?(\d{4}|\d{2})${TIME}`, 'i')
const MONTH_NAMED = new RegExp(String.raw`^([a-z]{3,9})\.?[-/. ](\d{1,2}),?[-/. ](\d{4}|\d{2})${TIME}`, 'i')
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${TIME}`, 'i')
const NUMBERS = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})${TIME}`, 'i')

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
]

/** Reads one date. `order` decides only where the text leaves it open. */
export function readDate(text: string, { order, zone }: { order: DateOrder | null; zone: string }): ReadDate {
  const shape = shapeOf(text.trim())
  if (!shape) return no(text, 'is no date that can be read')
  const parts = shape.kind === 'plain' ? shape : order && inOrder(shape, order)
  if (!parts) return no(text, 'can be read in more than one way')
  const day = dayOf(parts)
  if (!day) return no(text, order ? `is no date when it is read ${order}` : 'is no date of the calendar')
  return {
    ok: true,
    at: instantOf({ day, time: shape.time, offset: shape.offset, zone }),
    day: day.toString(),
  }
}

/**
 * The orders in which all dates of a file can be read: one when the file proves it, several when a person must
 * say it, none when the dates disagree. A text that no order can read is some row's own mistake and proves nothing.
 */
export function possibleOrders(cells: Iterable<DateCell>): { orders: DateOrder[]; example: DateCell | null } {
  const natural = new Set<DateOrder>()
  let orders: DateOrder[] | null = null
  let example: DateCell | null = null
  for (const cell of cells) {
    const shape = shapeOf(cell.text.trim())
    if (!shape) continue
    if (shape.kind === 'plain') {
      natural.add(shape.order)
      continue
    }
    const fitting = dateOrders.filter((order) => dayOf(inOrder(shape, order)))
    if (fitting.length === 0) continue
    const before: DateOrder[] = orders ?? [...dateOrders]
    orders = before.filter((order) => fitting.includes(order))
    if (!example || orders.length < before.length) example = cell
  }
  if (orders) return { orders, example }
  // Nothing depends on the order; the one that people see in the file is the one to tell them.
  return { orders: natural.size === 1 ? [...natural] : [...dateOrders], example: null }
}

/** Names what is wrong with an order that was given on the command line, or returns it. */
export function readDateOrder(text: string): DateOrder | { problem: string } {
  const order = dateOrders.find((known) => known === text)
  return order ?? { problem: `“${text}” is no date order. Use one of ${dateOrders.join(', ')}.` }
}

function shapeOf(text: string): Shape | null {
  const found = (pattern: RegExp) => (text.length > 60 ? null : pattern.exec(text))
  const plain = (
    match: RegExpExecArray,
    order: DateOrder,
    [y, m, d]: [string, number, string],
  ): Shape | null => {
    const time = timeOf(match)
    if (time === 'wrong' || m < 1) return null
    return { kind: 'plain', year: yearOf(y), month: m, day: Number(d), order, time, offset: offsetOf(match) }
  }
  const dayNamed = found(DAY_NAMED)
  if (dayNamed)
    return plain(dayNamed, 'day-first', [at(dayNamed, 3), monthOf(at(dayNamed, 2)), at(dayNamed, 1)])
  const monthNamed = found(MONTH_NAMED)
  if (monthNamed) {
    return plain(monthNamed, 'month-first', [
      at(monthNamed, 3),
      monthOf(at(monthNamed, 1)),
      at(monthNamed, 2),
    ])
  }
  const iso = found(YEAR_FIRST)
  if (iso) return plain(iso, 'year-first', [at(iso, 1), Number(at(iso, 2)), at(iso, 3)])
  const numbers = found(NUMBERS)
  if (!numbers) return null
  const time = timeOf(numbers)
  if (time === 'wrong') return null
  const [first, second, third] = [at(numbers, 1), at(numbers, 2), at(numbers, 3)]
  return { kind: 'numbers', first, second, third, time, offset: offsetOf(numbers) }
}

function inOrder({ first, second, third }: Parts, order: DateOrder) {
  if (order === 'day-first') return { year: yearOf(third), month: Number(second), day: Number(first) }
  if (order === 'month-first') return { year: yearOf(third), month: Number(first), day: Number(second) }
  // 12/06/2022 ends with its year; no reading puts it first.
  const day = third.length === 4 ? 0 : Number(third)
  return { year: yearOf(first), month: Number(second), day }
}

function dayOf({
  year,
  month,
  day,
}: {
  year: number
  month: number
  day: number
}): Temporal.PlainDate | null {
  // No issue tracker held issues before 1970; such a year is a wrong reading.
  if (year < 1970 || month < 1 || day < 1) return null
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return null
  }
}

type Moment = { day: Temporal.PlainDate; time: Time; offset: string | null; zone: string }

function instantOf({ day, time, offset, zone }: Moment): Date {
  const wall = day.toPlainDateTime(time ? Temporal.PlainTime.from(time) : undefined)
  // A written offset (Z, +02:00) is part of the date and wins over the tenant's zone.
  const said = offset?.toUpperCase() === 'Z' ? 'UTC' : offset?.replace(/^(.\d\d):?(\d\d)$/, '$1:$2')
  return new Date(wall.toZonedDateTime(said ?? zone).epochMilliseconds)
}

function timeOf(match: RegExpExecArray): Time | 'wrong' {
  const { hour, minute, second, half } = match.groups as Record<string, string | undefined>
  if (hour === undefined) return null
  const hours = Number(hour)
  if (half && (hours < 1 || hours > 12)) return 'wrong'
  const read = {
    hour: half ? (hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : hours,
    minute: Number(minute),
    second: Number(second ?? 0),
  }
  return read.hour > 23 || read.minute > 59 || read.second > 59 ? 'wrong' : read
}

function offsetOf(match: RegExpExecArray): string | null {
  return match.groups?.offset ?? null
}

// Jira's own formats write years of two digits; 70 to 99 belong to the last century.
function yearOf(text: string): number {
  const year = Number(text)
  if (text.length === 4) return year
  return year < 70 ? 2000 + year : 1900 + year
}

function monthOf(name: string): number {
  const wanted = name.toLowerCase() === 'sept' ? 'sep' : name.toLowerCase()
  return MONTHS.findIndex((month) => month === wanted || month.slice(0, 3) === wanted) + 1
}

function at(match: RegExpExecArray, group: number): string {
  return match[group] ?? ''
}

function no(text: string, why: string): ReadDate {
  return { ok: false, problem: `“${text.slice(0, 40)}” ${why}.` }
}
