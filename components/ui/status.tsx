import clsx from 'clsx'

/** Statuses of items, ideas and requests share five marks, so that a colour means one thing everywhere. */
export function StatusWord({ status, className }: { status: string; className?: string }) {
  return (
    <span className={clsx('inline-flex items-center gap-1.5 whitespace-nowrap', className)}>
      <Glyph mark={markOf(status)} />
      {statusLabel(status)}
    </span>
  )
}

/** The mark alone; its word is still there for who cannot see it. */
export function StatusDot({ status, className }: { status: string; className?: string }) {
  return (
    <span className={clsx('relative inline-flex', className)} title={statusLabel(status)}>
      <Glyph mark={markOf(status)} />
      <span className="sr-only">{statusLabel(status)}</span>
    </span>
  )
}

export function statusLabel(status: string) {
  const words = plain(status)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

type StatusMark = 'backlog' | 'ready' | 'progress' | 'review' | 'done' | 'closed'

function markOf(status: string): StatusMark {
  return marks[plain(status)] ?? 'backlog'
}

function plain(status: string) {
  return status.toLowerCase().replace(/[_-]+/g, ' ').trim()
}

const marks: Record<string, StatusMark> = {
  // items
  backlog: 'backlog',
  ready: 'ready',
  'in progress': 'progress',
  'in review': 'review',
  done: 'done',
  // ideas
  'under consideration': 'backlog',
  planned: 'ready',
  shipped: 'done',
  declined: 'closed',
  duplicate: 'closed',
  // requests
  new: 'backlog',
  seen: 'ready',
  working: 'progress',
  waiting: 'review',
}

// The fill rises with the work, so the mark can be read without its colour.
function Glyph({ mark }: { mark: StatusMark }) {
  return (
    <svg viewBox="0 0 12 12" className={clsx('size-2.5 shrink-0', colours[mark])} aria-hidden="true">
      <rect
        x="1"
        y="1"
        width="10"
        height="10"
        rx="3"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeDasharray={mark === 'backlog' ? '2.6 1.6' : undefined}
      />
      {mark === 'progress' && <path d="M1 6h10v2a3 3 0 0 1-3 3H4a3 3 0 0 1-3-3z" fill="currentColor" />}
      {mark === 'review' && <path d="M1 3.6h10V8a3 3 0 0 1-3 3H4a3 3 0 0 1-3-3z" fill="currentColor" />}
      {mark === 'done' && <rect x="1" y="1" width="10" height="10" rx="3" fill="currentColor" />}
      {mark === 'closed' && <path d="M4 6h4" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />}
    </svg>
  )
}

const colours = {
  backlog: 'text-backlog',
  ready: 'text-ready',
  progress: 'text-progress',
  review: 'text-review',
  done: 'text-done',
  closed: 'text-backlog',
} satisfies Record<StatusMark, string>
