'use client'

import '@/components/ui/style-nonce'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { useEffect, useState, type ReactNode } from 'react'
import { overlayClass } from '@/components/ui/dialog'
import { ButtonLink } from '@/components/ui/button-link'
import { SkeletonRows } from '@/components/ui/skeleton'
import type { BoardCard } from '@/lib/items/labels'

type Props = {
  card: BoardCard
  read: (key: string) => Promise<ReactNode>
  /** To the card before or after it, without closing. */
  onStep: (way: 'up' | 'down') => void
  onClose: () => void
}

/** A quick look at an item beside the board. */
export function Peek({ card, read, onStep, onClose }: Props) {
  const { key, version } = card
  const [shown, setShown] = useState<{ key: string; body: ReactNode } | null>(null)
  useEffect(() => {
    let left = false
    read(key).then(
      (body) => left || setShown({ key, body }),
      () =>
        left ||
        setShown({
          key,
          body: <p role="alert">It did not come. Close this and open it once more.</p>,
        }),
    )
    return () => {
      left = true
    }
  }, [key, version, read])
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={overlayClass} />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            event.preventDefault()
            ;(event.currentTarget as HTMLElement).focus()
          }}
          onKeyDown={(event) => {
            const way = { j: 'down', k: 'up' } as const
            if (event.key === 'v' && !event.metaKey && !event.ctrlKey) onClose()
            else if (event.key in way) onStep(way[event.key as keyof typeof way])
            else return
            event.preventDefault()
          }}
          className="fixed inset-y-0 end-0 z-50 flex w-[30rem] max-w-full animate-fade flex-col border-s bg-sheet shadow-float focus:outline-none"
        >
          <div className="flex items-center gap-1 border-b px-4 py-2">
            <Radix.Title className="min-w-0 flex-1 truncate text-sm font-medium text-ink-2 tabular-nums">
              {key}
            </Radix.Title>
            <ButtonLink href={`/items/${key}`} variant="plain">
              Open
            </ButtonLink>
            <IconButton label="The card before" onClick={() => onStep('up')}>
              <ChevronUp className="size-4" aria-hidden="true" />
            </IconButton>
            <IconButton label="The next card" onClick={() => onStep('down')}>
              <ChevronDown className="size-4" aria-hidden="true" />
            </IconButton>
            <Radix.Close asChild>
              <IconButton label="Close">
                <X className="size-4" aria-hidden="true" />
              </IconButton>
            </Radix.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4" aria-live="polite">
            {shown?.key === key ? shown.body : <SkeletonRows rows={5} label={`Reading ${key}`} />}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function IconButton({ label, children, ...rest }: React.ComponentProps<'button'> & { label: string }) {
  return (
    <button
      type="button"
      className="grid size-8 shrink-0 place-items-center rounded-control text-ink-2 hover:bg-hover hover:text-ink"
      {...rest}
    >
      {children}
      <span className="sr-only">{label}</span>
    </button>
  )
}
