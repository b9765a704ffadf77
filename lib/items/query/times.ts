// A moment as it was written, as instants. A day is the whole day of the workspace's zone, from its first instant to the next
// day's; anything else is one instant.
import { Temporal } from 'temporal-polyfill'
import type { TimeWord } from '../../kernel/query'

/** `to` is the first instant after it; the same as `from` for what has no length. */
export type Moment = { from: Date; to: Date }

type Shift = { amount: number; unit: 'm' | 'h' | 'd' | 'w' | 'M' | 'y' }

const units = {
  m: 'minutes',
  h: 'hours',
  d: 'days',
  w: 'weeks',
  M: 'months',
  y: 'years',
} as const satisfies Record<Shift['unit'], string>

export function momentOf(word: TimeWord, { now, zone }: { now: Date; zone: string }): Moment {
  const here = Temporal.Instant.fromEpochMilliseconds(+now).toZonedDateTimeISO(zone)
  switch (word.is) {
    case 'day':
      return wholeDay(Temporal.PlainDate.from(word.day), zone)
    case 'today':
      return wholeDay(shifted(here, word.shift).toPlainDate(), zone)
    case 'moment':
      return instant(
        word.offset
          ? Temporal.Instant.from(`${word.wall}${word.offset}`)
          : Temporal.PlainDateTime.from(word.wall).toZonedDateTime(zone).toInstant(),
      )
    case 'shift':
      return instant(shifted(here, word.shift).toInstant())
    case 'edge': {
      const start = startOf(word.of, here.toPlainDate()).add(lengthOf(word.of, word.periods))
      // The last instant that is kept apart from the next: our times are in milliseconds.
      const edge =
        word.edge === 'start'
          ? start.toZonedDateTime(zone)
          : start.add(lengthOf(word.of, 1)).toZonedDateTime(zone).subtract({ milliseconds: 1 })
      return instant(shifted(edge, word.shift).toInstant())
    }
  }
}

/** The local day in which it begins, for what is kept by day. */
export function dayOf(moment: Moment, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(+moment.from)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString()
}

type Period = 'day' | 'week' | 'month' | 'quarter' | 'year'

function lengthOf(period: Period, times: number): Temporal.DurationLike {
  if (period === 'quarter') return { months: 3 * times }
  return { [`${period}s`]: times }
}

function startOf(period: Period, day: Temporal.PlainDate): Temporal.PlainDate {
  switch (period) {
    case 'day':
      return day
    case 'week':
      return day.subtract({ days: day.dayOfWeek - 1 })
    case 'month':
      return day.with({ day: 1 })
    case 'quarter':
      return day.with({ day: 1, month: day.month - ((day.month - 1) % 3) })
    case 'year':
      return day.with({ day: 1, month: 1 })
  }
}

function shifted(from: Temporal.ZonedDateTime, shift: Shift | null): Temporal.ZonedDateTime {
  return shift ? from.add({ [units[shift.unit]]: shift.amount }) : from
}

function wholeDay(day: Temporal.PlainDate, zone: string): Moment {
  const at = (each: Temporal.PlainDate) => new Date(each.toZonedDateTime(zone).epochMilliseconds)
  return { from: at(day), to: at(day.add({ days: 1 })) }
}

function instant(at: Temporal.Instant): Moment {
  const date = new Date(at.epochMilliseconds)
  return { from: date, to: date }
}
