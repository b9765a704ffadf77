// What each chart shows, in one sentence: the title says the finding, and a line below says what was counted. Null: there
// is nothing to draw yet, and `emptyWords` says what would stand there.
import { openAtLast } from './flow'
import { enoughWeeks } from './forecast'
import type { Reports } from './queries'
import { addDays, percentile, shareOf } from './rules'
import { ageingStates } from './queries/ageing'
import type { ReportName } from './schema'

export type Finding = { title: string; counted: string }

const findings: { [Name in ReportName]: (report: Reports[Name]) => Finding | null } = {
  flow(report) {
    const { points, span } = report
    const [first, now] = [points[0], openAtLast(report)]
    const finished = points.at(-1)?.done ?? 0
    if (!first || points.every((point) => openAtLast({ span, points: [point] }) === 0 && point.done === 0))
      return null
    const before = openAtLast({ span, points: [first] })
    const change = now - before
    return {
      title:
        change === 0
          ? `${count(now, 'piece')} of work open, as many as at the beginning`
          : `${count(now, 'piece')} of work open, ${Math.abs(change)} ${change > 0 ? 'more' : 'fewer'} than at the beginning`,
      counted: `How many stood in each state when each ${span.bucket} ended; ${finished} done since then.`,
    }
  },
  'cycle-time'({ percentiles, since, counted, unknown }) {
    if (!percentiles) return null
    const from = since === 'started' ? 'started' : 'written down'
    const left =
      unknown > 0
        ? ` ${count(unknown, 'other')} finished too, and nobody knows when ${unknown === 1 ? 'it was' : 'they were'} begun.`
        : ''
    return {
      title: `Half of all work is done within ${days(percentiles.p50)} of being ${from}`,
      counted: `${count(counted, 'item')}, from ${since === 'started' ? 'first in progress' : 'the day it was made'} to last done; 85 % within ${days(percentiles.p85)}, 95 % within ${days(percentiles.p95)}.${left}`,
    }
  },
  ageing({ items, stays, total }) {
    if (total === 0) return null
    const known = ageingStates.some((status) => stays[status] !== null)
    const old = items.filter(({ status, days: age }) => age > (stays[status]?.percentiles.p85 ?? Infinity))
    return {
      title: !known
        ? `${count(total, 'piece')} of work under way; how long is usual nobody knows yet`
        : old.length === 0
          ? 'Nothing stands longer in its state than usual'
          : `${old.length} of ${total} ${old.length === 1 ? 'stands' : 'stand'} longer in ${old.length === 1 ? 'its' : 'their'} state than 85 % of what was there before`,
      counted:
        'Days in the present state, now; the lines are how long what has left that state had stood there.' +
        (items.length < total ? ` The oldest ${items.length} are drawn.` : ''),
    }
  },
  throughput({ weeks }) {
    const whole = weeks.filter((week) => week.whole).map(({ done }) => done)
    const all = weeks.reduce((sum, { done }) => sum + done, 0)
    if (all === 0) return null
    const half = percentile(whole, 50)
    return {
      title:
        half === null
          ? `${count(all, 'item')} done so far, in less than a whole week`
          : half === 0
            ? `In half of all weeks nothing is finished; ${all} done altogether`
            : `Half of all weeks end with ${half} done or fewer, the best with ${Math.max(...whole)}`,
      counted: `${count(all, 'item')} done in ${count(weeks.length, 'week')}; weeks begin on Monday, and one that is not whole is drawn light.`,
    }
  },
  forecast({ forecast, by, from, weeks, open }) {
    if (!forecast) return null
    const { done, items } = forecast
    const which = items === open ? `All ${items} that are open` : `${items}`
    const title =
      done.p85 === null
        ? `${which} will not be done within two years, if the weeks stay as they were`
        : `${which} are done by ${dayWords(addDays(from, done.p85 * 7))}, in 85 of 100 cases`
    const much = weeks < enoughWeeks ? ` That is little: take it as a guess.` : ''
    const until = by
      ? ` By ${dayWords(by.day)} at least ${by.p50} are done with 50 %, ${by.p85} with 85 %, ${by.p95} with 95 %.`
      : ''
    return {
      title,
      counted: `4,000 futures, each week drawn from ${count(weeks, 'whole week')} of the past.${much}${until}`,
    }
  },
  'burn-up'(report) {
    const last = report?.points.at(-1)
    if (!report || !last || report.points.every(({ scope }) => scope === 0)) return null
    const { number, measure, points, unestimated } = report
    const changed = last.scope - points[0]!.scope
    const moves = points.flatMap(({ added, removed }) => [...added, ...removed]).length
    return {
      title: `Iteration ${number}: ${last.done} of ${last.scope} ${measure} done${
        changed === 0 ? '' : `, ${Math.abs(changed)} ${changed > 0 ? 'taken on' : 'taken out'} since it began`
      }`,
      counted:
        `Taken on and done when each day ended; ${moves === 0 ? 'nothing was added or taken out' : `${count(moves, 'change')} of what was taken on marked`}.` +
        (unestimated > 0 ? ` ${count(unestimated, 'item')} without an estimate count nothing.` : ''),
    }
  },
  planned({ iterations, measure }) {
    const closed = iterations.filter(({ running }) => !running)
    const [planned, done, extra] = [
      closed.reduce((sum, each) => sum + each.planned, 0),
      closed.reduce((sum, each) => sum + each.done, 0),
      closed.reduce((sum, each) => sum + each.extra, 0),
    ]
    if (iterations.length === 0) return null
    const share = shareOf(done, planned)
    return {
      title:
        share === null
          ? 'No iteration with a plan has ended yet'
          : `${share} % of what was planned was done${extra > 0 ? `, and ${extra} ${measure} besides` : ''}`,
      counted: `In ${measure}, as they were estimated when each iteration started; ${count(closed.length, 'iteration')} ended.`,
    }
  },
  split({ months, measure }) {
    const goals = months.reduce((sum, month) => sum + month.goals, 0)
    const all = goals + months.reduce((sum, month) => sum + month.reactive, 0)
    const share = shareOf(goals, all)
    if (share === null) return null
    return {
      title: `${share} % of what was finished advanced goals, ${100 - share} % came in between`,
      counted: `In ${measure}, by the month in which it was done. Goals: it, or what it is a part of, has a goal or came from the wishlist.`,
    }
  },
}

