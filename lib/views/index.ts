export { archiveView, changeView, restoreView, saveView } from './commands'
export { findView, listViews } from './queries'
export { viewAddress, type SavedView, type ViewPlace } from './schema'
