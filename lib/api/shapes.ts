// The shapes that several resources share.
import { z } from 'zod'
import { audiences } from '../kernel/audience'
import { origins, priorities, severities, sources, statuses, types } from '../items'

export const listQuery = {
  limit: z.coerce.number('A limit is a number.').int().min(1).max(200, 'At most 200 at a time.').optional(),
  // A place in a list that is sorted by title holds a title, whatever its script.
  cursor: z.string().max(4000).optional(),
}

/** A page of `one`. */
export function pageOf(one: z.ZodType) {
  return z.object({ data: z.array(one), next: z.string().nullable() })
}

export const publicEntry = z
  .object({
    slug: z.string(),
    title: z.string(),
    summary: z.string(),
    body: z.string(),
    status: z.string(),
    quarter: z.string().nullable(),
    votes: z.int(),
    publishedAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ description: 'What is public of an idea or an item: its face' })

export const item = z
  .object({
    key: z.string(),
    title: z.string(),
    description: z.string(),
    type: z.enum(types),
    origin: z.enum(origins),
    status: z.enum(statuses),
    priority: z.enum(priorities),
    estimate: z.int().nullable(),
    assignee: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    reporter: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    parent: z.string().nullable(),
    iteration: z.int().nullable(),
    release: z.string().nullable(),
    goals: z.array(z.string()),
    labels: z.array(z.string()),
    due: z.iso.date().nullable(),
    stage: z.string().nullable(),
    blocked: z.string().nullable().meta({ description: 'Why nobody can go on with it; null: somebody can' }),
    checklist: z.array(z.object({ id: z.string(), text: z.string(), done: z.boolean() })),
    severity: z.enum(severities).nullable(),
    source: z.enum(sources).nullable(),
    sourceLink: z.string().nullable(),
    ownerTeam: z.string().nullable(),
    custom: z
      .record(z.string(), z.unknown())
      .meta({ description: 'Values of the team’s own fields by their slug' }),
    rank: z.string().optional(),
    audience: z.enum(audiences),
    publicFace: z.object({ slug: z.string() }).nullable(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    version: z.int(),
  })
  .meta({ description: 'A piece of planned work' })
