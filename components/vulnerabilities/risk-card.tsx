import { formatDay } from '@/components/ui/dates'
import { Chip } from '@/components/ui/chip'
import { Timestamp } from '@/components/ui/timestamp'
import { severityLabels } from '@/lib/items/schema'
import type { DrawnRisk } from '@/lib/vulnerabilities/schema'
import { DecideForm } from './decide-form'

/** What was asked about a risk, and what came of it; for whoever may decide, the decision. */
export function RiskCard({ risk }: { risk: DrawnRisk }) {
  const asked = risk.kind === 'acceptance' ? 'asks to live with it' : 'asks for more time'
  return (
    <article
      aria-label={risk.kind === 'acceptance' ? 'Acceptance of the risk' : 'More time for the fix'}
      className="grid gap-2.5 border-t pt-3 text-sm first:border-t-0 first:pt-0"
    >
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span>
          <bdi className="font-medium">{risk.askedBy}</bdi> {asked}, <Timestamp at={risk.askedAt} />
        </span>
        <Chip tone={risk.decision === 'refused' ? 'danger' : risk.decision ? 'plain' : 'accent'}>
          {risk.decision === null ? 'Waits' : risk.decision === 'granted' ? 'Granted' : 'Refused'}
        </Chip>
        <Chip>{severityLabels[risk.severity]}</Chip>
      </p>
      <dl className="grid gap-2">
        {reasons(risk).map(([label, words]) => (
          <div key={label}>
            <dt className="text-ink-3">{label}</dt>
            <dd className="wrap-anywhere whitespace-pre-line" dir="auto">
              {words}
            </dd>
          </div>
        ))}
      </dl>
      {risk.decision !== null ? (
        <p className="wrap-anywhere">
          <bdi className="font-medium">{risk.decidedBy}</bdi>: “{risk.words}”
        </p>
      ) : risk.notYours ? (
        <p className="text-ink-3">{risk.notYours}</p>
      ) : (
        <DecideForm id={risk.id} version={risk.version} />
      )}
    </article>
  )
}

function reasons(risk: DrawnRisk): [string, string][] {
  const said: [string, string | null][] =
    risk.kind === 'acceptance'
      ? [
          ['Why it should stay', risk.why],
          ['What makes it less bad', risk.mitigations],
          ['What a real fix would take', risk.effort],
          ['Looked at again', risk.reviewOn && formatDay(risk.reviewOn)],
        ]
      : [
          ['What is affected', risk.affected],
          ['How it was found', risk.howFound],
          ['Why it will be late', risk.why],
          ['What protects us meanwhile', risk.mitigations],
          ['Until', risk.until && formatDay(risk.until)],
        ]
  return said.filter((each): each is [string, string] => Boolean(each[1]))
}
