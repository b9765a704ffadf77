// What stands on an item's page about its vulnerability: the clocks as they are now, what was asked and decided, and what
// this viewer may do about it.
import { isTeam, type Asker, type Viewer } from '../kernel/audience'
import { dayIn } from '../kernel/clock'
import { asViewer, Prisma, type Tx } from '../kernel/db'
import { now as theTime } from '../kernel/now'
import { isKey } from '../kernel/shapes'
import { workCalendar } from '../kernel/work-calendar'
import type { Severity } from '../items'
import { timedItems, type Timed } from './clocks'
import { drawClock, isSettled, lastReview, nextStep, notToDecide, refuseDecider } from './rules'
import {
  acceptedStage,
  clockNames,
  reviewMonths,
  type DrawnRisk,
  type RiskKind,
  type VulnerabilitySheet,
} from './schema'

/** Null for what is no vulnerability, or not there for this viewer, or not this viewer's to see. */
export async function findVulnerability(asker: Asker, key: string): Promise<VulnerabilitySheet | null> {
  if (!isKey(key)) return null
  return asViewer(asker, async (tx, viewer) => {
    if (!isTeam(viewer)) return null
    const found = await tx.item.findFirst({
      where: { key: key.toUpperCase(), type: 'vulnerability' },
      select: { id: true, key: true, archivedAt: true },
    })
    const [item] = found ? await timedItems(tx, [found.id]) : []
    if (!found || !item) return null
    const calendar = await workCalendar(tx)
    const now = theTime()
    const today = dayIn(now, calendar.zone)
    const risks = (await risksOf(tx, viewer, item.id)).map((risk) => ({
      ...risk,
      notYours: risk.notYours ?? (found.archivedAt ? 'It is archived.' : settled(item, risk.kind)),
    }))
    const clocks = clockNames.flatMap((name) => item.clocks.find((clock) => clock.name === name) ?? [])
    const accepted = item.status === 'done' && item.stage === acceptedStage
    const fix = clocks.find((clock) => clock.name === 'fix' && !clock.metAt)
    return {
      key: found.key,
      severity: item.severity,
      accepted,
      clocks: clocks.map((clock) => drawClock(clock, now, calendar)),
      next: found.archivedAt ? null : nextStep(item, clocks),
      risks,
      review: reviewOf(item, risks, today),
      asks: asksFor(item, { risks, archived: found.archivedAt !== null, fixRuns: fix !== undefined }),
      today,
      latestReview: lastReview(today, reviewMonths),
      fixDue: fix ? dayIn(fix.dueAt, calendar.zone) : null,
    }
  })
}

/** The newest first. */
async function risksOf(tx: Tx, viewer: Viewer, itemId: string): Promise<DrawnRisk[]> {
  const rows = await tx.$queryRaw<(DrawnRisk & { askedById: string; severity: Severity })[]>(Prisma.sql`
    SELECT r.id, r.kind, r.severity, r.why, r.mitigations, r.effort, r.affected, r.how_found AS "howFound",
      to_char(r.until, 'YYYY-MM-DD') AS until, to_char(r.review_on, 'YYYY-MM-DD') AS "reviewOn",
      r.asked_by_id AS "askedById", a.name AS "askedBy", r.asked_at AS "askedAt", r.decision, r.words,
      d.name AS "decidedBy", r.decided_at AS "decidedAt", r.version
    FROM work.risk_decision r JOIN work.person a ON a.id = r.asked_by_id LEFT JOIN work.person d ON d.id = r.decided_by_id
    WHERE r.item_id = ${itemId}::uuid ORDER BY r.asked_at DESC LIMIT 20`)
  return rows.map(({ askedById, ...risk }) => ({
    ...risk,
    notYours: refuseDecider({ severity: risk.severity, askedById }, viewer),
  }))
}

function settled(item: Timed, kind: RiskKind): string | null {
  return isSettled(item, kind) ? notToDecide.done : null
}

/** An accepted risk is looked at again; one that was fixed after all needs no look. */
function reviewOf(item: Timed, risks: readonly DrawnRisk[], today: string) {
  if (item.status !== 'done' || (item.stage !== null && item.stage !== acceptedStage)) return null
  const granted = risks
    .filter((risk) => risk.kind === 'acceptance' && risk.decision === 'granted')
    .sort((a, b) => Number(b.decidedAt) - Number(a.decidedAt))[0]
  return granted?.reviewOn ? { on: granted.reviewOn, isDue: granted.reviewOn <= today } : null
}

/** Why something may not be asked for now; null: it may. An accepted risk may be asked for again, to go on living with it. */
function asksFor(
  item: Timed,
  { risks, archived, fixRuns }: { risks: readonly DrawnRisk[]; archived: boolean; fixRuns: boolean },
): Record<RiskKind, string | null> {
  const waits = (kind: RiskKind) => risks.some((risk) => risk.kind === kind && risk.decision === null)
  const never = archived
    ? 'It is archived.'
    : item.severity === null
      ? 'Say how bad it is first: who decides follows from its severity.'
      : null
  return {
    acceptance:
      never ??
      (waits('acceptance')
        ? 'It was asked already and waits for a decision.'
        : isSettled(item, 'acceptance')
          ? 'It is done.'
          : null),
    extension:
      never ??
      (waits('extension')
        ? 'It was asked already and waits for a decision.'
        : fixRuns
          ? null
          : 'Nothing is promised for its fix now.'),
  }
}
