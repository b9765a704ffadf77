'use client'

import { Failed } from '@/components/ui/failed'
import './globals.css'

export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Daylight</title>
        <main className="grid min-h-dvh place-content-center p-6">
          <Failed
            heading="h1"
            what="Daylight could not draw this page."
            todo="Nothing you did is lost. Try again in a moment."
            onRetry={reset}
            reference={error.digest}
          />
        </main>
      </body>
    </html>
  )
}
