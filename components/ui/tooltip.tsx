'use client'

import { Tooltip as Radix } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import { floatsIn } from './floats-in'
import { Kbd } from './kbd'

type Props = {
  text: ReactNode
  keys?: string
  children: ReactNode
  side?: 'top' | 'right' | 'bottom' | 'left'
}

/** A hint at something that can be focused; never the only place where a thing is said. */
export function Tooltip({ text, keys, children, side = 'bottom' }: Props) {
  const [open, setOpen] = useState(false)
  return (
    <Radix.Provider delayDuration={400}>
      <Radix.Root open={open} onOpenChange={setOpen}>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal container={open ? floatsIn() : undefined}>
          <Radix.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 flex max-w-64 animate-fade items-center gap-2 rounded-control bg-ink px-2.5 py-1.5 text-xs text-paper shadow-float"
          >
            {text}
            {keys && <Kbd>{keys}</Kbd>}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  )
}
