import clsx from 'clsx'

/** The product's sign: half day, half night. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={clsx('shrink-0', className ?? 'size-4')} aria-hidden="true">
      <path d="M2 16a14 14 0 0 1 28 0z" fill="#f5d547" />
      <path d="M2 16a14 14 0 0 0 28 0z" fill="#4a53c9" />
    </svg>
  )
}
