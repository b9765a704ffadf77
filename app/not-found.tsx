import type { Metadata } from 'next'
import { Button } from '@/components/ui/button'
import { Mark } from '@/components/ui/mark'

export const metadata: Metadata = { title: 'Nothing here' }

// The same answer to everyone: who may not see a thing is told what anyone is told of a thing that never was.
export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-content-center justify-items-center gap-4 p-6 text-center">
      <Mark className="size-8" />
      <h1 className="font-serif text-2xl">There is nothing at this address</h1>
      <p className="max-w-[44ch] text-lg text-ink-2">
        It may have moved, or the link may have lost a letter on its way to you.
      </p>
      <Button href="/">Go to the front page</Button>
    </main>
  )
}
