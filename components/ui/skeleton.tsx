import clsx from 'clsx'

/** One grey bar; sized by classes. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span className={clsx('block animate-breathe rounded-[4px] bg-line', className)} aria-hidden="true" />
  )
}

/** Rows in the shape of a list or a table. */
export function SkeletonRows({ rows = 8, label = 'Loading' }: { rows?: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className="divide-y">
      {Array.from({ length: rows }, (_, n) => (
        <div key={n} className="flex items-center gap-3 px-1 py-3">
          <Skeleton className="h-3 w-14" />
          <Skeleton className={clsx('h-3', widths[n % widths.length])} />
          <Skeleton className="ms-auto h-4 w-16 rounded-full" />
          <Skeleton className="size-5 rounded-full" />
        </div>
      ))}
    </div>
  )
}

/** Columns of cards in the shape of the board or the roadmap. */
export function SkeletonCards({ columns = 4, cards = 3, label = 'Loading' }: SkeletonCardsProps) {
  return (
    <div
      role="status"
      aria-label={label}
      className="grid auto-cols-[minmax(15.5rem,1fr)] grid-flow-col gap-3 overflow-hidden"
    >
      {Array.from({ length: columns }, (_, column) => (
        <div key={column} className="grid content-start gap-2 rounded-[12px] bg-sunk p-2">
          <Skeleton className="m-1 h-3.5 w-24" />
          {Array.from({ length: Math.max(1, cards - (column % 3)) }, (_, card) => (
            <div key={card} className="grid gap-2.5 rounded-card border bg-sheet p-3">
              <div className="flex justify-between">
                <Skeleton className="h-3 w-14" />
                <Skeleton className="h-4 w-16 rounded-full" />
              </div>
              <Skeleton className="h-3 w-11/12" />
              <Skeleton className="h-3 w-7/12" />
              <div className="flex items-center gap-2">
                <Skeleton className="size-5 rounded-full" />
                <Skeleton className="h-3 w-24" />
              </div>
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}

type SkeletonCardsProps = { columns?: number; cards?: number; label?: string }

const widths = ['w-1/2', 'w-2/5', 'w-3/5', 'w-1/3', 'w-5/12']
