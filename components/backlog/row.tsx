'use client'

import { attachClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/attach-closest-edge'
import { extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/extract-closest-edge'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview'
import clsx from 'clsx'
import { Ellipsis } from 'lucide-react'
import Link from 'next/link'
import { memo, useEffect, useRef, useState, type ReactNode } from 'react'
import { AudienceChip } from '@/components/ui/audience-chip'
import { Avatar } from '@/components/ui/avatar'
import { Menu, MenuLabel } from '@/components/ui/menu'
import { PriorityIcon } from '@/components/ui/priority-icon'
import { StatusDot } from '@/components/ui/status'
import { typeLabels, type BoardCard } from '@/lib/items/labels'

export type RowHands = {
  stand(key: string): void
  select(key: string, how: 'one' | 'range'): void
  /** What a hand that takes this row takes along: the selection, when the row is in it. */
  along(key: string): string[]
  dragging(keys: string[]): void
  menu(keys: string[]): ReactNode
}

type Props = {
  row: BoardCard
  section: number
  index: number
  place: number
  size: number
  /** The one row in the order of tabbing. */
  current: boolean
  selected: boolean
  held: boolean
  hands: RowHands
}

/** One item of the backlog. What is dragged over it lands above or below its middle. */
export const RowView = memo(function RowView(props: Props) {
  const { row, section, index, place, size, current, selected, held, hands } = props
  const element = useRef<HTMLLIElement>(null)
  const [edge, setEdge] = useState<'top' | 'bottom' | null>(null)
  const { key } = row

  useEffect(() => {
    const own = element.current
    if (!own) return
    return combine(
      draggable({
        element: own,
        getInitialData: () => ({ rows: hands.along(key) }),
        onGenerateDragPreview({ nativeSetDragImage, source }) {
          const keys = source.data.rows as string[]
          if (keys.length > 1)
            setCustomNativeDragPreview({
              nativeSetDragImage,
              render: ({ container }) => pill(container, keys),
            })
        },
        onDragStart: ({ source }) => hands.dragging(source.data.rows as string[]),
        onDrop: () => hands.dragging([]),
      }),
      dropTargetForElements({
        element: own,
        canDrop: ({ source }) => Array.isArray(source.data.rows),
        getData: ({ input }) =>
          attachClosestEdge({ over: key, section }, { element: own, input, allowedEdges: ['top', 'bottom'] }),
        getIsSticky: () => true,
        onDrag({ self, source }) {
          const own = (source.data.rows as string[]).includes(key)
          const closest = own ? null : extractClosestEdge(self.data)
          setEdge(closest === 'top' || closest === 'bottom' ? closest : null)
        },
        onDragLeave: () => setEdge(null),
        onDrop: () => setEdge(null),
      }),
    )
  }, [key, section, hands])

  return (
    <li
      ref={element}
      data-row={key}
      data-index={index}
      aria-setsize={size}
      aria-posinset={place}
      onFocus={() => hands.stand(key)}
      className={clsx(
        'group/row relative flex min-h-9 items-center gap-2 border-b px-2 py-1 text-sm transition-colors last:border-b-0 md:gap-3',
        selected ? 'bg-accent-soft' : 'bg-sheet hover:bg-hover',
        held && 'opacity-60 ring-1 ring-accent ring-inset',
        edge === 'top' && lineAbove,
        edge === 'bottom' && lineBelow,
      )}
    >
      <label className="-my-1 -ms-2 grid size-9 shrink-0 cursor-pointer place-items-center">
        <input
          type="checkbox"
          checked={selected}
          tabIndex={current ? 0 : -1}
          onChange={(event) =>
            hands.select(key, (event.nativeEvent as MouseEvent).shiftKey ? 'range' : 'one')
          }
          className="size-4 cursor-pointer"
        />
        <span className="sr-only">Select {key}</span>
      </label>
      <div className="grid min-w-0 flex-1 gap-x-3 md:flex md:items-center">
        <span className="shrink-0 text-xs whitespace-nowrap text-ink-3 tabular-nums max-md:order-2 md:w-18">
          {key}
          {row.type !== 'task' && <span className="md:hidden"> · {typeLabels[row.type]}</span>}
        </span>
        <Link
          href={`/items/${key}`}
          prefetch={false}
          draggable={false}
          tabIndex={current ? 0 : -1}
          data-row-link={key}
          aria-describedby="backlog-help"
          dir="auto"
          title={row.title}
          onClick={(event) => {
            if (!event.shiftKey) return
            event.preventDefault()
            hands.select(key, 'range')
          }}
          className="min-w-0 flex-1 truncate rounded-control px-1 -mx-1 hover:underline"
        >
          {row.title}
        </Link>
        {row.type !== 'task' && (
          <span className="shrink-0 text-xs text-ink-3 max-md:hidden">{typeLabels[row.type]}</span>
        )}
        {row.parent && (
          <span
            className="max-w-44 truncate text-xs text-ink-3 max-lg:hidden"
            dir="auto"
            title={`Part of ${row.parent.key} ${row.parent.title}`}
          >
            {row.parent.title}
          </span>
        )}
      </div>
      <span className="flex shrink-0 items-center gap-2">
        <AudienceChip audience={row.audience} people={row.named ?? undefined} short />
        <StatusDot status={row.status} />
        <span className="grid w-4 place-items-center max-md:hidden">
          {row.priority !== 'none' && <PriorityIcon priority={row.priority} />}
        </span>
        <span className="max-md:hidden">
          <Avatar name={row.assignee?.name ?? null} />
        </span>
        <Points points={row.estimate} />
        <RowMenu keyOf={key} reachable={current} hands={hands} />
      </span>
    </li>
  )
})

function Points({ points }: { points: number | null }) {
  if (points === null)
    return (
      <span className="w-6 text-center text-xs text-ink-3" title="No estimate yet">
        –<span className="sr-only"> no estimate</span>
      </span>
    )
  return (
    <span
      className="w-6 rounded-control bg-sunk py-0.5 text-center text-xs font-medium text-ink-2 tabular-nums"
      title={points === 1 ? '1 point' : `${points} points`}
    >
      {points}
      <span className="sr-only">{points === 1 ? ' point' : ' points'}</span>
    </span>
  )
}

/** Made when it is first wanted: hundreds of menus would be felt. */
function RowMenu({ keyOf, reachable, hands }: { keyOf: string; reachable: boolean; hands: RowHands }) {
  const [wanted, setWanted] = useState(false)
  const [open, setOpen] = useState(false)
  const button = (
    <button
      type="button"
      tabIndex={reachable ? 0 : -1}
      aria-haspopup="menu"
      data-row-menu={keyOf}
      onClick={
        wanted
          ? undefined
          : () => {
              setWanted(true)
              setOpen(true)
            }
      }
      className="grid size-7 shrink-0 place-items-center rounded-control text-ink-2 hover:bg-hover hover:text-ink focus-visible:opacity-100 aria-expanded:opacity-100 pointer-fine:opacity-0 pointer-fine:group-focus-within/row:opacity-100 pointer-fine:group-hover/row:opacity-100"
    >
      <Ellipsis className="size-4" aria-hidden="true" />
      <span className="sr-only">Move {keyOf} to</span>
    </button>
  )
  if (!wanted) return button
  const keys = hands.along(keyOf)
  return (
    <Menu trigger={button} open={open} onOpenChange={setOpen} align="end">
      <MenuLabel>{keys.length === 1 ? `Move ${keyOf} to` : `Move ${keys.length} items to`}</MenuLabel>
      {hands.menu(keys)}
    </Menu>
  )
}

/** What hangs at the pointer while several are dragged. */
function pill(container: HTMLElement, keys: readonly string[]) {
  const word = document.createElement('div')
  word.className = 'rounded-card border bg-sheet px-3 py-2 text-sm font-medium text-ink'
  word.textContent = `${keys.length} items`
  container.append(word)
}

const lineAbove =
  'before:pointer-events-none before:absolute before:inset-x-0 before:-top-px before:z-1 before:h-0.5 before:bg-accent'
const lineBelow =
  'after:pointer-events-none after:absolute after:inset-x-0 after:-bottom-px after:z-1 after:h-0.5 after:bg-accent'
