// The team's promises about vulnerabilities, in business days: Monday to Friday, nine to five, no holidays counted.
import { expect, test } from 'vitest'
import type { Calendar } from '../kernel/clock'
import {
  clocksAfter,
  drawClock,
  isTriaged,
  lastReview,
  nextStep,
  refuseDecider,
  type Clock,
  type Extension,
  type Vulnerability,
} from './rules'

const calendar: Calendar = {
  zone: 'Europe/Berlin',
  days: [1, 2, 3, 4, 5],
  opens: '09:00',
  closes: '17:00',
  holidays: ['2026-12-24', '2026-12-25', '2027-01-01'],
}
const reported: Vulnerability = {
  type: 'vulnerability',
  status: 'ready',
  stage: 'reported',
  severity: 'high',
  estimate: null,
  due: null,
}
const incoming: Vulnerability = { ...reported, status: 'backlog', stage: 'incoming', severity: null }
/** Ten in the morning in Berlin. */
const at = (day: string, time = '10:00') => new Date(`${day}T${time}:00+01:00`)
const monday = at('2026-12-07')

type Step = Partial<Vulnerability> & { on: Date; extensions?: Extension[] }

/** The clocks after each of these changes, one upon the other. */
function after(first: Vulnerability, begun: Date, ...steps: Step[]): Clock[] {
  let item = first
  let clocks = clocksAfter({ item, wasDone: false, clocks: [], extensions: [], now: begun, calendar })
  for (const { on, extensions = [], ...change } of steps) {
    const wasDone = item.status === 'done'
    item = { ...item, ...change }
    clocks = clocksAfter({ item, wasDone, clocks, extensions, now: on, calendar })
  }
  return clocks
}

const named = (clocks: Clock[], name: string) => clocks.find((clock) => clock.name === name)

test('triage ends three business days after it was found', () => {
  expect(after(incoming, monday)).toMatchObject([{ name: 'triage', dueAt: at('2026-12-10'), metAt: null }])
  // Found on a Friday: Monday, Tuesday, Wednesday.
  expect(after(incoming, at('2026-12-11'))[0]!.dueAt).toEqual(at('2026-12-16'))
  // Found on a Saturday: counted from Monday's opening, so until Wednesday's close.
  expect(after(incoming, at('2026-12-12'))[0]!.dueAt).toEqual(at('2026-12-16', '17:00'))
  // Over the holidays: the 23rd, then the 28th, 29th and 30th.
  expect(after(incoming, at('2026-12-23'))[0]!.dueAt).toEqual(at('2026-12-30'))
})

test.each([
  ['critical', '2026-12-08', '2026-12-10'],
  ['high', '2026-12-10', '2026-12-21'],
  ['medium', '2026-12-21', '2027-02-04'],
  ['low', '2026-12-21', '2027-04-29'],
] as const)('a %s one is estimated by %s and fixed by %s, from its triage on', (severity, estimate, fix) => {
  const clocks = after({ ...reported, severity }, monday)
  expect(named(clocks, 'triage')).toMatchObject({ metAt: monday })
  expect(named(clocks, 'estimate')).toMatchObject({
    startedAt: monday,
    dueAt: inBerlin(estimate),
    metAt: null,
  })
  expect(named(clocks, 'fix')).toMatchObject({ startedAt: monday, dueAt: inBerlin(fix), metAt: null })
})

/** Ten o'clock on the wall, in summer too. */
function inBerlin(day: string) {
  return new Date(`${day}T10:00:00${day > '2027-03-28' ? '+02:00' : '+01:00'}`)
}

test('for an informational one nothing is promised', () => {
  expect(after({ ...reported, severity: 'informational' }, monday).map(({ name }) => name)).toEqual([
    'triage',
  ])
})

test('what is no vulnerability has no clocks, and one that becomes none loses them', () => {
  expect(after({ ...reported, type: 'bug' }, monday)).toEqual([])
  expect(after(reported, monday, { on: at('2026-12-08'), type: 'bug' })).toEqual([])
})

test('triage is over when somebody has said how bad it is and sent it on, or has closed it', () => {
  expect(isTriaged(incoming)).toBe(false)
  expect(isTriaged({ ...incoming, severity: 'low' })).toBe(false)
  expect(isTriaged({ ...incoming, stage: 'triaging', status: 'ready', severity: 'low' })).toBe(false)
  expect(isTriaged({ ...incoming, stage: 'reported', status: 'ready' })).toBe(false)
  expect(isTriaged(reported)).toBe(true)
  expect(isTriaged({ ...incoming, stage: 'resolved', status: 'done' })).toBe(true)
  // A team without stages: the columns say the same.
  expect(isTriaged({ ...reported, stage: null })).toBe(true)
  expect(isTriaged({ ...reported, stage: null, status: 'backlog' })).toBe(false)
})

test('triage once done stays done, so that going back and forth wins no time', () => {
  const clocks = after(
    reported,
    monday,
    { on: at('2026-12-09'), stage: 'triaging' },
    { on: at('2026-12-15'), stage: 'reported' },
  )
  expect(named(clocks, 'triage')!.metAt).toEqual(monday)
  expect(named(clocks, 'fix')).toMatchObject({ startedAt: monday, dueAt: at('2026-12-21') })
})

test('an estimate is points or a due day; taken back, the clock runs on', () => {
  for (const change of [{ estimate: 3 }, { due: '2026-12-18' }]) {
    const clocks = after(reported, monday, { on: at('2026-12-08'), ...change })
    expect(named(clocks, 'estimate')!.metAt).toEqual(at('2026-12-08'))
    expect(named(clocks, 'fix')!.metAt).toBeNull()
  }
  const back = after(
    reported,
    monday,
    { on: at('2026-12-08'), estimate: 3 },
    { on: at('2026-12-09'), estimate: null },
  )
  expect(named(back, 'estimate')).toMatchObject({ metAt: null, dueAt: at('2026-12-11') })
})

