import clsx from 'clsx'
import type { ComponentProps } from 'react'

export type ButtonLook = {
  variant?: 'main' | 'plain' | 'quiet' | 'danger'
  size?: 'small' | 'normal' | 'large'
}

type ButtonProps = ButtonLook & ComponentProps<'button'> & { href?: undefined }
type AnchorProps = ButtonLook & ComponentProps<'a'> & { href: string }

/** With `href` it is a plain link, fit for public pages; inside, `ButtonLink` keeps the frame while moving. */
export function Button(props: ButtonProps | AnchorProps) {
  if (props.href !== undefined) {
    const { variant, size, className, ...rest } = props
    return <a className={buttonClass({ variant, size }, className)} {...rest} />
  }
  const { variant, size, className, type = 'button', ...rest } = props
  return <button type={type} className={buttonClass({ variant, size }, className)} {...rest} />
}

export function buttonClass({ variant = 'plain', size = 'normal' }: ButtonLook = {}, className?: string) {
  return clsx(base, variants[variant], sizes[size], className)
}

const base =
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-control border font-medium whitespace-nowrap select-none transition-colors disabled:opacity-55 aria-disabled:opacity-70 aria-disabled:cursor-progress [&_svg]:size-4 [&_svg]:shrink-0'

const variants = {
  main: 'border-transparent bg-accent text-on-accent hover:bg-accent-strong',
  plain: 'border-line bg-sheet text-ink hover:bg-hover',
  quiet: 'border-transparent text-ink-2 hover:bg-hover hover:text-ink aria-expanded:bg-hover',
  danger: 'border-transparent bg-danger text-on-danger hover:opacity-90',
} satisfies Record<NonNullable<ButtonLook['variant']>, string>

const sizes = {
  small: 'h-7 px-2 text-xs',
  normal: 'h-8 px-3 text-sm',
  large: 'h-10 px-4 text-base',
} satisfies Record<NonNullable<ButtonLook['size']>, string>
