export {
  answerBack,
  createRequest,
  declineRequest,
  dropDraft,
  finishRequest,
  makeItemFromRequest,
  noteOnRequest,
  reopenRequest,
  replyToRequest,
  saveDraft,
  seeRequest,
  takeRequest,
  transitionRequest,
  transitions,
  type Transition,
  type Written,
} from './commands'
export {
  listRequests,
  requestCommentsForApi,
  requestForApi,
  type ApiRequest,
  type ApiRequestComment,
} from './for-api'
export {
  findRequest,
  findRequestForm,
  listDrafts,
  listMyRequests,
  listRequestTypes,
  type DrawnAnswer,
  type DrawnRequest,
  type DrawnType,
  type FormOfType,
  type MyRequest,
  type TimelineEntry,
} from './queries'
export { queue, queueCounts, queueGroups, type Queue, type QueueGroup, type QueueRow } from './queue'
export {
  createRequestSchema,
  replySchema,
  saySchema,
  statuses as requestStatuses,
  type Answers,
  type Question,
} from './schema'
