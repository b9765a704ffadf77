// The shapes of the workflow's settings. A stage is a state of one type of item inside one of the five states that every
// board has, so that boards, reports and faces keep their five columns whatever a team adds.
import { z } from 'zod'
import { version } from '../kernel/shapes'
import { line } from '../kernel/text'
import { statuses, types, type ItemType, type Status } from '../items/schema'

const id = z.uuid('There is no such stage.')
const status = z.enum(statuses, { error: `Choose one of: ${statuses.join(', ')}.` })
const label = line(60)

export const addStageSchema = z.strictObject({
  type: z.enum(types, { error: `Choose one of: ${types.join(', ')}.` }),
  label,
  status,
})

export const changeStageSchema = z.strictObject({
  id,
  version,
  label: label.optional(),
  /** The items that stand in the stage come along. */
  status: status.optional(),
})

export const shiftStageSchema = z.strictObject({
  id,
  version,
  direction: z.enum(['up', 'down'], { error: 'Up or down.' }),
})

/** Where the items of a stage go: into another stage of the type, or into a state without any. */
const destination = { toStage: id.optional(), toStatus: status.optional() }
export type Destination = { toStage?: string; toStatus?: Status }

export const retireStageSchema = z.strictObject({ id, version, ...destination })
export const emptyStageSchema = z.strictObject({ id, version, ...destination })
export const restoreStageSchema = z.strictObject({ id, version })

export const limitColumnsSchema = z.strictObject({
  limits: z
    .array(
      z.strictObject({
        status,
        version,
        limit: z
          .number('A limit is a number of cards.')
          .int('A limit is a whole number.')
          .min(1, 'The smallest limit is one card.')
          .max(1000, 'A limit of more than a thousand limits nothing.')
          .nullable(),
      }),
    )
    .min(1)
    .max(statuses.length),
})

/** A column is known by its state; what happened to it is remembered under an id, as everything else. */
export const columnIds = {
  backlog: '00000000-0000-4000-8000-00000000c001',
  ready: '00000000-0000-4000-8000-00000000c002',
  'in-progress': '00000000-0000-4000-8000-00000000c003',
  'in-review': '00000000-0000-4000-8000-00000000c004',
  done: '00000000-0000-4000-8000-00000000c005',
} satisfies Record<Status, string>

export type DrawnStage = {
  id: string
  slug: string
  label: string
  status: Status
  version: number
  /** How many items that this viewer sees stand in it; archived ones are counted apart. */
  items: number
  archived: number
}

export type DrawnColumn = { status: Status; limit: number | null; version: number }

export type Workflow = {
  columns: DrawnColumn[]
  types: { type: ItemType; stages: DrawnStage[]; retired: DrawnStage[] }[]
}
