import { Button } from './button'

/** Lists go on by a cursor, so there are no page numbers: on, and back to the start. */
export function Pager({
  nextHref,
  firstHref,
  label = 'More',
}: {
  nextHref?: string | null
  firstHref?: string | null
  label?: string
}) {
  if (!nextHref && !firstHref) return null
  return (
    <nav aria-label="Further entries" className="flex items-center justify-center gap-2 py-4">
      {firstHref && (
        <Button href={firstHref} variant="quiet">
          Back to the start
        </Button>
      )}
      {nextHref && (
        <Button href={nextHref} rel="next">
          {label}
        </Button>
      )}
    </nav>
  )
}
