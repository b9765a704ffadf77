// The shapes of an item: the same for form, API, operator's tool and import. Words and order of states stand in labels.ts.
import { z } from 'zod'
import { audiences } from '../kernel/audience'
import { day, slug, version } from '../kernel/shapes'
import { line, words } from '../kernel/text'
import { commentBody, fileIds, itemCommentAudiences } from '../threads/schema'
import {
  laneFields,
  origins,
  priorities,
  relationKinds,
  severities,
  sources,
  statuses,
  types,
  type BoardAsk,
  type BoardFilter,
} from './labels'
import { refuseEstimate } from './rules'

export * from './labels'

// What is no key leads to nothing, like a key that nobody has; so its form is looked at where it is looked up.
const key = z
  .string('This must be the key of an item, such as SEC-1.')
  .max(40, 'A key is shorter.')
  .meta({ example: 'SEC-1' })
const title = line(255)
const description = words(100_000)
const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `Choose one of: ${values.join(', ')}.` })
const estimate = z
  .number('Points are a number.')
  .int('Points are a whole number.')
  .min(1, 'The smallest estimate is 1 point.')
  .check((context) => {
    const problem = refuseEstimate(context.value)
    if (problem) context.issues.push({ code: 'custom', message: problem, input: context.value })
  })
const person = line(320).meta({ description: 'A person: the id, or the mail address.' })
const iteration = z.number('An iteration has a number.').int().min(1).max(100_000)
const labels = z
  .array(line(50), 'Labels are a list of texts.')
  .max(20, 'Twenty labels are enough for one item.')
  .transform((all) => [...new Set(all)])
const named = z.array(z.uuid('This is nobody we know.')).max(50, 'Fifty people are not a restricted circle.')
const goals = z.array(slug).max(20, 'Twenty goals are enough for one item.')
const stage = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'Choose one of the stages of this type.')
const checklist = z
  .array(
    z.strictObject({
      id: z
        .string()
        .regex(/^[\w-]{1,40}$/, 'A point keeps the id that it was given.')
        .optional(),
      text: line(500),
      done: z.boolean().optional(),
    }),
    'A checklist is a list of points.',
  )
  .max(100, 'A hundred points are several pieces of work.')
const sourceLink = z
  .url({ protocol: /^https?$/, error: 'This must be a whole address that begins with https://.' })
  .max(2000, 'An address is shorter.')

export const createItemSchema = z.strictObject({
  title,
  origin: choice(origins),
  description: description.optional(),
  type: choice(types).optional(),
  priority: choice(priorities).optional(),
  estimate: estimate.nullish(),
  assignee: person.nullish(),
  parent: key.nullish(),
  iteration: iteration.nullish(),
  release: slug.nullish(),
  goals: goals.optional(),
  labels: labels.optional(),
  due: day.nullish(),
  audience: choice(audiences).optional(),
  status: choice(statuses).optional(),
  stage: stage
    .nullish()
    .meta({ description: 'A state of the type inside the status; the status follows it.' }),
  blocked: line(500).nullish().meta({ description: 'Why nobody can go on with it; null: somebody can.' }),
  checklist: checklist.optional(),
  severity: choice(severities).nullish(),
  source: choice(sources).nullish(),
  sourceLink: sourceLink.nullish(),
  ownerTeam: line(100).nullish(),
  custom: z
    .record(slug, z.unknown())
    .optional()
    .meta({ description: 'Values of the team’s own fields by their slug; null empties one.' }),
  named: named.optional().meta({
    description: 'Only for a restricted item: the people for whom it exists. You are always one of them.',
  }),
})
export type CreateItem = z.output<typeof createItemSchema>

/** Neighbours, never a position: `before` is the item that stands before it afterwards, `after` the one that follows. */
const neighbours = {
  before: key.nullish().meta({
    description: 'The item that stands directly before it afterwards; null: none, it becomes the first.',
  }),
  after: key
    .nullish()
    .meta({ description: 'The item that follows directly afterwards; null: none, it becomes the last.' }),
}

