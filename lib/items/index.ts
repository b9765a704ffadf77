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
export {
  moreOfBacklog,
  openEpics,
  readBacklog,
  sectionPage,
  type Backlog,
  type BacklogAsk,
  type BacklogIteration,
  type BacklogSection,
} from './backlog'
export { changeManyItems, type KeptItem, type ManyChanged } from './commands/bulk'
export { fieldChoices, type DrawnStage, type FieldChoices } from './choices'
export { changeChecklist, checkPoint } from './commands/check'
export { commentOnItem } from './commands/comment'
export { editItem } from './commands/edit'
export { countChoices, replaceChoices } from './commands/choices'
export { moveItem, type MovedItem } from './commands/move'
export { moveItems, takeIntoIteration, type MovedItems } from './commands/move-many'
export { relateItems, unrelateItems } from './commands/relate'
export { sendOn } from './commands/stand'
export { undoManyItems } from './commands/undo-many'
export { saveTemplate } from './commands/template'
export { undoChange } from './commands/undo-change'
export { archiveItem, archiveWithin, restoreItem } from './commands/archive'
export { changeItem, type ChangedItem } from './commands/change'
export { createItem, makeItem, orderLock, type MadeItem } from './commands/create'
export { getItem, getItemToChange, type FoundItem } from './commands/lookups'
export { groupItems, splitItem, type SplitItem } from './commands/split'
export { updateItem } from './commands/update'
export { watchItem } from './commands/watch'
export { customFieldsIn, type ChecklistPoint, type CustomField, type CustomValue } from './custom'
export { itemFields, type ItemField, type ItemFieldName } from './fields'
export { newsOf, type HistoryLine } from './history'
export {
  findItem,
  itemChoices,
  itemForApi,
  itemsForApi,
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
  changeManySchema,
  createItemSchema,
  filterFrom,
  filterQuery,
  groupItemsSchema,
  itemKeySchema,
  moveItemSchema,
  moveItemsSchema,
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
  splitItemSchema,
  statusLabels,
  statuses,
  typeLabels,
  types,
  undoManySchema,
  updateItemSchema,
  type Board,
  type BoardAsk,
  type BoardCard,
  type BoardFilter,
  type BoardSettings,
  type CreateItem,
  type EditItem,
  type ItemType,
  type ManyChanges,
  type MoveItem,
  type MoveItems,
  type Origin,
  type PlaceItem,
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
