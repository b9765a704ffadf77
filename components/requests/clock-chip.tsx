import clsx from 'clsx'
import { AlarmClock, CircleCheck, CirclePause, Clock, TriangleAlert } from 'lucide-react'
import { formatExact } from '@/components/ui/dates'
import type { ClockMood, DrawnClock } from '@/lib/requests/clocks'

/** A promise: its name, its mood as a colour and a mark, and the words that say it without either. */
export function ClockChip({ clock, className }: { clock: DrawnClock; className?: string }) {
  const { Icon, look } = looks[clock.mood]
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1 rounded-full px-2 py-px text-xs whitespace-nowrap',
        look,
        className,
      )}
      title={`${clock.name} promised by ${formatExact(clock.dueAt)}`}
    >
      <Icon className="size-3.5 shrink-0" aria-hidden="true" strokeWidth={2.1} />
      <span>
        {clock.name} <span className="font-semibold">{clock.words}</span>
      </span>
    </span>
  )
}

const looks = {
  late: { Icon: TriangleAlert, look: 'bg-danger text-on-danger' },
  soon: { Icon: AlarmClock, look: 'bg-danger-soft text-danger' },
  fine: { Icon: Clock, look: 'text-ink-2 ring-1 ring-line ring-inset' },
  paused: { Icon: CirclePause, look: 'bg-sunk text-ink-2' },
  kept: { Icon: CircleCheck, look: 'text-ink-2 [&_svg]:text-done' },
  broken: { Icon: TriangleAlert, look: 'text-danger' },
} satisfies Record<ClockMood, object>
