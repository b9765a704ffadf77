import clsx from 'clsx'
import type { ComponentProps } from 'react'

/** A small word about a thing: type, label, filter. Audiences have a chip of their own. */
export function Chip({ className, tone = 'plain', ...rest }: ComponentProps<'span'> & { tone?: ChipTone }) {
  return <span className={clsx(chipClass, tones[tone], className)} {...rest} />
}

export type ChipTone = 'plain' | 'accent' | 'danger'

export const chipClass =
  'inline-flex max-w-full items-center gap-1 rounded-full px-2 py-px text-xs font-medium whitespace-nowrap [&_svg]:size-3 [&_svg]:shrink-0'

const tones = {
  plain: 'bg-sunk text-ink-2 ring-1 ring-line ring-inset',
  accent: 'bg-accent-soft text-accent',
  danger: 'bg-danger-soft text-danger',
} satisfies Record<ChipTone, string>
