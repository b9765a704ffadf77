// The day on which an accepted risk is looked at again has come: its people are told.
import { Refusal } from '../kernel/errors'
import type { Task } from '../kernel/jobs'
import { remindOfRisks } from '../vulnerabilities'

export const reviews: Task = async () => {
  try {
    await remindOfRisks({ kind: 'system' }, {})
  } catch (error) {
    // Nothing is due: nothing is written either.
    if (!(error instanceof Refusal && error.code === 'conflict')) throw error
  }
}
