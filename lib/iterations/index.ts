export { closeIteration } from './commands/close'
export { createIteration, updateIteration } from './commands/create'
export { startIteration } from './commands/start'
export {
  findIteration,
  iterationOn,
  iterationRows,
  listIterations,
  pageOfIterations,
  velocity,
  type DrawnIteration,
  type IterationRow,
} from './queries'
export { nextDates, roomOf, type Decision, type IterationState, type Outcome, type Velocity } from './rules'
export { decisionLabels, outcomeLabels, stateLabels, usualSlack } from './labels'
export {
  closeIterationSchema,
  createIterationSchema,
  startIterationSchema,
  updateIterationSchema,
} from './schema'
