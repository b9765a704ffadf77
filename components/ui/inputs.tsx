import clsx from 'clsx'
import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'

export function TextInput({ className, outside, ...rest }: ComponentProps<'input'> & { outside?: boolean }) {
  return (
    <input
      className={clsx(controlClass, 'h-9', outside ? 'read-outside' : 'border-line-2', className)}
      {...rest}
    />
  )
}

/** `outside`: the words will be read by anyone, so the edge is golden. */
export function TextArea({
  className,
  outside,
  rows = 5,
  ...rest
}: ComponentProps<'textarea'> & { outside?: boolean }) {
  return (
    <textarea
      rows={rows}
      dir="auto"
      className={clsx(
        controlClass,
        'field-sizing-content min-h-24 py-2 leading-relaxed',
        outside ? 'read-outside' : 'border-line-2',
        className,
      )}
      {...rest}
    />
  )
}

/** Native, so that it is the phone's own picker on a phone. */
export function Select({ className, small, ...rest }: ComponentProps<'select'> & { small?: boolean }) {
  return (
    <span className={clsx('relative inline-grid min-w-0', small ? 'w-auto' : 'w-full', className)}>
      <select
        className={clsx(
          controlClass,
          'cursor-pointer appearance-none border-line-2 truncate pe-8',
          small ? 'h-8 text-sm' : 'h-9',
        )}
        {...rest}
      />
      <ChevronDown
        className="pointer-events-none absolute end-2.5 top-1/2 size-4 -translate-y-1/2 text-ink-3"
        aria-hidden="true"
      />
    </span>
  )
}

export const controlClass =
  'w-full min-w-0 rounded-control border bg-sheet px-2.5 text-base text-ink transition-colors focus-visible:outline-offset-0 aria-invalid:border-danger disabled:bg-sunk disabled:text-ink-3'
