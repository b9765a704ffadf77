import { CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button'

type Props = {
  what: ReactNode
  todo?: ReactNode
  heading?: 'h1' | 'h2' | 'p'
  onRetry?: () => void
  retryHref?: string
  reference?: string
}

/** What happened, what to do, and the way to try again (a function in the browser, an address on the server). */
export function Failed({ what, todo, heading: Heading = 'p', onRetry, retryHref, reference }: Props) {
  return (
    <div role="alert" className="mx-auto grid max-w-[48ch] justify-items-center gap-2 px-6 py-10 text-center">
      <span className="mb-1 grid size-11 place-items-center rounded-full bg-danger-soft text-danger">
        <CloudOff className="size-5" aria-hidden="true" />
      </span>
      <Heading className="text-lg font-semibold">{what}</Heading>
      {todo && <p className="text-ink-2 text-pretty">{todo}</p>}
      {(onRetry || retryHref) && (
        <div className="mt-3">
          {onRetry ? (
            <Button onClick={onRetry}>Try again</Button>
          ) : (
            <Button href={retryHref ?? ''}>Try again</Button>
          )}
        </div>
      )}
      {reference && <p className="mt-2 text-xs text-ink-3">Reference {reference}</p>}
    </div>
  )
}
