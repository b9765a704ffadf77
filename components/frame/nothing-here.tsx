import clsx from 'clsx'
import { Button } from '@/components/ui/button'
import { Mark } from '@/components/ui/mark'

/** The one plain page for whatever is absent or not yours to see: nothing on it tells which. */
export function NothingHere({ className }: { className?: string }) {
  return (
    <div className={clsx('grid place-content-center justify-items-center gap-4 p-6 text-center', className)}>
      <Mark className="size-8" />
      <h1 className="font-serif text-2xl">There is nothing at this address</h1>
      <p className="max-w-[44ch] text-lg text-pretty text-ink-2">
        It may have moved, or the link may have lost a letter on its way to you.
      </p>
      <Button href="/">Go to the front page</Button>
    </div>
  )
}
