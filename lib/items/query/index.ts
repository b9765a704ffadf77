// The query language over items (contract.md "Query language").
export { askItems, type Asked, type AskedItem } from './ask'
export { queryExamples, type QueryExample } from './examples'
export { suggestValues, type SuggestedValue } from './suggest'
export { itemsWhere, itemVocabulary, orRefused, type ItemsWhere } from './where'
