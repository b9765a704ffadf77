'use client'

import type { ReactNode } from 'react'
import type { Clashes } from '@/lib/kernel/errors'
import { ClashPanel } from './clash-panel'

type Props = {
  id: string
  label: string
  /** A key that leads here, shown to whoever looks for one. */
  keys?: string
  /** Label above instead of beside it. */
  tall?: boolean
  problem?: string
  clashes?: Clashes
  mine?: string
  onTheirs: () => void
  onMine: () => void
  children: ReactNode
}

/** Label, control, and below them whatever stands in the way of saving. */
export function FieldRow(props: Props) {
  const { id, label, keys, tall, problem, clashes, mine, onTheirs, onMine, children } = props
  return (
    <div
      className={
        tall
          ? 'grid gap-1 py-0.5'
          : 'grid grid-cols-[6.75rem_minmax(0,1fr)] items-start gap-x-2 gap-y-1 py-0.5'
      }
    >
      <label
        htmlFor={id}
        className="pt-1.5 text-sm text-ink-3"
        title={keys ? `Key ${keys.toUpperCase()}` : undefined}
      >
        {label}
      </label>
      <div className="min-w-0">{children}</div>
      {clashes ? (
        <ClashPanel
          className="col-span-full"
          clashes={clashes}
          mine={mine}
          onTheirs={onTheirs}
          onMine={onMine}
        />
      ) : (
        problem && (
          <p id={`${id}-problem`} role="alert" className="col-span-full text-sm font-medium text-danger">
            {problem}
          </p>
        )
      )}
    </div>
  )
}

/** For a control that looks like its value until one points at it. */
export const quietControl =
  'h-8! rounded-control border-transparent! bg-transparent! px-2! text-sm! transition-colors hover:border-line-2! hover:bg-sheet! focus:border-line-2! focus:bg-sheet! max-md:border-line!'

/** The same for a native choice. */
export const quietSelect =
  'flex-1 [&>select]:h-8! [&>select]:w-full [&>select]:border-transparent! [&>select]:bg-transparent! [&>select]:px-2! [&>select]:pe-7! [&>select]:text-sm! [&>select:hover]:border-line-2! [&>select:hover]:bg-sheet! [&>select:focus]:border-line-2! [&>select:focus]:bg-sheet! max-md:[&>select]:border-line!'
