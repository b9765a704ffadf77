// The shape of one imported issue, as its command takes it. What a file contains has been read and planned before;
// the command looks again, because it is a door like every other.
import { z } from 'zod'
import { line, words } from '../kernel/text'

const personName = line(100)

export const importIssueSchema = z.strictObject({
  source: line(100),
  externalId: line(100),
  fingerprint: line(100),
  title: line(255),
  description: words(100_000),
  type: z.enum(itemsTypes),
  origin: z.enum(itemsOrigins),
  status: z.enum(itemsStatuses),
  priority: z.enum(itemsPriorities),
  estimate: z.int().min(1).max(12).nullable(),
  labels: z.array(line(50)).max(20),
  due: z.iso.date().nullable(),
  assignee: personName.nullable(),
  reporter: personName.nullable(),
  release: line(255).nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
  statusSince: z.date(),
  doneAt: z.date().nullable(),
  comments: z.array(z.strictObject({ at: z.date(), author: personName, body: words(100_000) })).max(5000),
  /** Do everything, then take it back. */
  rehearse: z.boolean(),
})
export type ImportIssue = z.output<typeof importIssueSchema>
