import clsx from 'clsx'
import type { ComponentProps } from 'react'

/** `outside` gives the golden edge: what stands in it is read by anyone. */
export function Card({ className, outside, ...rest }: ComponentProps<'div'> & { outside?: boolean }) {
  return (
    <div
      className={clsx('min-w-0 rounded-card border bg-sheet p-4', outside && 'read-outside', className)}
      {...rest}
    />
  )
}
