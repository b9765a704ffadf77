export { approveFace, returnFace, submitFace, withdrawFace, writeFace, type FaceRef } from './commands'
export {
  findFace,
  findSides,
  publishQueue,
  type FaceView,
  type Inside,
  type PublishQueue,
  type QueueRow,
} from './queries'
export { findings, refuseApproval, whyItWaits, type Finding } from './rules'
export {
  faceFieldLabels,
  faceStateLabels,
  faceStatuses,
  type FaceKind,
  type FaceState,
  type FaceSubject,
  type FaceWords,
} from './schema'
export { faceDiff, wordsDiff, type FieldDiff, type Stretch } from './words-diff'