/** A new item and where it goes in its column; without a place it stands behind everything. */
export const newItemSchema = createItemSchema.extend(neighbours)

/** Only the fields that are named are touched. */
export const updateItemSchema = createItemSchema.partial().extend({ key, version: version.optional() })
export type UpdateItem = z.output<typeof updateItemSchema>

/** Labels are a set: of two who add one each, both have added it. */
const labelChanges = { addLabels: labels.optional(), removeLabels: labels.optional() }

const changes = updateItemSchema.omit({ key: true, version: true }).extend({
  ...labelChanges,
  addGoals: goals.optional(),
  removeGoals: goals.optional(),
  addParagraph: createItemSchema.shape.description
    .optional()
    .meta({ description: 'Stands below what each description says already.' }),
  addPoint: line(500).optional().meta({ description: 'One more point on each checklist, its last.' }),
  archived: z.literal(true).optional(),
  place: z.enum(['top', 'bottom'], { error: 'Choose one of: top, bottom.' }).optional().meta({
    description: 'Before or behind everything, in the order in which they stand.',
  }),
})
/** What can be done to many items at once: every field that one item knows, and more or fewer labels and goals. */
export type ManyChanges = z.output<typeof changes>

export const mostAtOnce = 500

/** All or none. With versions, what others changed meanwhile is left as it is, and named. */
export const changeManySchema = z.strictObject({
  keys: z
    .array(key, 'Items are a list of keys.')
    .min(1, 'Choose at least one item.')
    .max(mostAtOnce, `At most ${mostAtOnce} items are changed at once.`),
  versions: z.record(z.string().max(40), version).optional(),
  changes: changes.refine((fields) => Object.values(fields).some((value) => value !== undefined), {
    error: 'Say what is to be changed.',
  }),
})

export const undoManySchema = z.strictObject({ commandId: z.uuid('There is nothing to undo.') })

/** A form's change: it names the version that it was drawn from, and collides only where somebody changed the same field. */
export const editItemSchema = updateItemSchema.extend({ version, ...labelChanges })
export type EditItem = z.output<typeof editItemSchema>

/** Puts back what one change did to one field. */
export const undoChangeSchema = z.strictObject({ key, version, field: line(120) })

const point = z.string().regex(/^[\w-]{1,40}$/, 'There is no such point.')
/** Ticks one point of the checklist, or takes its tick back. */
export const checkSchema = z.strictObject({ key, point, done: z.boolean() })
/** One change to the list of points; every other point stays as somebody else may just have left it. */
export const changeChecklistSchema = z.strictObject({
  key,
  change: z.discriminatedUnion('what', [
    z.strictObject({ what: z.literal('add'), text: line(500) }),
    z.strictObject({ what: z.literal('reword'), point, text: line(500) }),
    z.strictObject({ what: z.literal('remove'), point }),
    z.strictObject({ what: z.literal('move'), point, before: point.nullable() }),
  ]),
})
export type ChecklistChange = z.output<typeof changeChecklistSchema>['change']

export const watchItemSchema = z.strictObject({ key, watch: z.boolean() })

export const saveTemplateSchema = z.strictObject({
  key,
  name: line(100),
  replace: z.boolean().optional().meta({ description: 'Put it in the place of the template of that name.' }),
})

export const moveItemSchema = z.strictObject({
  key,
  version: version.optional(),
  status: choice(statuses).optional(),
  iteration: iteration.nullish(),
  ...neighbours,
})
export type MoveItem = z.output<typeof moveItemSchema>

/** A move that changes fields with the place, as one into another lane does: both or neither. */
export const placeItemSchema = moveItemSchema.extend({
  fields: editItemSchema
    .omit({
      key: true,
      version: true,
      status: true,
      stage: true,
      iteration: true,
      audience: true,
      named: true,
    })
    .optional(),
  seen: version.optional().meta({
    description:
      'The version that the fields were seen in: what others made of them since is not overwritten.',
  }),
})
export type PlaceItem = z.output<typeof placeItemSchema>

