import { Ban, Check, Square } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { AudienceChip } from '@/components/ui/audience-chip'
import { PriorityIcon } from '@/components/ui/priority-icon'
import { StatusWord } from '@/components/ui/status'
import { DayStamp, Timestamp } from '@/components/ui/timestamp'
import { renderMarkdown } from '@/lib/kernel/markdown'
import type { ItemSheet } from '@/lib/items'
import { severityLabels, typeLabels } from '@/lib/items/labels'

/** What somebody wants to know at a glance; drawn on the server, so that the board carries nothing for it. */
export function PeekBody({ item, now }: { item: ItemSheet; now: Date }) {
  const resolve = ({ kind, text }: { kind: string; text: string }) => {
    const href = kind === 'key' ? item.links[text] : undefined
    return href ? { href, label: text } : null
  }
  const done = item.checklist.filter(({ doneAt }) => doneAt !== null).length
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm text-ink-2">
        <StatusWord status={item.status} />
        <span>{typeLabels[item.type]}</span>
        <AudienceChip
          audience={item.audience}
          people={item.audience === 'restricted' ? item.named.length : undefined}
        />
      </div>
      <h2 className="text-lg wrap-anywhere" dir="auto">
        {item.title}
      </h2>
      {item.blocked && (
        <p className="flex items-start gap-2 rounded-control bg-danger-soft px-3 py-2 text-sm text-danger">
          <Ban className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          <span className="wrap-anywhere" dir="auto">
            Blocked: {item.blocked.reason}
          </span>
        </p>
      )}
      {item.description ? (
        <div className="prose" dir="auto">
          {renderMarkdown(item.description, { resolve, id: 'peek' })}
        </div>
      ) : (
        <p className="text-sm text-ink-3">Nobody has written yet what is to be done and why.</p>
      )}
      {item.checklist.length > 0 && (
        <section className="grid gap-1 text-sm">
          <h3 className="text-xs font-semibold text-ink-3">
            Checklist, {done} of {item.checklist.length} done
          </h3>
          <ul className="grid gap-1">
            {item.checklist.map((point) => (
              <li key={point.id} className="flex items-start gap-2 wrap-anywhere">
                {point.doneAt ? (
                  <Check className="mt-0.5 size-3.5 shrink-0 text-ink-3" aria-label="Done:" role="img" />
                ) : (
                  <Square className="mt-0.5 size-3.5 shrink-0 text-ink-3" aria-label="Open:" role="img" />
                )}
                <span dir="auto">{point.text}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-sm">
        <Fact name="Who does it">{item.assignee?.name ?? 'Nobody yet'}</Fact>
        <Fact name="Priority">
          <PriorityIcon priority={item.priority} word />
        </Fact>
        {item.severity && <Fact name="Severity">{severityLabels[item.severity]}</Fact>}
        {item.estimate !== null && <Fact name="Points">{item.estimate}</Fact>}
        {item.due && (
          <Fact name="Due">
            <DayStamp day={item.due} />
          </Fact>
        )}
        {item.iteration !== null && <Fact name="Iteration">{item.iteration}</Fact>}
        {item.goals.length > 0 && <Fact name="Goals">{item.goals.map(({ title }) => title).join(', ')}</Fact>}
        {item.labels.length > 0 && <Fact name="Labels">{item.labels.join(', ')}</Fact>}
        {item.parent && (
          <Fact name="Part of">
            <Link className="link" href={`/items/${item.parent.key}`}>
              {item.parent.key} {item.parent.title}
            </Link>
          </Fact>
        )}
        <Fact name="Changed">
          <Timestamp at={item.updatedAt} now={now} />
        </Fact>
        {item.comments.length > 0 && <Fact name="Comments">{item.comments.length}</Fact>}
      </dl>
    </div>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="wrap-anywhere" dir="auto">
        {children}
      </dd>
    </>
  )
}
