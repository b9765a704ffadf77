import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addBusinessDays,
  addBusinessHours,
  businessTimeBetween,
  dayIn,
  dueAt,
  isQuarter,
  isWorkingTime,
  nextQuarters,
  quarterOf,
  quarterRange,
  quarterWords,
  refuseCalendar,
  type Calendar,
} from './clock'

const HOUR = 3_600_000
const berlin: Calendar = {
  zone: 'Europe/Berlin',
  days: [1, 2, 3, 4, 5],
  opens: '09:00',
  closes: '17:00',
  holidays: ['2027-03-26', '2027-03-29'], // Good Friday and Easter Monday; the clocks change on the Sunday between.
}
const at = (text: string) => new Date(text)

describe('business days', () => {
  test('end a working day later at the same time of day', () => {
    // Tuesday 2027-01-12, 10:30 in Berlin.
    expect(addBusinessDays(at('2027-01-12T09:30Z'), 1, berlin)).toEqual(at('2027-01-13T09:30Z'))
    expect(addBusinessDays(at('2027-01-12T09:30Z'), 5, berlin)).toEqual(at('2027-01-19T09:30Z'))
  })

  test('skip weekends and holidays and keep the wall clock when the clocks change', () => {
    // Thursday 16:00 winter time; the next working day is Tuesday 16:00 summer time.
    expect(addBusinessDays(at('2027-03-25T15:00Z'), 1, berlin)).toEqual(at('2027-03-30T14:00Z'))
    // And back in autumn: Friday 16:00 to Monday 16:00.
    expect(addBusinessDays(at('2027-10-29T14:00Z'), 1, berlin)).toEqual(at('2027-11-01T15:00Z'))
  })

  test('count from the next opening when asked in the night, and end with the day', () => {
    const mondayClose = at('2027-01-11T16:00Z')
    expect(addBusinessDays(at('2027-01-08T16:00Z'), 1, berlin)).toEqual(mondayClose) // Friday, at closing time
    expect(addBusinessDays(at('2027-01-09T11:00Z'), 1, berlin)).toEqual(mondayClose) // Saturday noon
    expect(addBusinessDays(at('2027-01-11T03:00Z'), 1, berlin)).toEqual(mondayClose) // Monday before dawn
    expect(addBusinessDays(at('2027-01-11T08:00Z'), 1, berlin)).toEqual(mondayClose) // Monday, at opening time
    expect(addBusinessDays(at('2027-01-11T08:01Z'), 1, berlin)).toEqual(at('2027-01-12T08:01Z'))
  })

  test('of none at all are now; of a part or a negative number are refused', () => {
    expect(addBusinessDays(at('2027-01-09T11:00Z'), 0, berlin)).toEqual(at('2027-01-09T11:00Z'))
    expect(() => addBusinessDays(at('2027-01-09T11:00Z'), -1, berlin)).toThrow('whole numbers')
    expect(() => addBusinessDays(at('2027-01-09T11:00Z'), 1.5, berlin)).toThrow('whole numbers')
  })
})

