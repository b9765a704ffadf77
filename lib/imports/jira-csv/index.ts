// The door to reading Jira's CSV exports: pure functions from a file to issues, in Jira's words and in ours.
export { dateOrders, readDateOrder, type DateOrder } from './dates'
export {
  defaultOriginMap,
  mapPriority,
  mapStatus,
  mapType,
  originOf,
  readOriginMap,
  type ImportedOrigin,
  type Mapped,
  type OriginMap,
} from './mapping'
export {
  detectDateOrders,
  JiraCsvRefused,
  readJiraCsv,
  type JiraComment,
  type JiraCsvOptions,
  type JiraIssue,
  type JiraLink,
  type JiraRow,
} from './read'
export { textKind, wikiToMarkdown, type TextKind } from './wiki-to-markdown'
