// The shape of one imported issue, as its command takes it. What a file contains was read and planned before; the
// command looks again, because it is a door like every other.
import { z } from 'zod'
import { origins, priorities, statuses, types } from '../items/schema'
import { line, words } from '../kernel/text'

const personName = line(100)
const release = line(120)

export const importIssueSchema = z.strictObject({
  source: line(100),
  externalId: line(100),
  fingerprint: line(100),
  title: line(255),
  description: words(100_000),
  type: z.enum(types),
  origin: z.enum(origins).exclude(['wishlist']),
  status: z.enum(statuses),
  priority: z.enum(priorities),
  estimate: z.int().min(1).max(12).nullable(),
  labels: z.array(line(50)).max(20),
  due: z.iso.date().nullable(),
  assignee: personName.nullable(),
  reporter: personName.nullable(),
  release: release.nullable(),
  updatedAt: z.date(),
  statusSince: z.date(),
  doneAt: z.date().nullable(),
  comments: z.array(z.strictObject({ at: z.date(), author: personName, body: words(100_000) })).max(5000),
  /** Do everything, then take it back. */
  rehearse: z.boolean(),
})
export type ImportIssue = z.output<typeof importIssueSchema>

export const importJoinedSchema = z.strictObject({
  issues: z
    .array(z.strictObject({ source: line(100), externalId: line(100), subjectId: z.uuid() }))
    .min(1)
    .max(100_000),
})