describe('business hours', () => {
  test('run on the next morning', () => {
    expect(addBusinessHours(at('2027-01-12T15:00Z'), 4, berlin)).toEqual(at('2027-01-13T11:00Z'))
    expect(addBusinessHours(at('2027-01-15T15:30Z'), 1, berlin)).toEqual(at('2027-01-18T08:30Z'))
    expect(addBusinessHours(at('2027-01-12T08:00Z'), 8, berlin)).toEqual(at('2027-01-12T16:00Z'))
    expect(addBusinessHours(at('2027-01-12T08:00Z'), 0.5, berlin)).toEqual(at('2027-01-12T08:30Z'))
  })

  test('are measured without nights, weekends and holidays', () => {
    expect(businessTimeBetween(at('2027-01-15T15:00Z'), at('2027-01-18T09:00Z'), berlin)).toBe(2 * HOUR)
    expect(businessTimeBetween(at('2027-03-25T15:00Z'), at('2027-03-30T08:00Z'), berlin)).toBe(2 * HOUR)
    expect(businessTimeBetween(at('2027-01-16T00:00Z'), at('2027-01-17T00:00Z'), berlin)).toBe(0)
    expect(businessTimeBetween(at('2027-01-18T09:00Z'), at('2027-01-15T15:00Z'), berlin)).toBe(-2 * HOUR)
  })

  test('of a night shift lose and win the hour that the clocks do', () => {
    const night: Calendar = { ...berlin, days: [7], opens: '00:00', closes: '06:00', holidays: [] }
    expect(businessTimeBetween(at('2027-03-27T12:00Z'), at('2027-03-28T12:00Z'), night)).toBe(5 * HOUR)
    expect(businessTimeBetween(at('2027-10-30T12:00Z'), at('2027-10-31T12:00Z'), night)).toBe(7 * HOUR)
  })

  test('know who is at work where', () => {
    const auckland: Calendar = { ...berlin, zone: 'Pacific/Auckland', holidays: [] }
    expect(isWorkingTime(at('2027-01-10T21:00Z'), auckland)).toBe(true) // Monday 10:00 there, Sunday in Berlin
    expect(isWorkingTime(at('2027-01-10T21:00Z'), berlin)).toBe(false)
    expect(isWorkingTime(at('2027-01-11T16:00Z'), berlin)).toBe(false) // closing time is no working time
    expect(dayIn(at('2027-01-10T21:00Z'), 'Pacific/Auckland')).toBe('2027-01-11')
  })
})

describe('a promise', () => {
  const from = at('2027-01-12T09:00Z')

  test('of five business days moves on by the working time that it was paused', () => {
    const target = { unit: 'days', amount: 5 } as const
    expect(dueAt({ from, target, pausedMs: 0, calendar: berlin })).toEqual(at('2027-01-19T09:00Z'))
    expect(dueAt({ from, target, pausedMs: 9 * HOUR, calendar: berlin })).toEqual(at('2027-01-20T10:00Z'))
    const weekend = businessTimeBetween(at('2027-01-15T16:00Z'), at('2027-01-18T08:00Z'), berlin)
    expect(dueAt({ from, target, pausedMs: weekend, calendar: berlin })).toEqual(at('2027-01-19T09:00Z'))
  })

  test('in hours is due within the day', () => {
    expect(dueAt({ from, target: { unit: 'hours', amount: 4 }, pausedMs: 0, calendar: berlin })).toEqual(
      at('2027-01-12T13:00Z'),
    )
  })
})

describe('whatever the calendar and the moment', () => {
  const calendars = fc.record({
    zone: fc.constantFrom(
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Asia/Beirut',
      'UTC',
    ),
    days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    opens: fc.constantFrom('00:00', '06:30', '09:00'),
    closes: fc.constantFrom('12:00', '17:00', '23:59'),
    holidays: fc.subarray([
      '2027-01-01',
      '2027-03-28',
      '2027-03-29',
      '2027-10-31',
      '2027-11-01',
      '2027-12-24',
    ]),
  })
  const moments = fc.date({ min: at('2026-12-01'), max: at('2027-12-31'), noInvalidDate: true })

  // Hours that no change of clocks touches, as it is in the night.
  const daytime = calendars.map((calendar) => ({ ...calendar, opens: '09:00', closes: '17:00' }))

  test('adding working hours and measuring them gives the same', () => {
    fc.assert(
      fc.property(calendars, moments, fc.integer({ min: 0, max: 60 * 60 }), (calendar, from, minutes) => {
        const due = addBusinessHours(from, minutes / 60, calendar)
        expect(businessTimeBetween(from, due, calendar)).toBe(minutes * 60_000)
        expect(refuseCalendar(calendar)).toBeNull()
      }),
    )
  })

  test('adding working days and measuring them gives that many days of work', () => {
    fc.assert(
      fc.property(daytime, moments, fc.integer({ min: 0, max: 40 }), (calendar, from, days) => {
        const due = addBusinessDays(from, days, calendar)
        expect(businessTimeBetween(from, due, calendar)).toBe(days * 8 * HOUR)
      }),
    )
  })

  test('measuring adds up, and later never comes sooner', () => {
    fc.assert(
      fc.property(
        daytime,
        fc.tuple(moments, moments, moments),
        fc.nat({ max: 9 }),
        (calendar, [a, b, c], days) => {
          const between = (from: Date, to: Date) => businessTimeBetween(from, to, calendar)
          expect(between(a, b) + between(b, c)).toBe(between(a, c))
          if (a <= b)
            expect(+addBusinessDays(a, days, calendar)).toBeLessThanOrEqual(
              +addBusinessDays(b, days, calendar),
            )
        },
      ),
    )
  })
})

