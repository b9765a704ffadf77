import clsx from 'clsx'

export type Priority = 'urgent' | 'high' | 'medium' | 'low' | 'none'

/** Bars that rise with the priority; urgent is a filled sign. `word` writes it out beside. */
export function PriorityIcon({
  priority,
  word,
  className,
}: {
  priority: Priority
  word?: boolean
  className?: string
}) {
  const label = labels[priority]
  return (
    <span
      className={clsx('relative inline-flex items-center gap-1.5', className)}
      title={word ? undefined : `Priority: ${label}`}
    >
      <svg
        viewBox="0 0 16 16"
        className={clsx('size-3.5 shrink-0', priority === 'urgent' ? 'text-danger' : 'text-ink-2')}
        aria-hidden="true"
      >
        {priority === 'urgent' ? <Urgent /> : <Bars lit={bars[priority]} />}
      </svg>
      {word ? label : <span className="sr-only">{`Priority: ${label}`}</span>}
    </span>
  )
}

function Urgent() {
  return (
    <path
      fillRule="evenodd"
      fill="currentColor"
      d="M4 1h8a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3H4a3 3 0 0 1-3-3V4a3 3 0 0 1 3-3zm3.1 3 .3 5h1.2l.3-5zM8 10.4a1 1 0 1 0 0 2 1 1 0 0 0 0-2z"
    />
  )
}

function Bars({ lit }: { lit: number }) {
  if (lit === 0) return <path d="M2 8h3m2 0h2m2 0h3" stroke="currentColor" strokeWidth="1.6" opacity=".7" />
  return [0, 1, 2].map((n) => (
    <rect
      key={n}
      x={1.5 + n * 5}
      y={10 - n * 4}
      width="3"
      height={5 + n * 4}
      rx="1"
      fill="currentColor"
      opacity={n < lit ? 1 : 0.28}
    />
  ))
}

const bars = { high: 3, medium: 2, low: 1, none: 0 } satisfies Record<Exclude<Priority, 'urgent'>, number>

const labels = {
  urgent: 'Urgent',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  none: 'None',
} satisfies Record<Priority, string>
