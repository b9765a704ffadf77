'use client'

import { attachClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/attach-closest-edge'
import { extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/extract-closest-edge'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import clsx from 'clsx'
import { ArrowDownToLine, ArrowUpToLine, Ellipsis, Sun } from 'lucide-react'
import Link from 'next/link'
import { memo, useEffect, useRef, useState } from 'react'
import { AudienceChip } from '@/components/ui/audience-chip'
import { Avatar } from '@/components/ui/avatar'
import { formatAge, formatDate, formatDay } from '@/components/ui/dates'
import { Menu, MenuItem, MenuLabel, MenuLine } from '@/components/ui/menu'
import { PriorityIcon } from '@/components/ui/priority-icon'
import { StatusDot } from '@/components/ui/status'
import { statuses, statusLabels, typeLabels, type BoardCard, type Status } from '@/lib/items/schema'
import type { Place } from './board-data'

export type CardHands = {
  /** The card at which keys begin. */
  stand(key: string): void
  move(key: string, to: Place | { status: Status; end: 'top' | 'bottom' }): void
}

type Props = {
  card: BoardCard
  index: number
  size: number
  now: string
  /** The one card of its column in the order of tabbing: a list that scrolls must be reachable by keys. */
  current: boolean
  lifted: boolean
  hands: CardHands
}

/** What is dragged over a card lands above or below its middle. */
export const CardView = memo(function CardView({ card, index, size, now, current, lifted, hands }: Props) {
  const place = useRef<HTMLLIElement>(null)
  const [dragging, setDragging] = useState(false)
  const [edge, setEdge] = useState<'top' | 'bottom' | null>(null)
  const { key, status } = card

  useEffect(() => {
    const element = place.current
    if (!element) return
    return combine(
      draggable({
        element,
        getInitialData: () => ({ card: key }),
        onDragStart: () => setDragging(true),
        onDrop: () => setDragging(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => typeof source.data.card === 'string',
        getData: ({ input }) =>
          attachClosestEdge({ over: key, status }, { element, input, allowedEdges: ['top', 'bottom'] }),
        getIsSticky: () => true,
        onDrag: ({ self, source }) => {
          const closest = source.data.card === key ? null : extractClosestEdge(self.data)
          setEdge(closest === 'top' || closest === 'bottom' ? closest : null)
        },
        onDragLeave: () => setEdge(null),
        onDrop: () => setEdge(null),
      }),
    )
  }, [key, status])

  return (
    <li
      ref={place}
      data-card={key}
      data-index={index}
      aria-setsize={size}
      aria-posinset={index + 1}
      className={clsx('group/card relative', edge === 'top' && lineAbove, edge === 'bottom' && lineBelow)}
      onFocus={() => hands.stand(key)}
    >
      <article
        className={clsx(
          'relative grid grid-cols-[minmax(0,1fr)] gap-1.5 rounded-card border bg-sheet px-2.5 py-2 text-sm transition-[border-color,box-shadow,opacity] hover:border-line-2 has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-offset-1 has-[a:focus-visible]:outline-accent',
          dragging && 'opacity-45',
          lifted && 'border-accent shadow-float ring-1 ring-accent',
        )}
      >
        <div className="flex h-5 min-w-0 items-center gap-1.5 text-xs text-ink-3">
          <span className="shrink-0 whitespace-nowrap tabular-nums">{key}</span>
          {card.type !== 'task' && <span className="min-w-0 truncate">{typeLabels[card.type]}</span>}
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
          <MoveMenu card={card} reachable={current} hands={hands} />
        </div>
        <p className="line-clamp-4 leading-[1.4] text-pretty wrap-anywhere" dir="auto">
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
        {card.labels.length > 0 && (
          <p className="truncate text-xs text-ink-3">
            <span className="sr-only">Labels: </span>
            {card.labels.join(' · ')}
          </p>
        )}
        <div className="flex min-w-0 items-center gap-1.5 text-xs text-ink-3">
          <Avatar name={card.assignee?.name ?? null} />
          {card.priority !== 'none' && <PriorityIcon priority={card.priority} />}
          {card.estimate !== null && (
            <span
              className="rounded-control bg-sunk px-1 font-medium text-ink-2 tabular-nums"
              title={`${card.estimate} points`}
            >
              {card.estimate}
              <span className="sr-only"> points</span>
            </span>
          )}
          <span className="min-w-0 flex-1 truncate" dir="auto" title={card.goal ?? undefined}>
            {card.goal}
          </span>
          <Due card={card} now={now} />
          <time
            dateTime={card.statusSince}
            title={`${statusLabels[status]} since ${formatDate(card.statusSince)}`}
            className="whitespace-nowrap tabular-nums"
            suppressHydrationWarning
          >
            {formatAge(card.statusSince, { now })}
          </time>
        </div>
      </article>
    </li>
  )
})

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

/** Made when it is first wanted: five hundred menus would be felt. */
function MoveMenu({ card, reachable, hands }: { card: BoardCard; reachable: boolean; hands: CardHands }) {
  const [wanted, setWanted] = useState(false)
  const [open, setOpen] = useState(false)
  const button = (
    <button
      type="button"
      tabIndex={reachable ? 0 : -1}
      aria-haspopup="menu"
      onClick={
        wanted
          ? undefined
          : () => {
              setWanted(true)
              setOpen(true)
            }
      }
      className="z-1 -me-1 grid size-6 shrink-0 place-items-center rounded-control bg-sheet text-ink-2 opacity-0 group-focus-within/card:opacity-100 group-hover/card:opacity-100 hover:bg-hover hover:text-ink focus-visible:opacity-100 aria-expanded:opacity-100 pointer-coarse:relative pointer-coarse:opacity-100 pointer-fine:absolute pointer-fine:end-1.5 pointer-fine:top-1.5 pointer-fine:me-0"
    >
      <Ellipsis className="size-4" aria-hidden="true" />
      <span className="sr-only">Move {card.key} to</span>
    </button>
  )
  if (!wanted) return button
  const to = (status: Status, end: 'top' | 'bottom') => hands.move(card.key, { status, end })
  return (
    <Menu trigger={button} open={open} onOpenChange={setOpen} align="end">
      <MenuLabel>Move {card.key} to</MenuLabel>
      {statuses.map((status) => (
        <MenuItem
          key={status}
          // The word stands beside it; heard twice it would be a stutter.
          icon={
            <span aria-hidden="true" className="inline-flex">
              <StatusDot status={status} />
            </span>
          }
          disabled={status === card.status}
          onSelect={() => to(status, 'bottom')}
        >
          {statusLabels[status]}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem icon={<ArrowUpToLine aria-hidden="true" />} onSelect={() => to(card.status, 'top')}>
        Top of this column
      </MenuItem>
      <MenuItem icon={<ArrowDownToLine aria-hidden="true" />} onSelect={() => to(card.status, 'bottom')}>
        Bottom of this column
      </MenuItem>
    </Menu>
  )
}

const lineAbove =
  'before:pointer-events-none before:absolute before:inset-x-0 before:-top-1.25 before:z-1 before:h-0.5 before:rounded-full before:bg-accent'
const lineBelow =
  'after:pointer-events-none after:absolute after:inset-x-0 after:-bottom-1.25 after:z-1 after:h-0.5 after:rounded-full after:bg-accent'
