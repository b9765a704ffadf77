'use client'

import clsx from 'clsx'
import { AlarmClock, Ban, Ellipsis, Hourglass, ListChecks, Sun } from 'lucide-react'
import Link from 'next/link'
import { memo } from 'react'
import { AudienceChip } from '@/components/ui/audience-chip'
import { Avatar } from '@/components/ui/avatar'
import { formatAge, formatDate, formatDay, formatExact } from '@/components/ui/dates'
import { PriorityIcon } from '@/components/ui/priority-icon'
import {
  severityLabels,
  statusLabels,
  typeLabels,
  type BoardCard,
  type BoardSettings,
} from '@/lib/items/labels'
import { staysLong } from '@/lib/items/rules'

type Props = { card: BoardCard; now: string; settings: BoardSettings; current: boolean }

/** What stands on a card. The board's density says how much of it (`data-density` on the board). */
export const CardFace = memo(function CardFace({ card, now, settings, current }: Props) {
  const { key } = card
  const stage = card.stage && (settings.stages[`${card.type} ${card.stage}`] ?? card.stage)
  return (
    <article
      className={clsx(
        'relative grid grid-cols-[minmax(0,1fr)] gap-1.5 rounded-card border bg-sheet px-2.5 py-2 text-sm transition-[border-color] group-data-[density=compact]/board:gap-0.5 group-data-[density=compact]/board:py-1.5 hover:border-line-2 has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-offset-1 has-[a:focus-visible]:outline-accent',
        card.blocked !== null && 'border-s-3 border-s-danger hover:border-s-danger',
      )}
    >
      <div className="flex h-5 min-w-0 items-center gap-1.5 text-xs text-ink-3">
        <span className="shrink-0 whitespace-nowrap tabular-nums">{key}</span>
        <span className="min-w-0 truncate">
          {stage ? `${typeLabels[card.type]} · ${stage}` : typeLabels[card.type]}
        </span>
        <span className="ms-auto flex shrink-0 items-center gap-1 transition-[padding] pointer-fine:group-focus-within/card:pe-6 pointer-fine:group-hover/card:pe-6 pointer-fine:group-has-[[aria-expanded=true]]/card:pe-6">
          {card.hasPublicFace && card.audience !== 'public' && (
            <Sun className="size-3 shrink-0" role="img" aria-label="Has a public face" />
          )}
          <AudienceChip
            audience={card.audience}
            people={card.named ?? undefined}
            short
            className="shrink-0"
          />
        </span>
        <button
          type="button"
          tabIndex={current ? 0 : -1}
          aria-haspopup="menu"
          data-card-menu={key}
          className="z-1 -me-1 grid size-6 shrink-0 place-items-center rounded-control bg-sheet text-ink-2 opacity-0 group-focus-within/card:opacity-100 group-hover/card:opacity-100 hover:bg-hover hover:text-ink focus-visible:opacity-100 aria-expanded:opacity-100 pointer-coarse:relative pointer-coarse:opacity-100 pointer-fine:absolute pointer-fine:end-1.5 pointer-fine:top-1.5 pointer-fine:me-0"
        >
          <Ellipsis className="size-4" aria-hidden="true" />
          <span className="sr-only">Move or change {key}</span>
        </button>
      </div>
      <p
        className="line-clamp-4 leading-[1.4] text-pretty wrap-anywhere group-data-[density=compact]/board:line-clamp-1"
        dir="auto"
      >
        <Link
          href={`/items/${key}`}
          prefetch={false}
          draggable={false}
          tabIndex={current ? 0 : -1}
          data-card-link={key}
          aria-describedby="board-help"
          className="outline-none after:absolute after:inset-0 after:rounded-card"
        >
          {card.title}
        </Link>
      </p>
      {card.blocked !== null && (
        <p className="flex min-w-0 items-center gap-1 text-xs font-medium text-danger" title={card.blocked}>
          <Ban className="size-3 shrink-0" aria-hidden="true" />
          <span className="truncate" dir="auto">
            <span className="sr-only">Blocked: </span>
            {card.blocked}
          </span>
        </p>
      )}
      {card.labels.length > 0 && (
        <p className="truncate text-xs text-ink-3 group-data-[density=compact]/board:hidden" dir="auto">
          <span className="sr-only">Labels: </span>
          {card.labels.join(' · ')}
        </p>
      )}
      <div className="flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-1 text-xs text-ink-3">
        <Avatar name={card.assignee?.name ?? null} />
        {card.priority !== 'none' && <PriorityIcon priority={card.priority} />}
        {card.severity && (
          <span
            className={clsx(
              'whitespace-nowrap',
              (card.severity === 'critical' || card.severity === 'high') && 'font-medium text-danger',
            )}
            title={`Severity: ${severityLabels[card.severity]}`}
          >
            <span className="sr-only">Severity: </span>
            {card.severity === 'informational' ? 'Info' : severityLabels[card.severity]}
          </span>
        )}
        {card.estimate !== null && (
          <span
            className="rounded-control bg-sunk px-1 font-medium text-ink-2 tabular-nums"
            title={`${card.estimate} points`}
          >
            {card.estimate}
            <span className="sr-only"> points</span>
          </span>
        )}
        {card.checks && (
          <span
            className="inline-flex items-center gap-0.5 whitespace-nowrap tabular-nums"
            title={`${card.checks.done} of ${card.checks.total} points of the checklist are done`}
          >
            <ListChecks className="size-3 shrink-0" aria-hidden="true" />
            <span className="sr-only">Checklist: </span>
            {card.checks.done}/{card.checks.total}
          </span>
        )}
        {card.goal && (
          <span className="min-w-12 flex-1 truncate" dir="auto" title={card.goal}>
            {card.goal}
          </span>
        )}
        <span className="ms-auto flex items-center gap-1.5">
          <BrokenPromise card={card} now={now} />
          <Due card={card} now={now} />
          <Age card={card} now={now} settings={settings} />
        </span>
      </div>
    </article>
  )
})

