// The door to the reports: what happened, counted as whoever looks.
export type { BurnPoint } from './burn-up'
export { dayWords, emptyWords, findingOf, inRounds, type Finding } from './findings'
export type { Flow, FlowPoint } from './flow'
export { enoughWeeks, type Forecast } from './forecast'
export { drawReport, drawReports, type DrawnReports, type ReportChoices, type Reports } from './queries'
export { ageingStates, type Ageing } from './queries/ageing'
export type { IterationBurnUp } from './queries/burn-up'
export type { CycleTime } from './queries/cycle-time'
export type { Planned } from './queries/planned'
export type { Split } from './queries/split'
export type { Throughput, WeeksAhead } from './queries/throughput'
export { addDays, daysBetween, type Percentiles, type Span } from './rules'
export {
  rangeLabels,
  ranges,
  reportFilterFrom,
  reportNames,
  reportQuery,
  type ReportFilter,
  type ReportName,
} from './schema'
export { csvOf, tableOf, type ReportTable } from './tables'
