export {
  addStage,
  changeStage,
  emptyStage,
  limitColumns,
  restoreStage,
  retireStage,
  shiftStage,
} from './commands'
export { stageWords, workflow } from './queries'
export {
  addStageSchema,
  changeStageSchema,
  limitColumnsSchema,
  retireStageSchema,
  type DrawnColumn,
  type DrawnStage,
  type Workflow,
} from './schema'
