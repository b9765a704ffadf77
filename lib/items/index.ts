export { boardCards, cardsOf, columnPage, keysInSight, moreCards } from './board'
export { archiveItem, restoreItem } from './commands/archive'
export { changeManyItems, type KeptItem, type ManyChanged } from './commands/bulk'
export { commentOnItem } from './commands/comment'
export { createItem, makeItem, type MadeItem } from './commands/create'
export { moveItem, type MovedItem } from './commands/move'
export { relateItems, unrelateItems } from './commands/relate'
export { sendOn } from './commands/stand'
export { undoManyItems } from './commands/undo'
export { updateItem } from './commands/update'
export { customFieldsIn, type ChecklistPoint, type CustomField, type CustomValue } from './custom'
export { itemFields, type ItemField, type ItemFieldName } from './fields'
export type { HistoryLine } from './history'
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
export { itemsWhere, itemVocabulary, type ItemsWhere } from './query'
export { commentAudiencesFor, refuseEstimate } from './rules'
export {
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
  type BoardCard,
  type BoardFilter,
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
