// The words of iterations, for pages and browsers.
import type { Decision, IterationState, Outcome } from './rules'

export const stateLabels = {
  planned: 'Planned',
  running: 'Running',
  closed: 'Closed',
} satisfies Record<IterationState, string>

/** What became of a piece of work when its iteration ended. */
export const outcomeLabels = {
  done: 'Done',
  carried: 'Carried on',
  returned: 'Back in the backlog',
  dropped: 'Dropped',
} satisfies Record<Outcome, string>

export const decisionLabels = {
  carried: 'Carry it into the next one',
  returned: 'Back to the backlog',
  dropped: 'Drop it',
} satisfies Record<Decision, string>

/** Kept free unless the team says otherwise, in percent. */
export const usualSlack = 20
