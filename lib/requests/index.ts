export {
  answerBack, createRequest, declineRequest, dropDraft, finishRequest, makeItemFromRequest, noteOnRequest, reopenRequest, replyToRequest,
  saveDraft, seeRequest, takeRequest, transitionRequest, transitions, workCalendar, type Transition, type Written,
} from './commands'
export {
  findRequest, findRequestForm, listDrafts, listMyRequests, listRequests, listRequestTypes, queue, queueCounts, queueGroups, requestCommentsForApi,
  requestForApi, type ApiRequest, type ApiRequestComment, type DrawnAnswer, type DrawnRequest, type DrawnType, type FormOfType, type MyRequest,
  type Queue, type QueueGroup, type QueueRow, type TimelineEntry,
} from './queries'
export { createRequestSchema, replySchema, saySchema, statuses as requestStatuses, type Answers, type Question } from './schema'
