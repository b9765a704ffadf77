// The promises on a request, in working time. A clock stands still only while the requester has the turn; whether it was
// kept is worked out from its times and never stored.
import { businessTimeBetween, dayIn, dueAt, sayWorkingTime, type Calendar } from '../kernel/clock'
import { firstLook, type ClockTarget } from './schema'

export type Clock = {
  name: string
  unit: string
  amount: number
  startedAt: Date
  pausedAt: Date | null
  pausedMs: bigint
  dueAt: Date
  metAt: Date | null
}

/** The clocks of a new request. */
export function startClocks(
  targets: readonly ClockTarget[],
  options: { urgent: boolean; at: Date; calendar: Calendar },
) {
  const { urgent, at, calendar } = options
  return targets.map((target) => {
    const { unit, amount } = urgent && target.urgent ? target.urgent : target
    return {
      name: target.name,
      unit,
      amount,
      startedAt: at,
      dueAt: dueAt({ from: at, target: { unit, amount }, pausedMs: 0, calendar }),
    }
  })
}

/** What a clock's row becomes when something happened to its request; null when it stays as it is. */
export function turnClock(
  clock: Clock,
  happened: {
    seen: boolean
    answered: boolean
    waits: boolean
    reopened: boolean
    at: Date
    calendar: Calendar
  },
): Partial<Pick<Clock, 'pausedAt' | 'pausedMs' | 'dueAt' | 'metAt'>> | null {
  const { at, calendar } = happened
  if (clock.metAt) {
    // Reopened: the time for which it was closed does not count against the team, what went before does.
    return happened.reopened && clock.name !== firstLook
      ? resumed({ ...clock, metAt: null }, clock.metAt, happened)
      : null
  }
  const met = clock.name === firstLook ? happened.seen : happened.answered
  const still = clock.pausedAt && (met || !happened.waits) ? resumed(clock, clock.pausedAt, happened) : null
  if (met) return { ...still, pausedAt: null, metAt: at }
  if (happened.waits) return clock.pausedAt ? null : { pausedAt: at }
  return still && { ...still, dueAt: still.dueAt ?? dueOfClock(clock, clock.pausedMs, calendar) }
}

function resumed(clock: Clock, since: Date, { at, calendar }: { at: Date; calendar: Calendar }) {
  const pausedMs = clock.pausedMs + BigInt(Math.max(0, businessTimeBetween(since, at, calendar)))
  return { pausedAt: null, metAt: clock.metAt, pausedMs, dueAt: dueOfClock(clock, pausedMs, calendar) }
}

function dueOfClock(clock: Clock, pausedMs: bigint, calendar: Calendar): Date {
  const unit = clock.unit === 'hours' ? 'hours' : 'days'
  return dueAt({
    from: clock.startedAt,
    target: { unit, amount: clock.amount },
    pausedMs: Number(pausedMs),
    calendar,
  })
}

/** Was the promise broken, as far as one can say now? */
export function isBreached(clock: Pick<Clock, 'metAt' | 'pausedAt' | 'dueAt'>, now: Date): boolean {
  return (clock.metAt ?? clock.pausedAt ?? now) > clock.dueAt
}

export type ClockMood = 'kept' | 'broken' | 'paused' | 'late' | 'soon' | 'fine'

/** A clock as it is drawn: a mood for the colour, and words that say the same without it. */
export type DrawnClock = { name: string; mood: ClockMood; words: string; dueAt: Date; metAt: Date | null }

export function drawClock(clock: Clock, now: Date, calendar: Calendar): DrawnClock {
  const breached = isBreached(clock, now)
  const drawn = (mood: ClockMood, words: string) => ({
    name: clock.name,
    mood,
    words,
    dueAt: clock.dueAt,
    metAt: clock.metAt,
  })
  const late = () =>
    sayWorkingTime(businessTimeBetween(clock.dueAt, clock.metAt ?? clock.pausedAt ?? now, calendar), calendar)
  if (clock.metAt) return breached ? drawn('broken', `${late()} late`) : drawn('kept', 'in time')
  if (clock.pausedAt) return drawn('paused', breached ? `stands still, ${late()} late` : 'stands still')
  if (breached) return drawn('late', `${late()} late`)
  const left = businessTimeBetween(now, clock.dueAt, calendar)
  const whole = businessTimeBetween(clock.startedAt, clock.dueAt, calendar)
  return drawn(
    left < Math.max(3_600_000, whole / 4) ? 'soon' : 'fine',
    `${sayWorkingTime(left, calendar)} left`,
  )
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** An instant to come, as one says it: "today 14:00", "Thursday 14:00", "12 Nov 2026, 14:00". */
export function sayWhen(at: Date, { now, zone }: { now: Date; zone: string }): string {
  const [day, today] = [dayIn(at, zone), dayIn(now, zone)]
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
  const away = Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000)
  if (away === 0) return `today ${time}`
  if (away === 1) return `tomorrow ${time}`
  const date = new Date(day)
  if (away > 1 && away < 7) return `${weekdays[date.getUTCDay()]} ${time}`
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}, ${time}`
}

/** What the requester may expect next, in one sentence. */
export function expectation(
  request: { status: string; clocks: readonly Clock[]; owner: string | null },
  { now, zone }: { now: Date; zone: string },
): string {
  if (request.status === 'done') return 'It is done. Reopen it if something is missing.'
  if (request.status === 'declined') return 'It was declined; why stands below.'
  if (request.status === 'waiting') return 'It is your turn. The clock stands still until you have answered.'
  const look = request.clocks.find((clock) => clock.name === firstLook && !clock.metAt)
  const answer = request.clocks.find((clock) => clock.name !== firstLook && !clock.metAt)
  const by = (clock: Clock) =>
    clock.dueAt < now
      ? `was due ${sayWhen(clock.dueAt, { now, zone })}; it is late, and the team can see that`
      : `by ${sayWhen(clock.dueAt, { now, zone })}`
  if (request.status === 'new' && look) {
    const first = look.dueAt < now ? `A first look ${by(look)}.` : `Somebody will look at it ${by(look)}.`
    return answer && answer.dueAt >= now ? `${first} Expect an answer ${by(answer)}.` : first
  }
  if (!answer)
    return request.owner
      ? `${request.owner} has it and has answered; nothing more was promised.`
      : 'It waits for its turn.'
  return answer.dueAt < now ? `An answer ${by(answer)}.` : `Expect an answer ${by(answer)}.`
}

/** How long until one hears back, before anything is sent: "a first look within 8 working hours, an answer within 5 working days". */
export function promiseWords(targets: readonly ClockTarget[]): string {
  return targets
    .map(
      ({ name, unit, amount }) =>
        `${name.toLowerCase()} within ${amount} working ${amount === 1 ? unit.slice(0, -1) : unit}`,
    )
    .join(', ')
}

/** The order in which the promises fall due, the shorter first. */
export function inOrder<T extends Clock>(clocks: T[]): T[] {
  return [...clocks].sort(
    (a, b) =>
      a.startedAt.getTime() - b.startedAt.getTime() ||
      a.dueAt.getTime() - b.dueAt.getTime() ||
      (a.name < b.name ? 1 : -1),
  )
}
