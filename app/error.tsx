'use client'

import { Failed } from '@/components/ui/failed'

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <main className="grid min-h-[70dvh] place-content-center p-6">
      <Failed
        heading="h1"
        what="This page could not be drawn."
        todo="Nothing you did is lost. Try again; if it stays like this, tell us the number below."
        onRetry={reset}
        reference={error.digest}
      />
    </main>
  )
}
