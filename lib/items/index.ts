export type { AfterItemChange, ItemChange } from './after-change'
export {
  boardCards,
  cardsNamed,
  cellTotals,
  cardsOf,
  columnPage,
  columnTotals,
  keysInSight,
  moreCards,
} from './board'
export { archiveItem, restoreItem } from './commands/archive'
export { changeManyItems, type KeptItem, type ManyChanged } from './commands/bulk'
export { fieldChoices, type DrawnStage, type FieldChoices } from './choices'
export { changeChecklist, checkPoint } from './commands/check'
export { commentOnItem } from './commands/comment'
export { createItem, makeItem, type MadeItem } from './commands/create'
export { editItem } from './commands/edit'
export { changeItem } from './commands/change'
export { countChoices, replaceChoices } from './commands/choices'
export { getItemToChange } from './commands/lookups'
export { moveItem, type MovedItem } from './commands/move'
export { relateItems, unrelateItems } from './commands/relate'
export { sendOn } from './commands/stand'
export { undoManyItems } from './commands/undo-many'
export { saveTemplate } from './commands/template'
export { undoChange } from './commands/undo-change'
export { updateItem } from './commands/update'
export { watchItem } from './commands/watch'
export { customFieldsIn, type ChecklistPoint, type CustomField, type CustomValue } from './custom'
export { itemFields, type ItemField, type ItemFieldName } from './fields'
export { newsOf, type HistoryLine } from './history'
export {
  findItem,
  itemChoices,
  itemForApi,
  listItemComments,
  listItems,
  placeAt,
  type ApiItem,
  type ItemChoices,
  type ItemSheet,
} from './queries'
export {
  askItems,
  itemsWhere,
  itemVocabulary,
  orRefused,
  queryExamples,
  suggestValues,
  type Asked,
  type AskedItem,
  type ItemsWhere,
  type SuggestedValue,
} from './query'
export { commentAudiencesFor, refuseEstimate } from './rules'
export { listTemplates, type DrawnTemplate } from './templates'
export {
  askFrom,
  askQuery,
  commentOnItemSchema,
  createItemSchema,
  filterFrom,
  filterQuery,
  itemKeySchema,
  moveItemSchema,
  originLabels,
  originMeanings,
  origins,
  priorities,
  priorityLabels,
  relateItemsSchema,
  relationKinds,
  severities,
  severityLabels,
  sourceLabels,
  sources,
  statusLabels,
  statuses,
  typeLabels,
  types,
  updateItemSchema,
  type Board,
  type BoardAsk,
  type BoardCard,
  type BoardFilter,
  type BoardSettings,
  type CreateItem,
  type ItemType,
  type ManyChanges,
  type MoveItem,
  type Origin,
  type Priority,
  type Severity,
  type Source,
  type Status,
  type UpdateItem,
} from './schema'
export { boardSettings } from './workflow'
export { bulkChoices, type BulkChoices } from './bulk-choices'
export {
  moreRows,
  itemTable,
  type Linked,
  type Table,
  type TableAsked,
  type TableGroup,
  type TableRow,
  type TableValue,
} from './table'
export { mostCounted, plainParams, tableFields, type TableFieldName, type TableShape } from './fields'
