// The door to taking things out as files.
export { exportItems, exportTable, type ExportFormat } from './items'
