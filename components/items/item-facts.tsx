import type { ReactNode } from 'react'
import { Chip } from '@/components/ui/chip'
import { DayStamp } from '@/components/ui/timestamp'
import { PriorityIcon } from '@/components/ui/priority-icon'
import { StatusWord } from '@/components/ui/status'
import type { CustomValue, FieldChoices, ItemSheet } from '@/lib/items'
import { severityLabels, sourceLabels } from '@/lib/items/schema'
import { LinkedItem } from './linked-item'

/** The facts for whoever reads only. */
export function ItemFacts({ item, more }: { item: ItemSheet; more: FieldChoices }) {
  const stage = more.stages.find(({ type, slug }) => type === item.type && slug === item.stage)
  const inWords = (value: CustomValue) =>
    Array.isArray(value) ? value.join(', ') : (item.names[String(value)] ?? String(value))
  return (
    <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-2 text-sm">
      <Fact label="Status">
        <StatusWord status={item.status} />
        {stage && <span className="text-ink-2"> · {stage.label}</span>}
      </Fact>
      <Fact label="Assignee">{item.assignee?.name ?? 'Nobody yet'}</Fact>
      <Fact label="Priority">
        <PriorityIcon priority={item.priority} word />
      </Fact>
      {item.estimate !== null && <Fact label="Points">{item.estimate}</Fact>}
      {item.due && (
        <Fact label="Due">
          <DayStamp day={item.due} />
        </Fact>
      )}
      {item.iteration !== null && <Fact label="Iteration">{item.iteration}</Fact>}
      {item.release && <Fact label="Release">{item.release.name}</Fact>}
      {item.goals.length > 0 && <Fact label="Goals">{item.goals.map((goal) => goal.title).join(', ')}</Fact>}
      {item.parent && (
        <Fact label="Part of">
          <LinkedItem item={item.parent} />
        </Fact>
      )}
      {item.labels.length > 0 && (
        <Fact label="Labels">
          <span className="flex flex-wrap gap-1">
            {item.labels.map((label) => (
              <Chip key={label}>{label}</Chip>
            ))}
          </span>
        </Fact>
      )}
      {item.severity && <Fact label="Severity">{severityLabels[item.severity]}</Fact>}
      {item.source && <Fact label="Source">{sourceLabels[item.source]}</Fact>}
      {item.sourceLink && (
        <Fact label="Source link">
          <a className="link" href={item.sourceLink} rel="noopener noreferrer nofollow">
            {item.sourceLink}
          </a>
        </Fact>
      )}
      {item.ownerTeam && <Fact label="Owner team">{item.ownerTeam}</Fact>}
      {more.custom
        .filter(({ slug }) => slug in item.custom)
        .map(({ slug, label }) => (
          <Fact key={slug} label={label}>
            <bdi>{inWords(item.custom[slug]!)}</bdi>
          </Fact>
        ))}
    </dl>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{label}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  )
}
