// The clocks of a vulnerability, in business days. A clock is worked out anew from its start whenever its item changes, so
// that a corrected severity gives every clock the time that it would have had from the beginning.
import { severities, type ItemType, type Severity, type Status } from '../items/schema'
import { businessTimeBetween, closingOf, dueAt, sayWorkingTime, type Calendar } from '../kernel/clock'
import {
  acceptedStage,
  beforeTriage,
  clockLabels,
  targetDays,
  triageDays,
  type ClockMood,
  type ClockName,
  type DrawnClock,
  type RiskKind,
} from './schema'

export type Clock = {
  name: ClockName
  targetDays: number
  startedAt: Date
  dueAt: Date
  metAt: Date | null
  /** Working time for which the item was closed: it counts against nobody. */
  pausedMs: number
}

export type Vulnerability = {
  type: ItemType
  status: Status
  stage: string | null
  severity: Severity | null
  estimate: number | null
  due: string | null
}

/** More time that was granted: until the end of that day, for as long as the item is no worse than it was then. */
export type Extension = { severity: Severity; until: string }

/** All clocks that the item has after a change; those that are not among them are taken away. */
export function clocksAfter({
  item,
  wasDone,
  clocks,
  extensions,
  now,
  calendar,
}: {
  item: Vulnerability
  /** Did it stand in Done before this change? */
  wasDone: boolean
  clocks: readonly Clock[]
  extensions: readonly Extension[]
  now: Date
  calendar: Calendar
}): Clock[] {
  if (item.type !== 'vulnerability') return []
  const done = item.status === 'done'
  const timed = (clock: Clock, target: number): Clock => ({
    ...clock,
    targetDays: target,
    dueAt: dueAt({
      from: clock.startedAt,
      target: { unit: 'days', amount: target },
      pausedMs: clock.pausedMs,
      calendar,
    }),
  })
  const turned = (clock: Clock, { met, reopens }: { met: boolean; reopens: boolean }): Clock => {
    if (clock.metAt && reopens) {
      const pausedMs = clock.pausedMs + Math.max(0, businessTimeBetween(clock.metAt, now, calendar))
      return { ...clock, pausedMs, metAt: null }
    }
    return met && !clock.metAt ? { ...clock, metAt: now } : clock
  }
  const known = (name: ClockName) => clocks.find((each) => each.name === name)

  // Once looked at is looked at, unless it was closed without anybody saying how bad it is.
  const triage = turned(known('triage') ?? begun('triage', now), {
    met: isTriaged(item),
    reopens: wasDone && !done && item.severity === null,
  })
  const after: Clock[] = [timed(triage, triageDays)]
  for (const name of ['estimate', 'fix'] as const) {
    const before = known(name)
    const target = item.severity && triage.metAt ? targetDays[name][item.severity] : null
    if (target === null) {
      // Nothing is promised any more; what was kept or broken stays on record.
      if (before?.metAt) after.push(before)
      continue
    }
    const met = done || (name === 'estimate' && (item.estimate !== null || item.due !== null))
    const clock = timed(turned(before ?? begun(name, triage.metAt!), { met, reopens: !met }), target)
    after.push(name === 'fix' ? extended(clock, { item, extensions, calendar }) : clock)
  }
  return after
}

function begun(name: ClockName, at: Date): Clock {
  return { name, targetDays: 0, startedAt: at, dueAt: at, metAt: null, pausedMs: 0 }
}

/** Somebody has said how bad it is and sent it on, or has closed it. */
export function isTriaged({ status, stage, severity }: Vulnerability): boolean {
  if (status === 'done') return true
  if (severity === null) return false
  return stage === null ? status !== 'backlog' : !beforeTriage.includes(stage)
}

function extended(
  clock: Clock,
  {
    item,
    extensions,
    calendar,
  }: { item: Vulnerability; extensions: readonly Extension[]; calendar: Calendar },
): Clock {
  const ends = extensions
    .filter(({ severity }) => severities.indexOf(severity) <= severities.indexOf(item.severity!))
    .map(({ until }) => closingOf(until, calendar))
  return { ...clock, dueAt: new Date(Math.max(+clock.dueAt, ...ends.map(Number))) }
}

/** A clock's mood and words at this moment: kept or broken once it is met, else how much is left or lost. */
export function drawClock(
  clock: Omit<Clock, 'pausedMs' | 'targetDays'>,
  now: Date,
  calendar: Calendar,
): DrawnClock {
  const drawn = (mood: ClockMood, words: string) => ({
    name: clockLabels[clock.name],
    mood,
    words,
    dueAt: clock.dueAt,
    metAt: clock.metAt,
  })
  const late = (until: Date) => sayWorkingTime(businessTimeBetween(clock.dueAt, until, calendar), calendar)
  if (clock.metAt)
    return clock.metAt > clock.dueAt ? drawn('broken', `${late(clock.metAt)} late`) : drawn('kept', 'in time')
  if (now > clock.dueAt) return drawn('late', `${late(now)} late`)
  const left = businessTimeBetween(now, clock.dueAt, calendar)
  const whole = businessTimeBetween(clock.startedAt, clock.dueAt, calendar)
  const soon = left < Math.max(3_600_000, whole / 4)
  return drawn(soon ? 'soon' : 'fine', `${sayWorkingTime(left, calendar)} left`)
}

/** What the team does next so that no clock is broken; null when nothing runs. */
export function nextStep(item: Vulnerability, clocks: readonly Clock[]): string | null {
  const open = (name: ClockName) => clocks.some((clock) => clock.name === name && !clock.metAt)
  if (open('triage'))
    return item.severity === null
      ? 'Say how bad it is, then send it on to a later stage: that ends its triage.'
      : 'Send it on to a later stage: that ends its triage.'
  if (open('estimate')) return 'Give it points or a due day: that is its estimate.'
  if (item.severity === null && item.status !== 'done')
    return 'Without a severity nothing is promised for it.'
  return null
}

/** Critical and high are for an admin to decide, the rest for any other person of the team. Never for who asked. */
export function refuseDecider(
  risk: { severity: Severity; askedById: string },
  viewer: { id: string | null; role: string },
): string | null {
  if (risk.askedById === viewer.id) return 'You asked for this, so somebody else decides.'
  const grave = risk.severity === 'critical' || risk.severity === 'high'
  return grave && viewer.role !== 'admin' ? `A ${risk.severity} risk is for an admin to decide.` : null
}

/** What was asked for lives no longer than the reason for asking. */
export const notToDecide = {
  archived: 'It was archived meanwhile. Restore it first, then decide.',
  otherType: 'It is no vulnerability any more, so there is no risk to decide on.',
  done: 'It was done meanwhile, so there is nothing left to decide on. Open it again first.',
}

/** Done is done; only a risk that was accepted may be accepted for longer. */
export function isSettled(
  { status, stage }: { status: string; stage: string | null },
  kind: RiskKind,
): boolean {
  return status === 'done' && !(kind === 'acceptance' && stage === acceptedStage)
}

/** The last day on which an accepted risk may be looked at again. */
export function lastReview(today: string, months: number): string {
  const [year, month, date] = today.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}
