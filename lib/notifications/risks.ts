// Mail about risks: to those who may decide when somebody asks, to who asked and who has the item when it is decided and
// when an accepted one is to be looked at again. Whether they may read of the item is asked as themselves.
import { Prisma, type Tx } from '../kernel/db'
import { settings } from '../kernel/settings'
import { oneLine } from './one-line'

type Told = { id: bigint; kind: string; subjectId: string; event: string; personId: string | null }
type Concerned = { riskId: string; severity: string; askedById: string; assigneeId: string | null }

export async function deliveriesOfRisks(
  tx: Tx,
  rows: readonly Told[],
): Promise<{ outboxId: bigint; personId: string }[]> {
  const about = rows.filter(({ kind }) => kind === 'risk')
  if (about.length === 0) return []
  const risks = await tx.$queryRaw<Concerned[]>(Prisma.sql`
    SELECT risk_id AS "riskId", severity, asked_by_id AS "askedById", assignee_id AS "assigneeId"
    FROM work.risk_concerns(${about.map(({ subjectId }) => subjectId)}::uuid[])`)
  const team = await tx.person.findMany({
    where: { role: { in: ['security', 'admin'] }, disabledAt: null, email: { not: null } },
    select: { id: true, role: true },
  })
  return about.flatMap((row) => {
    const risk = risks.find(({ riskId }) => riskId === row.subjectId)
    if (!risk) return []
    const grave = risk.severity === 'critical' || risk.severity === 'high'
    const to =
      row.event === 'risk.asked'
        ? team.filter(({ role }) => !grave || role === 'admin').map(({ id }) => id)
        : [risk.askedById, risk.assigneeId].filter((id) => id !== null)
    return [...new Set(to)]
      .filter((id) => id !== row.personId)
      .map((personId) => ({ outboxId: row.id, personId }))
  })
}

export async function writeRiskMail(
  tx: Tx,
  news: { subjectId: string; event: string },
): Promise<{ subject: string; text: string } | null> {
  const risk = await tx.riskDecision.findFirst({
    where: { id: news.subjectId, item: { archivedAt: null } },
    include: { item: { select: { key: true, title: true } } },
  })
  if (!risk) return null
  const names = await tx.person.findMany({
    where: { id: { in: [risk.askedById, risk.decidedById ?? risk.askedById] } },
    select: { id: true, name: true },
  })
  const nameOf = (id: string | null) => names.find((each) => each.id === id)?.name ?? 'Somebody'
  const { key, title } = risk.item
  const wish = risk.kind === 'acceptance' ? 'to live with a risk' : 'for more time'
  const told = {
    'risk.asked': {
      subject: `${nameOf(risk.askedById)} asks ${wish}`,
      text: `${nameOf(risk.askedById)} asks ${wish}, which is ${risk.severity}:\n\n${risk.why}`,
    },
    'risk.granted': {
      subject: 'what you asked for was granted',
      text: `${nameOf(risk.decidedById)} granted what was asked, ${wish}:\n\n${risk.words}`,
    },
    'risk.refused': {
      subject: 'what you asked for was refused',
      text: `${nameOf(risk.decidedById)} refused what was asked, ${wish}:\n\n${risk.words}`,
    },
    'risk.review-due': {
      subject: 'an accepted risk is to be looked at again',
      text: `Its risk was accepted until today. It was accepted because:\n\n${risk.why}`,
    },
  }[news.event]
  if (!told) return null
  return {
    subject: oneLine(`${key} ${title}: ${told.subject}`),
    text: `${told.text.trim()}\n\nIt stands here: ${settings().publicAddress}/items/${key}\n`,
  }
}