export function findingOf<Name extends ReportName>(name: Name, report: Reports[Name]): Finding | null {
  return findings[name](report)
}

/** What would be drawn here, and what must happen before. */
export const emptyWords = {
  flow: ['Nothing was written down in this time', 'Every item is counted here from the day it is made.'],
  'cycle-time': ['Nothing finished yet', 'Each item that is done becomes a dot, as high as it took days.'],
  ageing: ['Nothing is under way', 'What is ready, in progress or in review stands here by its age.'],
  throughput: ['Nothing finished yet', 'Each week gets a bar for what was done in it.'],
  forecast: [
    'Nothing to draw the future from',
    'A forecast needs something open, and a whole week in which something was finished.',
  ],
  'burn-up': [
    'No iteration with work in it',
    'When an iteration runs, what it took on and what is done of it are drawn day by day.',
  ],
  planned: [
    'No iteration was started yet',
    'When one is started, what was planned is remembered, and compared with what was done.',
  ],
  split: ['Nothing finished yet', 'What is done is parted here into work on goals and all other work.'],
} satisfies Record<ReportName, [string, string]>

/** Tenths are enough for days, and none for ten and more. */
export function inRounds(value: number): number {
  return value >= 10 ? Math.round(value) : Math.round(value * 10) / 10
}

function days(value: number): string {
  return value <= 1 ? 'a day' : `${Math.ceil(value)} days`
}

function count(n: number, noun: string): string {
  return `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export function dayWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${date} ${months[month! - 1]} ${year}`
}
