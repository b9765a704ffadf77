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
export {
  faceDiff,
  findings,
  refuseApproval,
  whyItWaits,
  wordsDiff,
  type FieldDiff,
  type Finding,
  type Stretch,
} from './rules'
export {
  faceFieldLabels,
  faceStateLabels,
  faceStatuses,
  type FaceKind,
  type FaceState,
  type FaceSubject,
  type FaceWords,
} from './schema'
