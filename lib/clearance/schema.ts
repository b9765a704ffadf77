// The public text of an idea or an item, and where it stands on its way out.
import { z } from 'zod'
import type { IdeaStatus } from '../ideas'
import type { Status } from '../items'
import { quarter, version } from '../kernel/shapes'
import { line, words } from '../kernel/text'

export const faceStates = ['candidate', 'in review', 'scheduled', 'public', 'withdrawn'] as const
export type FaceState = (typeof faceStates)[number]

export const faceStateLabels = {
  candidate: 'Being written',
  'in review': 'Waits for a second person',
  scheduled: 'Scheduled',
  public: 'Public',
  withdrawn: 'Withdrawn',
} satisfies Record<FaceState, string>

/** What a face of each kind may say about how things stand. */
export const faceStatuses = {
  idea: ['under consideration', 'planned', 'in progress', 'shipped', 'declined', 'duplicate'],
  item: ['backlog', 'ready', 'in-progress', 'in-review', 'done'],
} as const satisfies { idea: readonly IdeaStatus[]; item: readonly Status[] }
export type FaceKind = keyof typeof faceStatuses

/** A thing that can have a face: an idea by its slug, an item by its key. */
export type FaceSubject = { idea: string } | { item: string }

/** The fields that anyone reads once a face is public, with their names on the form. */
export const faceFields = ['title', 'summary', 'body', 'status', 'quarter'] as const
export type FaceField = (typeof faceFields)[number]
export const faceFieldLabels = {
  title: 'Title',
  summary: 'One sentence',
  body: 'Text',
  status: 'Status',
  quarter: 'Quarter',
} satisfies Record<FaceField, string>
export type FaceWords = {
  title: string
  summary: string
  body: string
  status: string
  quarter: string | null
}

const subject = z.union([
  z.strictObject({ idea: z.string().min(1).max(200) }),
  z.strictObject({ item: z.string().min(1).max(40) }),
])

export const writeFaceSchema = z.strictObject({
  subject,
  title: line(200),
  summary: words(400).optional(),
  body: words(50_000).optional(),
  status: z.string().max(40),
  quarter: quarter.optional(),
  /** The version these words are based on; left out for the first. */
  version: version.optional(),
})
export const submitFaceSchema = z.strictObject({ subject, version })
export const approveFaceSchema = z.strictObject({
  subject,
  version,
  /** Why the findings that may be overridden are right to stand. Kept in the audit log. */
  reason: line(500).optional(),
})
export const returnFaceSchema = z.strictObject({ subject, version, words: words(2_000) })
export const withdrawFaceSchema = z.strictObject({ subject, reason: line(500) })
