import clsx from 'clsx'

type Props = {
  name: string | null
  size?: 'small' | 'normal' | 'large'
  beside?: boolean
  className?: string
}

/** Initials of a person. `beside`: the name is written next to it, so it is not said twice. */
export function Avatar({ name, size = 'small', beside, className }: Props) {
  return (
    <span
      role={beside ? undefined : 'img'}
      aria-hidden={beside || undefined}
      aria-label={beside ? undefined : (name ?? 'Nobody yet')}
      title={beside ? undefined : (name ?? 'Nobody yet')}
      className={clsx(
        'inline-grid shrink-0 place-items-center rounded-full font-semibold select-none',
        name ? 'bg-accent-soft text-accent' : 'border border-dashed border-line-2 text-ink-3',
        sizes[size],
        className,
      )}
    >
      {name ? initials(name) : '–'}
    </span>
  )
}

export function initials(name: string) {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const first = Array.from(words[0] ?? '')[0] ?? '?'
  const last = words.length > 1 ? (Array.from(words.at(-1) ?? '')[0] ?? '') : ''
  return (first + last).toUpperCase()
}

const sizes = { small: 'size-5 text-[10px]', normal: 'size-6.5 text-[11px]', large: 'size-9 text-sm' }
