export { addStage, changeStage, emptyStage, restoreStage, retireStage, shiftStage } from './commands/stages'
export { limitColumns } from './commands/columns'
export {
  addField,
  changeChoices,
  changeField,
  restoreField,
  retireField,
  shiftField,
} from './commands/fields'
export { addTemplate, changeTemplate, restoreTemplate, retireTemplate } from './commands/templates'
export { templates } from './template-queries'
export type { SetTemplate, TemplateFields } from './template-schema'
export { ownFields } from './field-queries'
export type { CustomKind } from '../items/custom-rules'
export type { DrawnField } from './field-schema'
export { workflow } from './queries'
export {
  addStageSchema,
  changeStageSchema,
  limitColumnsSchema,
  retireStageSchema,
  type DrawnColumn,
  type DrawnStage,
  type Workflow,
} from './schema'
