import type { QueryProblem } from '@/lib/kernel/query'

const mostShown = 16

/** What is wrong with a query, where, and what could stand there. `marked` repeats the text with the place in it. */
export function QueryProblemNote({
  text,
  problem: { from, to, sentence, choices },
  marked,
}: {
  text: string
  problem: QueryProblem
  marked?: boolean
}) {
  return (
    <div className="grid gap-1 text-sm">
      {marked && text !== '' && (
        <p className="font-mono text-xs wrap-anywhere text-ink-2" dir="auto">
          {text.slice(Math.max(0, from - 60), from)}
          <mark className="bg-danger-soft font-medium text-danger underline decoration-wavy underline-offset-3">
            {text.slice(from, to) || '…'}
          </mark>
          {text.slice(to, to + 60)}
        </p>
      )}
      <p className="text-danger">
        At character {from + 1}: {sentence}
      </p>
      {choices.length > 0 && (
        <p className="text-ink-2">
          Possible here:{' '}
          {choices.slice(0, mostShown).map((choice, n) => (
            <span key={choice}>
              {n > 0 && ', '}
              <code className="font-mono text-xs text-ink">{choice}</code>
            </span>
          ))}
          {choices.length > mostShown && `, and ${choices.length - mostShown} more.`}
        </p>
      )}
    </div>
  )
}
