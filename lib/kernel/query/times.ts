// How a moment is written: a day, a day with a time, so long ago, or a function. What instant that is depends on the clock and
// the zone of whoever asks, so it is worked out where the query is run.

export type Unit = 'm' | 'h' | 'd' | 'w' | 'M' | 'y'
export type Period = 'day' | 'week' | 'month' | 'quarter' | 'year'
export type Shift = { amount: number; unit: Unit }

export type TimeWord =
  /** A whole day, 2026-11-01. */
  | { is: 'day'; day: string }
  /** A day and a time on the wall, or in the zone that is said. */
  | { is: 'moment'; wall: string; offset: string | null }
  /** So long before or after now; `-7d`. */
  | { is: 'shift'; shift: Shift }
  /** The beginning or end of the day, week, … so many from the present one, moved by a shift. */
  | { is: 'edge'; edge: 'start' | 'end'; of: Period; periods: number; shift: Shift | null }
  | { is: 'today'; shift: Shift | null }

export const timeExample = '2026-11-01, -7d or startOfWeek()'

const longest: Record<Unit, number> = { m: 5_000_000, h: 90_000, d: 36_500, w: 5_200, M: 1_200, y: 100 }

/** `-7d`, `+2w`, `3d`; a number alone counts in `unit` where one is given. */
export function readShift(text: string, unit?: Unit): Shift | null {
  const found = /^([+-]?)(\d{1,7})([mhdwMy]?)$/.exec(text)
  const said = (found?.[3] || unit) as Unit | undefined
  if (!found || !said) return null
  const amount = Number(found[2]) * (found[1] === '-' ? -1 : 1)
  return Math.abs(amount) <= longest[said] ? { amount: amount === 0 ? 0 : amount, unit: said } : null
}

export function readTime(text: string): TimeWord | null {
  const shift = readShift(text)
  if (shift) return { is: 'shift', shift }
  const found =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?)?$/i.exec(
      text.trim(),
    )
  if (!found) return null
  const [, year, month, day, hour, minute, second, offset] = found
  if (!isDay(Number(year), Number(month), Number(day))) return null
  const date = `${year}-${month}-${day}`
  if (hour === undefined) return { is: 'day', day: date }
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return null
  if (offset && !/^z$/i.test(offset) && (Number(offset.slice(1, 3)) > 14 || Number(offset.slice(4)) > 59))
    return null
  return {
    is: 'moment',
    wall: `${date}T${hour}:${minute}:${second ?? '00'}`,
    offset: offset?.toUpperCase() ?? null,
  }
}

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1900 || year > 2999 || month < 1 || month > 12) return false
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return day >= 1 && day <= days
}

const edges = /^(start|end)of(day|week|month|quarter|year)$/
const units: Record<Period, Unit> = { day: 'd', week: 'w', month: 'M', quarter: 'M', year: 'y' }

/** The moment that a function of time stands for; null where its argument is no shift. */
export function timeOfFunction(name: string, argument: string | undefined): TimeWord | null {
  const lower = name.toLowerCase()
  const [, edge, of] = edges.exec(lower) ?? []
  // Of a quarter a number alone says how many; elsewhere it counts in the unit of the function.
  const unit = of ? units[of as Period] : 'd'
  const shift = argument === undefined ? null : readShift(argument, unit)
  if (argument !== undefined && !shift) return null
  if (edge) {
    const whole = shift && (of === 'quarter' ? /\d$/.test(argument!) : shift.unit === unit)
    return {
      is: 'edge',
      edge: edge as 'start' | 'end',
      of: of as Period,
      periods: whole ? shift.amount : 0,
      shift: whole ? null : shift,
    }
  }
  if (lower === 'today') return { is: 'today', shift }
  return { is: 'shift', shift: shift ?? { amount: 0, unit: 'd' } }
}
