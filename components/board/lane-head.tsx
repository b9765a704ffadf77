import clsx from 'clsx'
import { ChevronRight } from 'lucide-react'
import { laneLabels, type Lane, type LaneField } from '@/lib/items/labels'

type Props = {
  id: string
  lane: Lane
  by: LaneField
  total: number
  open: boolean
  onToggle: () => void
}

/** A lane's name, how many cards stand in it, and the fold. */
export function LaneHead({ id, lane, by, total, open, onToggle }: Props) {
  return (
    <h2 id={id} className="sticky start-0 mb-1.5 w-fit max-w-full text-sm">
      <button
        type="button"
        aria-expanded={open}
        onClick={onToggle}
        className="flex max-w-full items-center gap-1.5 rounded-control py-1 ps-1 pe-2 hover:bg-hover"
      >
        <ChevronRight
          className={clsx('size-4 shrink-0 text-ink-3 transition-transform', open && 'rotate-90')}
          aria-hidden="true"
        />
        <span className="sr-only">{laneLabels[by]}: </span>
        {by === 'epic' && lane.id && <span className="text-xs text-ink-3 tabular-nums">{lane.id}</span>}
        <span className="min-w-0 truncate" dir="auto">
          {lane.title}
        </span>
        <span className="shrink-0 font-medium text-ink-3 tabular-nums">
          {total}
          <span className="sr-only">{total === 1 ? ' card' : ' cards'}</span>
        </span>
      </button>
    </h2>
  )
}
