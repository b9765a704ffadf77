export { addMilestone, createGoal, updateGoal, updateMilestone } from './commands'
export { findGoal, listGoals, type DrawnGoal } from './queries'
export {
  addMilestoneSchema,
  createGoalSchema,
  healths,
  milestoneStates,
  updateGoalSchema,
  updateMilestoneSchema,
} from './schema'
