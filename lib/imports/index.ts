// The door to bringing other tools' files in.
export {
  importJiraCsv,
  importJiraHistory,
  type ImportOutcome,
  type ImportReport,
  type ImportRow,
  type JiraImport,
} from './jira'
export { dateOrders, defaultOriginMap, detectDateOrders, JiraCsvRefused, type DateOrder } from './jira-csv'
