export { archiveView, changeView, restoreView, saveView } from './commands'
export { itemsOfView } from './items'
export { findView, listViews, pageOfViews } from './queries'
export {
  changeViewSchema,
  placeParams,
  saveViewSchema,
  viewAddress,
  viewPlaces,
  type SavedView,
  type ViewPlace,
} from './schema'
