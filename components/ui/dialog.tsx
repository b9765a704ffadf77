'use client'

import './style-nonce'
import clsx from 'clsx'
import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

type Props = {
  title: ReactNode
  description?: ReactNode
  trigger?: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
  footer?: ReactNode
  size?: 'small' | 'normal' | 'wide'
  children?: ReactNode
}

/** A question or a small form above the page. `trigger` is the button that opens it, or steer it by `open`. */
export function Dialog({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  footer,
  size = 'normal',
  children,
}: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={overlayClass} />
        <Radix.Content
          className={clsx(
            'fixed inset-x-3 top-[8dvh] z-50 mx-auto flex max-h-[84dvh] animate-rise flex-col rounded-dialog border bg-sheet shadow-float focus:outline-none',
            sizes[size],
          )}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <div className="flex items-start gap-3 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-lg font-semibold wrap-anywhere">{title}</Radix.Title>
              {description && (
                <Radix.Description className="mt-0.5 text-ink-2">{description}</Radix.Description>
              )}
            </div>
            <CloseButton />
          </div>
          {children && <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5">{children}</div>}
          {footer && <div className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** A panel from the left edge, for the frame's navigation on a phone. */
export function Sheet({ title, open, onOpenChange, children }: SheetProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlayClass} />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-50 flex w-72 max-w-[85vw] animate-slide flex-col overflow-y-auto border-e bg-sunk p-2.5 shadow-float focus:outline-none"
        >
          <div className="flex items-center justify-between pb-2">
            <Radix.Title className="px-2 text-lg font-semibold">{title}</Radix.Title>
            <CloseButton />
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

type SheetProps = {
  title: ReactNode
  open: boolean
  onOpenChange: (open: boolean) => void
  children: ReactNode
}

/** Wrap a button in it and it closes the dialog around it. */
export function DialogClose({ children }: { children: ReactNode }) {
  return <Radix.Close asChild>{children}</Radix.Close>
}

function CloseButton() {
  return (
    <Radix.Close className="grid size-8 shrink-0 place-items-center rounded-control text-ink-2 hover:bg-hover hover:text-ink">
      <X className="size-4" aria-hidden="true" />
      <span className="sr-only">Close</span>
    </Radix.Close>
  )
}

export const overlayClass = 'fixed inset-0 z-40 animate-fade bg-[oklch(15%_.02_265/.45)]'

const sizes = { small: 'max-w-sm', normal: 'max-w-lg', wide: 'max-w-3xl' }