const promises = { triage: 'Triage', estimate: 'Estimate', fix: 'Fix' }

/** A promise is on the card once it is broken; until then the item's page is enough. */
function BrokenPromise({ card, now }: { card: BoardCard; now: string }) {
  if (!card.clock || card.clock.due > now) return null
  const name = promises[card.clock.name]
  return (
    <time
      dateTime={card.clock.due}
      title={`${name} was promised by ${formatExact(card.clock.due)}`}
      className="inline-flex items-center gap-0.5 rounded-control bg-danger px-1 font-medium whitespace-nowrap text-on-danger"
    >
      <AlarmClock className="size-3 shrink-0" aria-hidden="true" />
      {name} late
    </time>
  )
}

function Due({ card, now }: { card: BoardCard; now: string }) {
  if (!card.due || card.status === 'done') return null
  const late = card.due < now.slice(0, 10)
  const day = formatDay(card.due)
  return (
    <time
      dateTime={card.due}
      title={late ? `Was due ${day}` : `Due ${day}`}
      className={clsx('whitespace-nowrap tabular-nums', late && 'font-medium text-danger')}
    >
      {late ? 'late ' : 'due '}
      {day.replace(/ \d{4}$/, '')}
    </time>
  )
}

/** How long it has stood in its column; loud once that is longer than the team's own work usually does. */
function Age({ card, now, settings }: Omit<Props, 'current'>) {
  const age = formatAge(card.statusSince, { now })
  const since = `${statusLabels[card.status]} since ${formatDate(card.statusSince)}`
  if (!staysLong(card, settings.stays, now))
    return (
      <time
        dateTime={card.statusSince}
        title={since}
        className="whitespace-nowrap tabular-nums"
        suppressHydrationWarning
      >
        {age}
      </time>
    )
  return (
    <time
      dateTime={card.statusSince}
      title={`${since}. ${usualWords(card, settings)}`}
      data-long
      className="inline-flex items-center gap-0.5 rounded-control bg-danger-soft px-1 font-medium whitespace-nowrap text-danger tabular-nums"
      suppressHydrationWarning
    >
      <Hourglass className="size-3 shrink-0" aria-hidden="true" />
      {age}
      <span className="sr-only">. {usualWords(card, settings)}</span>
    </time>
  )
}

function usualWords({ status }: BoardCard, { stays }: BoardSettings) {
  const usual = stays[status]
  if (!usual) return ''
  const days = formatAge(0, { now: usual.seconds * 1000 })
  return `Longer than usual: 85 of 100 of our items leave ${statusLabels[status]} within ${days} (the last ${usual.of}).`
}
