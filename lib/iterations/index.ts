export { closeIteration, createIteration } from './commands'
export { iterationOn, listIterations, type DrawnIteration } from './queries'
export { closeIterationSchema, createIterationSchema } from './schema'
