'use client'

import clsx from 'clsx'
import { Button } from '@/components/ui/button'
import { Timestamp } from '@/components/ui/timestamp'
import type { Clashes } from '@/lib/kernel/errors'

type Props = {
  clashes: Clashes
  /** What one typed oneself, in words; left out where it still stands in its field above. */
  mine?: string
  onTheirs: () => void
  onMine: () => void
  className?: string
}

/** Two people, one field: what the other one put there, when, and one's own; the reader decides which stays. */
export function ClashPanel({ clashes, mine, onTheirs, onMine, className }: Props) {
  return (
    <div
      role="alert"
      className={clsx('grid gap-2.5 rounded-card border border-danger bg-danger-soft p-3 text-sm', className)}
    >
      {clashes.fields.map((clash) => (
        <dl key={clash.path} className="grid gap-1.5">
          <dt className="text-ink-2">
            <span className="font-medium text-ink">{clash.by ?? 'Daylight'}</span> changed{' '}
            {clash.label.toLowerCase()} while you were at it, <Timestamp at={clash.at} />:
          </dt>
          <dd className="max-h-56 overflow-y-auto rounded-control bg-sheet px-2 py-1 whitespace-pre-wrap wrap-anywhere">
            <bdi>{clash.theirs === null || clash.theirs === '' ? 'Nothing' : clash.theirs}</bdi>
          </dd>
        </dl>
      ))}
      {mine !== undefined && (
        <dl className="grid gap-1.5">
          <dt className="text-ink-2">Yours, not saved:</dt>
          <dd className="rounded-control bg-sheet px-2 py-1 whitespace-pre-wrap wrap-anywhere">
            <bdi>{mine || 'Nothing'}</bdi>
          </dd>
        </dl>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="button" variant="plain" size="small" onClick={onMine}>
          Save mine
        </Button>
        <Button type="button" variant="quiet" size="small" onClick={onTheirs}>
          Keep theirs
        </Button>
      </div>
    </div>
  )
}