describe('a calendar', () => {
  test('that makes no sense is refused with a sentence', () => {
    expect(refuseCalendar(berlin)).toBeNull()
    expect(refuseCalendar({ ...berlin, zone: 'Mars/Olympus' })).toMatch('no time zone')
    expect(refuseCalendar({ ...berlin, days: [] })).toMatch('at least one')
    expect(refuseCalendar({ ...berlin, days: [0] })).toMatch('1 (Monday)')
    expect(refuseCalendar({ ...berlin, opens: '9:00' })).toMatch('no time of day')
    expect(refuseCalendar({ ...berlin, opens: '17:00' })).toMatch('later than')
    expect(refuseCalendar({ ...berlin, holidays: ['2027-02-30'] })).toMatch('no day')
  })

  test('without any working time ends in a sentence, not in an endless search', () => {
    const never: Calendar = { ...berlin, days: [] }
    expect(() => addBusinessDays(at('2027-01-12T09:00Z'), 1, never)).toThrow('no working day')
    expect(() => addBusinessHours(at('2027-01-12T09:00Z'), 1, never)).toThrow('no working time')
  })
})

describe('quarters', () => {
  test('follow the year that the team counts in', () => {
    expect(quarterOf('2027-01-31', 1)).toBe('2027-Q1')
    expect(quarterOf(at('2027-12-31'), 1)).toBe('2027-Q4')
    // A fiscal year from February carries the number of the year in which it ends.
    expect(quarterOf('2021-02-01', 2)).toBe('2022-Q1')
    expect(quarterOf('2021-01-31', 2)).toBe('2021-Q4')
  })

  test('have days and words', () => {
    expect(quarterRange('2027-Q1', 1)).toEqual({ starts: at('2027-01-01'), endsBefore: at('2027-04-01') })
    expect(quarterRange('2022-Q1', 2)).toEqual({ starts: at('2021-02-01'), endsBefore: at('2021-05-01') })
    expect(quarterWords('2027-Q1', 1)).toBe('January to March 2027')
    expect(quarterWords('2022-Q4', 2)).toBe('November 2021 to January 2022')
    expect(nextQuarters('2027-Q3', 4)).toEqual(['2027-Q3', '2027-Q4', '2028-Q1', '2028-Q2'])
    expect(isQuarter('2027-Q5')).toBe(false)
    expect(() => quarterRange('Q1', 1)).toThrow('Write it as 2027-Q1')
    expect(() => quarterOf('2027-01-01', 0)).toThrow('from 1 to 12')
  })

  test('hold each of their days and no other', () => {
    const days = fc.date({ min: at('2020-01-01'), max: at('2035-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 12 }), (day, start) => {
        const quarter = quarterOf(day, start)
        const { starts, endsBefore } = quarterRange(quarter, start)
        expect(starts <= day && day < endsBefore).toBe(true)
        expect(quarterOf(endsBefore, start)).toBe(nextQuarters(quarter, 2)[1])
      }),
    )
  })
})
