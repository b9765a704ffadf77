// The door to taking things out as files.
export { exportAs } from './commands'
export { exportItems, exportTable, type ExportFormat } from './items'
