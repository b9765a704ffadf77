'use client'

import './style-nonce'
import clsx from 'clsx'
import { Check } from 'lucide-react'
import Link from 'next/link'
import { DropdownMenu as Radix } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import { floatsIn } from './floats-in'
import { Kbd } from './kbd'

type MenuProps = {
  trigger: ReactNode
  children: ReactNode
  align?: 'start' | 'end'
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

/** `trigger` is one button; the children are `MenuItem`s, `MenuChoices`, `MenuLabel`s and `MenuLine`s. */
export function Menu({ trigger, children, align = 'start', open, onOpenChange }: MenuProps) {
  const [own, setOwn] = useState(false)
  const shown = open ?? own

  function show(next: boolean) {
    setOwn(next)
    onOpenChange?.(next)
  }

  return (
    <Radix.Root open={shown} onOpenChange={show} modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal container={shown ? floatsIn() : undefined}>
        <Radix.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 max-w-80 animate-rise overflow-y-auto rounded-card border bg-sheet p-1 shadow-float focus:outline-none"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

type ItemProps = {
  children: ReactNode
  icon?: ReactNode
  keys?: string
  href?: string
  onSelect?: () => void
  danger?: boolean
  disabled?: boolean
}

export function MenuItem({ children, icon, keys, href, onSelect, danger, disabled }: ItemProps) {
  const inside = (
    <>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {keys && <Kbd>{keys}</Kbd>}
    </>
  )
  return (
    <Radix.Item
      asChild={href !== undefined}
      disabled={disabled}
      onSelect={onSelect}
      className={clsx(itemClass, danger && 'text-danger')}
    >
      {href === undefined ? inside : <Link href={href}>{inside}</Link>}
    </Radix.Item>
  )
}

type ChoicesProps = {
  value: string
  onChange: (value: string) => void
  choices: readonly { value: string; label: ReactNode; icon?: ReactNode }[]
  label: string
}

/** One of several, with a tick at the present one. */
export function MenuChoices({ value, onChange, choices, label }: ChoicesProps) {
  return (
    <Radix.RadioGroup value={value} onValueChange={onChange} aria-label={label}>
      {choices.map((choice) => (
        <Radix.RadioItem key={choice.value} value={choice.value} className={itemClass}>
          {choice.icon}
          <span className="min-w-0 flex-1 truncate">{choice.label}</span>
          <Radix.ItemIndicator>
            <Check className="size-4" aria-hidden="true" />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2.5 pt-2 pb-1 text-xs font-medium text-ink-3">{children}</Radix.Label>
}

export function MenuLine() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />
}

const itemClass =
  'flex min-h-8 cursor-pointer items-center gap-2.5 rounded-control px-2.5 py-1 text-sm outline-none select-none data-highlighted:bg-hover data-disabled:cursor-not-allowed data-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0 [&>svg]:text-ink-3'