test('done keeps every promise, and the time for which it was closed counts against nobody', () => {
  const closed = after(reported, monday, { on: at('2026-12-09'), status: 'done', stage: 'resolved' })
  expect(closed.map(({ metAt }) => metAt)).toEqual([monday, at('2026-12-09'), at('2026-12-09')])
  const open = after(
    reported,
    monday,
    { on: at('2026-12-09'), status: 'done', stage: 'resolved' },
    { on: at('2026-12-16'), status: 'in-progress', stage: 'pending-fix' },
  )
  // Five business days closed: due five business days later than the 21st, and Christmas is none of them.
  expect(named(open, 'fix')).toMatchObject({ metAt: null, startedAt: monday, dueAt: at('2026-12-30') })
  expect(named(open, 'triage')!.metAt).toEqual(monday)
})

test('closed without a word on how bad it is, it is triaged anew when it comes back', () => {
  const clocks = after(
    incoming,
    monday,
    { on: at('2026-12-08'), status: 'done', stage: 'resolved' },
    { on: at('2026-12-15'), status: 'backlog', stage: 'incoming' },
  )
  expect(clocks).toMatchObject([{ name: 'triage', metAt: null, dueAt: at('2026-12-17') }])
  const again = after(
    incoming,
    monday,
    { on: at('2026-12-08'), status: 'done', stage: 'resolved' },
    { on: at('2026-12-15'), status: 'backlog', stage: 'incoming' },
    { on: at('2026-12-16'), status: 'ready', stage: 'reported', severity: 'critical' },
  )
  expect(named(again, 'fix')!.startedAt).toEqual(at('2026-12-16'))
})

test('a corrected severity gives each clock the time that it would have had from the beginning', () => {
  const worse = after(reported, monday, { on: at('2026-12-09'), severity: 'critical' })
  expect(named(worse, 'estimate')).toMatchObject({
    startedAt: monday,
    targetDays: 1,
    dueAt: at('2026-12-08'),
  })
  expect(named(worse, 'fix')).toMatchObject({ startedAt: monday, targetDays: 3, dueAt: at('2026-12-10') })
  const nothing = after(reported, monday, { on: at('2026-12-09'), severity: 'informational' })
  expect(nothing.map(({ name }) => name)).toEqual(['triage'])
  const back = after(
    reported,
    monday,
    { on: at('2026-12-09'), severity: null },
    { on: at('2026-12-15'), severity: 'high' },
  )
  expect(named(back, 'fix')).toMatchObject({ startedAt: monday, dueAt: at('2026-12-21') })
})

test('granted time moves the fix, not the estimate, and ends where the risk grows', () => {
  const extensions = [{ severity: 'high', until: '2027-01-15' } as const]
  const more = after(reported, monday, { on: at('2026-12-09'), extensions })
  expect(named(more, 'fix')!.dueAt).toEqual(at('2027-01-15', '17:00'))
  expect(named(more, 'estimate')!.dueAt).toEqual(at('2026-12-10'))
  const lower = after(reported, monday, { on: at('2026-12-09'), severity: 'medium', extensions })
  expect(named(lower, 'fix')!.dueAt).toEqual(at('2027-02-04'))
  const worse = after(reported, monday, { on: at('2026-12-09'), severity: 'critical', extensions })
  expect(named(worse, 'fix')!.dueAt).toEqual(at('2026-12-10'))
})

test('a clock says in words how it stands', () => {
  const clock = { name: 'fix', startedAt: monday, dueAt: at('2026-12-21'), metAt: null } as const
  const said = (now: Date, metAt: Date | null = null) => {
    const { mood, words } = drawClock({ ...clock, metAt }, now, calendar)
    return `${mood}: ${words}`
  }
  expect(said(at('2026-12-08'))).toBe('fine: 9 days left')
  expect(said(at('2026-12-18'))).toBe('soon: 1 day left')
  expect(said(at('2026-12-23'))).toBe('late: 2 days late')
  expect(said(at('2027-03-01'), at('2026-12-17'))).toBe('kept: in time')
  expect(said(at('2027-03-01'), at('2026-12-22'))).toBe('broken: 1 day late')
})

test('the page says what keeps the next promise', () => {
  expect(nextStep(incoming, after(incoming, monday))).toContain('how bad')
  expect(nextStep({ ...incoming, severity: 'low' }, after(incoming, monday))).toContain('later stage')
  expect(nextStep(reported, after(reported, monday))).toContain('points or a due day')
  expect(nextStep({ ...reported, estimate: 2 }, after({ ...reported, estimate: 2 }, monday))).toBeNull()
})

test('who decides follows from the severity, and it is never who asked', () => {
  const asks = (severity: 'critical' | 'high' | 'medium' | 'low' | 'informational', role: string, id = 'b') =>
    refuseDecider({ severity, askedById: 'a' }, { id, role }) === null
  expect(
    ['critical', 'high', 'medium', 'low', 'informational'].map((each) => asks(each as 'low', 'security')),
  ).toEqual([false, false, true, true, true])
  expect(asks('critical', 'admin')).toBe(true)
  expect(asks('low', 'admin', 'a')).toBe(false)
})

test('six months on is a day that exists', () => {
  expect(lastReview('2026-11-25', 6)).toBe('2027-05-25')
  expect(lastReview('2026-08-31', 6)).toBe('2027-02-28')
})
