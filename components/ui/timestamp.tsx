import { formatDate, formatDay, formatExact, formatWhen, toDate, type Moment } from './dates'

type Props = { at: Moment; now?: Moment; zone?: string; className?: string }

/**
 * "3 h ago", and the exact time on hover. In client components give `now` from the server; without it the two
 * clocks may differ by a minute, which is why the text may differ from what the server drew.
 */
export function Timestamp({ at, now = Date.now(), zone, className }: Props) {
  return (
    <time
      dateTime={toDate(at).toISOString()}
      title={formatExact(at, zone)}
      className={className}
      suppressHydrationWarning
    >
      {formatWhen(at, { now, zone })}
    </time>
  )
}

/** For public pages, which are kept: never relative to now. `exact` adds the time. */
export function DateStamp({ at, zone, exact, className }: Omit<Props, 'now'> & { exact?: boolean }) {
  return (
    <time dateTime={toDate(at).toISOString()} title={formatExact(at, zone)} className={className}>
      {exact ? formatExact(at, zone) : formatDate(at, zone)}
    </time>
  )
}

/** A day without a time, such as a due date: "2026-12-04". */
export function DayStamp({ day, className }: { day: string; className?: string }) {
  return (
    <time dateTime={day.slice(0, 10)} className={className}>
      {formatDay(day)}
    </time>
  )
}
