// What can be asked of the team, and the shapes in which it is asked. A request type is data: its questions and its
// clocks are rows of work.request_type, so a new kind of request needs no code.
import { z } from 'zod'
import { version } from '../kernel/shapes'
import { line, words } from '../kernel/text'
import { commentBody, fileIds } from '../threads/schema'

export const statuses = ['new', 'seen', 'working', 'waiting', 'done', 'declined'] as const
export type Status = (typeof statuses)[number]

/** What each status says to the person who asked. */
export const statusSentences = {
  new: 'It has reached the security team; nobody has looked at it yet.',
  seen: 'Somebody has read it and it waits for its turn.',
  working: 'Somebody is working on it.',
  waiting: 'It is your turn: the team asked you something.',
  done: 'It is done.',
  declined: 'The team will not do this.',
} satisfies Record<Status, string>

export const questionKinds = [
  'line',
  'text',
  'link',
  'links',
  'date',
  'choice',
  'choices',
  'files',
  'yes-no',
] as const
export type QuestionKind = (typeof questionKinds)[number]

const option = z.strictObject({
  value: z.string().min(1).max(60),
  label: line(120),
  hint: line(300).optional(),
})

export const questionSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/, 'An id is letters and digits, such as dataFlows.'),
  label: line(200),
  hint: line(400).optional(),
  kind: z.enum(questionKinds),
  required: z.boolean().optional(),
  options: z.array(option).max(30).optional(),
  /** Only asked when another question has this answer. */
  showIf: z
    .strictObject({ question: z.string(), is: z.union([z.string(), z.array(z.string()).min(1)]) })
    .optional(),
  /** The day by which the requester needs it. */
  due: z.boolean().optional(),
})
export type Question = z.infer<typeof questionSchema>

const target = { unit: z.enum(['hours', 'days']), amount: z.int().min(1).max(400) }

/** A promise in working time. The one named "First look" is kept by looking; every other by an answer. */
export const clockTargetSchema = z.strictObject({
  name: line(40),
  ...target,
  /** The promise when the requester said that it is urgent. */
  urgent: z.strictObject(target).optional(),
})
export type ClockTarget = z.infer<typeof clockTargetSchema>
export const firstLook = 'First look'

export const questionsSchema = z.array(questionSchema).min(1).max(60)
export const clockTargetsSchema = z.array(clockTargetSchema).max(6)

/** An answer is a text, or a list of them (links, choices, files). */
export type Answers = Record<string, string | string[]>

const answerId = z.string().max(40)
export const answersSchema = z
  .record(
    answerId,
    z.union([z.string().max(30_000), z.array(z.string().max(3_000)).max(60)]),
    'Answers are texts by the id of their question.',
  )
  .refine((answers) => Object.keys(answers).length <= 80, 'There are more answers than a form has questions.')

export const typeSlug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'There is no such kind of request.')
export const requestKey = z.string().max(30)
const perhapsSaid = words(20_000).optional()

export const createRequestSchema = z.strictObject({
  type: typeSlug,
  answers: answersSchema,
  urgent: z.boolean().optional(),
  urgentReason: words(2_000).optional(),
  files: fileIds.optional(),
})
export const onRequestSchema = z.strictObject({ key: requestKey, version: version.optional() })
export const replySchema = z
  .strictObject({
    key: requestKey,
    version: version.optional(),
    body: commentBody,
    /** The requester has the next turn: clocks stand still until then. */
    askBack: z.boolean().optional(),
    /** This is the full answer that was promised. */
    answers: z.boolean().optional(),
    files: fileIds.optional(),
  })
  .refine((input) => !(input.askBack && input.answers), {
    path: ['answers'],
    message: 'A question back is not the answer yet: choose one of the two.',
  })
export const saySchema = z.strictObject({
  key: requestKey,
  version: version.optional(),
  body: commentBody,
  files: fileIds.optional(),
})
export const makeItemSchema = z.strictObject({
  key: requestKey,
  version: version.optional(),
  title: line(300),
  origin: z.enum(['ask', 'bug', 'small'], 'Choose where this work comes from.'),
  description: words(100_000).optional(),
  priority: z.enum(['urgent', 'high', 'medium', 'low', 'none']).optional(),
})
export const finishSchema = z.strictObject({
  key: requestKey,
  version: version.optional(),
  words: perhapsSaid,
})
export const declineSchema = z.strictObject({
  key: requestKey,
  version: version.optional(),
  words: words(20_000).refine(
    (text) => text.trim() !== '',
    'Say why, so that the requester is not left with a bare no.',
  ),
})
export const reopenSchema = z.strictObject({
  key: requestKey,
  version: version.optional(),
  words: perhapsSaid,
})
export const draftSchema = z.strictObject({
  type: typeSlug,
  answers: answersSchema,
  urgent: z.boolean().optional(),
  urgentReason: z.string().max(2_000).optional(),
})
export const dropDraftSchema = z.strictObject({ type: typeSlug })

/** A half-filled form as it is kept. */
export type Draft = { answers: Answers; urgent: boolean; urgentReason: string; savedAt: Date }
