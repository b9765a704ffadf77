import type { Asker, AudienceWithoutNames } from '../kernel/audience'
import { asViewer, Prisma } from '../kernel/db'
import { isSlug } from '../kernel/shapes'
import type { Health, MilestoneState } from './schema'

export type DrawnGoal = {
  slug: string
  title: string
  problem: string
  accountable: string | null
  due: string | null
  health: Health
  confidence: number | null
  audience: AudienceWithoutNames
  milestones: { id: string; title: string; state: MilestoneState; due: string | null }[]
  /** How many items in sight of this viewer advance it, and how many of those are done. */
  items: number
  done: number
  version: number
}

const shape = Prisma.sql`
  SELECT g.slug, g.title, g.problem, p.name AS accountable, to_char(g.due, 'YYYY-MM-DD') AS due, g.health, g.confidence, g.audience, g.version,
    (SELECT coalesce(json_agg(json_build_object('id', m.id, 'title', m.title, 'state', m.state, 'due', m.due) ORDER BY m.position), '[]')
      FROM work.milestone m WHERE m.goal_id = g.id) AS milestones, c.items, c.done
  FROM work.goal g LEFT JOIN work.person p ON p.id = g.accountable_id
    LEFT JOIN LATERAL (SELECT count(*)::int AS items, count(*) FILTER (WHERE i.status = 'done')::int AS done
      FROM work.item_goal ig JOIN work.item i ON i.id = ig.item_id WHERE ig.goal_id = g.id AND i.archived_at IS NULL) c ON true`

/** The goals in sight of this viewer, the next due first; at most 200. */
export async function listGoals(asker: Asker): Promise<DrawnGoal[]> {
  return asViewer(asker, (tx) =>
    tx.$queryRaw<DrawnGoal[]>(
      Prisma.sql`${shape} WHERE g.archived_at IS NULL ORDER BY g.due NULLS LAST, g.title LIMIT 200`,
    ),
  )
}

export async function findGoal(asker: Asker, slug: string): Promise<DrawnGoal | null> {
  if (!isSlug(slug)) return null
  return asViewer(asker, async (tx) => {
    const [goal] = await tx.$queryRaw<DrawnGoal[]>(
      Prisma.sql`${shape} WHERE g.slug = ${slug} AND g.archived_at IS NULL`,
    )
    return goal ?? null
  })
}
