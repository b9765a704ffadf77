'use client'

import { useEffect } from 'react'

export type Problem = { path: string; message: string }

/** Lists what needs another look and puts the cursor into the first wrong field, whose id is the path. */
export function ProblemSummary({ problems, title }: { problems: readonly Problem[]; title?: string }) {
  useEffect(() => {
    const first = problems.map(({ path }) => document.getElementById(path)).find(Boolean)
    first?.focus()
  }, [problems])

  if (problems.length === 0) return null
  return (
    <div role="alert" className="rounded-card border border-danger/30 bg-danger-soft px-4 py-3">
      <p className="font-semibold text-danger">{title ?? heading(problems.length)}</p>
      <ul className="mt-1 grid gap-0.5">
        {problems.map(({ path, message }) => (
          <li key={path + message}>
            {path ? (
              <a
                className="text-ink underline decoration-line-2 underline-offset-2 hover:decoration-current"
                href={`#${path}`}
              >
                {message}
              </a>
            ) : (
              message
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

function heading(n: number) {
  return n === 1 ? 'One thing needs another look.' : `${n} things need another look.`
}
