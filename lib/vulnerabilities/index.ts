export { keepClocks } from './clocks'
export { askRisk, decideRisk, remindOfRisks } from './commands'
export { findVulnerability } from './queries'
export type { DrawnClock, DrawnRisk, RiskKind, VulnerabilitySheet } from './schema'
