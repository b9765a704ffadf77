import clsx from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'

export type Column = {
  id: string
  label: ReactNode
  numeric?: boolean
  /** The address that sorts by this column; the server sorts. */
  sortHref?: string
  sorted?: 'ascending' | 'descending'
  className?: string
}

type Props = { caption: string; columns: readonly Column[]; children: ReactNode; className?: string }

/** A real table that scrolls inside itself, with its header kept in sight. Rows are `<Row>`s of `<Cell>`s. */
export function DataTable({ caption, columns, children, className }: Props) {
  return (
    <div
      role="region"
      aria-label={caption}
      tabIndex={0}
      className={clsx('min-w-0 overflow-auto rounded-card border bg-sheet', className)}
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.id} {...column} />
            ))}
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>*]:border-b-0">{children}</tbody>
      </table>
    </div>
  )
}

export function Row({ className, ...rest }: ComponentProps<'tr'>) {
  return <tr className={clsx('transition-colors hover:bg-sunk', className)} {...rest} />
}

/** `head` makes it the row's own header: the cell that names the row. */
export function Cell({ className, numeric, head, ...rest }: ComponentProps<'td'> & CellKind) {
  const look = clsx(
    'border-b px-3 py-2 align-middle',
    numeric ? 'text-end tabular-nums' : 'text-start',
    className,
  )
  return head ? (
    <th scope="row" className={clsx(look, 'font-medium')} {...rest} />
  ) : (
    <td className={look} {...rest} />
  )
}

type CellKind = { numeric?: boolean; head?: boolean }

function Head({ label, numeric, sortHref, sorted, className }: Column) {
  const Arrow = sorted === 'descending' ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      aria-sort={sorted}
      className={clsx(
        'sticky top-0 z-10 border-b bg-sheet px-3 py-2 text-xs font-semibold whitespace-nowrap text-ink-2',
        numeric ? 'text-end' : 'text-start',
        className,
      )}
    >
      {sortHref ? (
        <a href={sortHref} className="inline-flex items-center gap-1 hover:text-ink">
          {label}
          <Arrow className={clsx('size-3', !sorted && 'opacity-0')} aria-hidden="true" />
        </a>
      ) : (
        label
      )}
    </th>
  )
}
