import clsx from 'clsx'
import { StatusDot } from '@/components/ui/status'
import { statuses, statusLabels, type Status } from '@/lib/items/labels'

type Props = { shown: Status; total: (status: Status) => number; onShow: (status: Status) => void }

/** On a phone one column fills the screen, and this leads to the others. */
export function ColumnSwitch({ shown, total, onShow }: Props) {
  return (
    <div
      role="group"
      aria-label="Column"
      className="mb-2 flex shrink-0 gap-1 rounded-card bg-sunk p-1 text-sm md:hidden"
    >
      {statuses.map((status) => (
        <button
          key={status}
          type="button"
          aria-pressed={status === shown}
          onClick={() => onShow(status)}
          className={clsx(
            'flex h-9 min-w-0 items-center justify-center gap-1.5 rounded-control px-2 tabular-nums',
            status === shown ? 'flex-[2_1_auto] border bg-sheet font-medium' : 'flex-1 text-ink-2',
          )}
        >
          <span aria-hidden="true" className="inline-flex">
            <StatusDot status={status} />
          </span>
          <span className={clsx('truncate', status !== shown && 'sr-only')}>{statusLabels[status]}</span>
          <span>{total(status)}</span>
          <span className="sr-only">cards</span>
        </button>
      ))}
    </div>
  )
}
