import clsx from 'clsx'
import { Plus } from 'lucide-react'
import { StatusWord } from '@/components/ui/status'
import { mostCounted, statusLabels, type Status } from '@/lib/items/labels'

type Props = {
  status: Status
  /** What is shown. */
  total: number
  limit: number | undefined
  /** What the limit counts: every card of the column, also those that a filter hides. */
  inAll: number
  /** Not there where nothing new can be added. */
  onAdd: (() => void) | undefined
}

/** A column's name, how many cards it holds, and how many it may hold. */
export function ColumnHead({ status, total, limit, inAll, onAdd }: Props) {
  const over = limit !== undefined && inAll > limit
  const hidden = limit !== undefined && inAll !== total
  return (
    <div className="mx-3 flex min-h-6 min-w-0 flex-1 flex-wrap items-center gap-x-2 text-sm">
      <h2 id={`column-${status}`} className="min-w-0">
        <StatusWord status={status} />
      </h2>
      <span
        className={clsx(
          'ms-auto rounded-full font-medium whitespace-nowrap tabular-nums',
          over ? 'bg-danger-soft px-2 text-danger' : 'text-ink-3',
        )}
        data-count={total}
        title={limit === undefined ? undefined : limitWords(inAll, limit)}
      >
        {hidden && `${total} · `}
        {limit === undefined ? inWords(total) : `${inAll}/${limit}`}
        <span className="sr-only">
          {limit === undefined
            ? total === 1
              ? ' card'
              : ' cards'
            : ` cards. ${hidden ? `${total} of them are shown. ` : ''}${limitWords(inAll, limit)}`}
        </span>
      </span>
      {onAdd && (
        <button
          type="button"
          onClick={onAdd}
          className="-me-1 grid size-6 place-items-center rounded-control text-ink-3 hover:bg-hover hover:text-ink"
        >
          <Plus className="size-4" aria-hidden="true" />
          <span className="sr-only">Add to the top of {statusLabels[status]}</span>
        </button>
      )}
      {over && (
        <p className="w-full pb-0.5 text-xs font-medium text-danger" aria-hidden="true">
          {inAll - limit} too many
        </p>
      )}
    </div>
  )
}

function limitWords(inAll: number, limit: number) {
  const words = `At most ${limit} at once`
  if (inAll > limit) return `${words}: ${inAll - limit} too many. Finish something before more is begun.`
  return inAll === limit ? `${words}: full.` : `${words}.`
}

function inWords(total: number): string {
  return total > mostCounted ? `${mostCounted.toLocaleString('en')}+` : String(total)
}
