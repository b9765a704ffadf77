// Writes what `changeItem` has decided: one statement for one item and for five hundred. A command of many gathers first and
// writes once at its end, so that its time is the database's and not the way there and back.
import { tooLate, type Context } from '../../kernel/command'
import { Prisma, type Tx } from '../../kernel/db'
import { itemsChanged, type ItemChange } from '../after-change'
import type { ChecklistPoint, CustomValue } from '../custom-rules'
import { gatheredIn } from './once'

type Row = {
  id: string
  /** The version that it is made from. */
  version: number
  /** Left out: where it stands. */
  rank?: string
  title: string
  description: string
  type: string
  origin: string
  status: string
  stage: string | null
  statusSince: Date
  doneAt: Date | null
  priority: string
  estimate: number | null
  assigneeId: string | null
  parentId: string | null
  iterationId: string | null
  releaseId: string | null
  labels: string[]
  due: string | null
  blockedReason: string | null
  blockedAt: Date | null
  checklist: ChecklistPoint[]
  severity: string | null
  source: string | null
  sourceLink: string | null
  ownerTeam: string | null
  custom: Record<string, CustomValue>
  audience: string
}

export type Decided = {
  row: Row
  goals: { was: string[]; is: string[] }
  was: NonNullable<ItemChange['was']>
  is: ItemChange['is']
}

type Work = Pick<Context<unknown>, 'tx' | 'viewer' | 'now' | 'note'>

/** At once, or with all the others where the command gathers. */
export async function writeChange(context: Work, decided: Decided): Promise<void> {
  const gathered = gatheredIn(context.tx)
  if (gathered) gathered.push(decided)
  else await write(context, [decided])
}

/** Writes what was gathered so far. */
export async function writeGathered(context: Work): Promise<void> {
  const gathered = gatheredIn(context.tx)?.splice(0) ?? []
  if (gathered.length > 0) await write(context, gathered)
}

async function write(context: Work, all: Decided[]): Promise<void> {
  const { tx, now } = context
  await writeGoals(tx, all)
  const rows = JSON.stringify(all.map(({ row }) => row))
  const written = await tx.$executeRaw(Prisma.sql`
    UPDATE work.item i SET title = r.title, description = r.description, type = r.type, origin = r.origin, status = r.status,
      stage = r.stage, status_since = r."statusSince", done_at = r."doneAt", priority = r.priority, estimate = r.estimate,
      assignee_id = r."assigneeId", parent_id = r."parentId", iteration_id = r."iterationId", release_id = r."releaseId",
      labels = r.labels, due = r.due, blocked_reason = r."blockedReason", blocked_at = r."blockedAt", checklist = r.checklist,
      severity = r.severity, source = r.source, source_link = r."sourceLink", owner_team = r."ownerTeam", custom = r.custom,
      audience = r.audience, rank = coalesce(r.rank, i.rank), version = i.version + 1, updated_at = ${now}
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, version int, title text, description text, type text, origin text,
      status text, stage text, "statusSince" timestamptz, "doneAt" timestamptz, priority text, estimate int, "assigneeId" uuid,
      "parentId" uuid, "iterationId" uuid, "releaseId" uuid, labels text[], due date, "blockedReason" text,
      "blockedAt" timestamptz, checklist jsonb, severity text, source text, "sourceLink" text, "ownerTeam" text, custom jsonb,
      audience text, rank text)
    WHERE i.id = r.id AND i.version = r.version`)
  if (written < all.length) {
    const { id, version } = all[0]!.row
    throw await tooLate(tx, { kind: 'item', id, since: version })
  }
  await itemsChanged(
    context,
    all.map(({ row, was, is }) => ({ id: row.id, was, is })),
  )
}

async function writeGoals(tx: Tx, all: Decided[]): Promise<void> {
  const pairs = (from: 'was' | 'is', to: 'was' | 'is') =>
    all.flatMap(({ row, goals }) =>
      goals[from].filter((goal) => !goals[to].includes(goal)).map((goal) => ({ item: row.id, goal })),
    )
  const [left, added] = [pairs('was', 'is'), pairs('is', 'was')]
  if (left.length > 0)
    await tx.$executeRaw(Prisma.sql`
      DELETE FROM work.item_goal g USING jsonb_to_recordset(${JSON.stringify(left)}::jsonb) AS r(item uuid, goal uuid)
      WHERE g.item_id = r.item AND g.goal_id = r.goal`)
  if (added.length > 0)
    await tx.itemGoal.createMany({ data: added.map(({ item, goal }) => ({ itemId: item, goalId: goal })) })
}