/** Many items to one place; they keep the order in which they stand. The rest is as for one. */
export const moveItemsSchema = z
  .strictObject({
    keys: z
      .array(key, 'Name the items by their keys.')
      .min(1, 'Choose at least one item.')
      .max(500, 'At most 500 items are moved at once.'),
    iteration: iteration.nullish(),
    before: key.nullish().meta({
      description: 'The item that stands directly before them afterwards; null: none, they become the first.',
    }),
    after: key
      .nullish()
      .meta({ description: 'The item that follows directly afterwards; null: none, they become the last.' }),
  })
  .check((context) => {
    const { before, after, iteration } = context.value
    if (before !== undefined && after !== undefined)
      context.issues.push({
        code: 'custom',
        path: ['after'],
        message: 'Name one neighbour, not two: others may have come between them.',
        input: after,
      })
    if (before === undefined && after === undefined && iteration === undefined)
      context.issues.push({
        code: 'custom',
        path: ['iteration'],
        message: 'Say where they go: an iteration, or a neighbour.',
        input: iteration,
      })
  })
export type MoveItems = z.output<typeof moveItemsSchema>

/** What is left for the item itself, and the parts that are made of the rest. */
export const splitItemSchema = z.strictObject({
  key,
  version: version.optional(),
  title: title.optional(),
  estimate: estimate.nullish(),
  parts: z
    .array(z.strictObject({ title, estimate: estimate.nullish() }), 'The parts are a list.')
    .min(1, 'A split needs at least one part besides what is left.')
    .max(20, 'Twenty parts are a project of their own: make it an epic.'),
})

export const groupItemsSchema = z
  .strictObject({
    keys: z
      .array(key, 'Name the items by their keys.')
      .min(1, 'Choose at least one item.')
      .max(100, 'At most 100 items are grouped at once.'),
    epic: key.optional().meta({ description: 'An epic that is there.' }),
    title: title.optional().meta({ description: 'The title of a new epic.' }),
  })
  .check((context) => {
    if ((context.value.epic === undefined) === (context.value.title === undefined))
      context.issues.push({
        code: 'custom',
        path: ['epic'],
        message: 'Choose an epic, or name a new one.',
        input: context.value.epic,
      })
  })

export const commentOnItemSchema = z.strictObject({
  key,
  body: commentBody,
  audience: choice(itemCommentAudiences),
  files: fileIds.optional(),
})

export type Said = z.output<typeof commentOnItemSchema>

export const itemKeySchema = z.strictObject({
  key,
  version: version.optional(),
})

export const relateItemsSchema = z.strictObject({ key, to: key, kind: choice(relationKinds) })

const one = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined)

/** A filter from an address: what is no filter is none, so that an old link still opens. */
export function filterFrom(params: Record<string, string | string[] | undefined>): BoardFilter {
  const within = <T extends string>(values: readonly T[], value: string | undefined) =>
    values.find((each) => each === value)
  const assignee = one(params.person)
  const iterationNumber = one(params.iteration)
  const goal = one(params.goal)
  const filter: BoardFilter = {
    text: one(params.text)?.slice(0, 200).replaceAll('\0', ''),
    assignee:
      assignee && (assignee === 'none' || z.uuid().safeParse(assignee).success) ? assignee : undefined,
    type: within(types, one(params.type)),
    origin: within(origins, one(params.origin)),
    priority: within(priorities, one(params.priority)),
    goal: goal && slug.safeParse(goal).success ? goal : undefined,
    iteration: iterationNumber && /^(none|[1-9]\d{0,4})$/.test(iterationNumber) ? iterationNumber : undefined,
    label: one(params.label)?.slice(0, 50).replaceAll('\0', ''),
  }
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
}

/** The longest query that an address carries; the language has its own limits besides. */
const longestQuery = 2000

export function askFrom(params: Record<string, string | string[] | undefined>): BoardAsk {
  return {
    filter: filterFrom(params),
    q: one(params.q)?.slice(0, longestQuery).replaceAll('\0', '') || null,
    lanes: laneFields.find((each) => each === params.lanes) ?? null,
  }
}
