'use client'

import Link from 'next/link'
import { useActionState, useRef } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Select, TextInput } from '@/components/ui/inputs'
import { StatusWord } from '@/components/ui/status'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/kernel/forms'
import { decisions, type Decision } from '@/lib/iterations/rules'
import { decisionLabels } from '@/lib/iterations/labels'

export type UnfinishedRow = {
  key: string
  title: string
  status: string
  estimate: number | null
  planned: boolean
}
type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  number: number
  version: number
  /** The number of the iteration that comes next; null: there is none yet. */
  next: number | null
  rows: readonly UnfinishedRow[]
}

/** A decision for each piece of work that is not done. All of them are carried out together, or none. */
export function CloseForm({ action, number, version, next, rows }: Props) {
  const [state, send] = useActionState(action, {})
  const form = useRef<HTMLFormElement>(null)
  const was = state.values ?? {}
  const wrong = state.fields ?? {}
  const label = (decision: Decision) =>
    decision === 'carried' && next !== null ? `Carry into iteration ${next}` : decisionLabels[decision]

  function setAll(decision: Decision) {
    for (const select of form.current?.querySelectorAll<HTMLSelectElement>('select[data-decision]') ?? [])
      select.value = decision
  }

  return (
    <form ref={form} action={send} className="grid gap-4" key={JSON.stringify(was)}>
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="version" value={version} />
      {state.problem && (
        <Banner tone="danger" title="It was not closed, and nothing was changed">
          {state.problem}
        </Banner>
      )}
      {rows.length > 1 && (
        <p className="flex flex-wrap items-center gap-2 text-sm">
          <span className="text-ink-2">All of them:</span>
          {next !== null && (
            <Button size="small" onClick={() => setAll('carried')}>
              {label('carried')}
            </Button>
          )}
          <Button size="small" onClick={() => setAll('returned')}>
            {label('returned')}
          </Button>
        </p>
      )}
      <ul className="rounded-card border bg-sheet">
        {rows.map((row) => (
          <li
            key={row.key}
            className="group/decision grid items-center gap-x-3 gap-y-2 border-b px-3 py-2.5 last:border-b-0 md:grid-cols-[minmax(0,1fr)_auto_14rem]"
          >
            <input type="hidden" name="key" value={row.key} />
            <span className="flex min-w-0 items-baseline gap-2">
              <span className="shrink-0 text-xs text-ink-3 tabular-nums">{row.key}</span>
              <Link
                href={`/items/${row.key}`}
                prefetch={false}
                className="min-w-0 truncate hover:underline"
                dir="auto"
                title={row.title}
              >
                {row.title}
              </Link>
            </span>
            <span className="flex items-center gap-3 text-sm text-ink-2">
              {!row.planned && <span className="text-xs text-ink-3">added</span>}
              <StatusWord status={row.status} />
              <span className="w-16 text-end tabular-nums">
                {row.estimate === null
                  ? 'no points'
                  : row.estimate === 1
                    ? '1 point'
                    : `${row.estimate} points`}
              </span>
            </span>
            <Select
              small
              name={`decision.${row.key}`}
              aria-label={`What becomes of ${row.key}`}
              aria-invalid={wrong[`decision.${row.key}`] ? true : undefined}
              data-decision
              required
              defaultValue={was[`decision.${row.key}`] ?? ''}
              className="w-full!"
            >
              <option value="" disabled>
                Choose…
              </option>
              {decisions
                .filter((decision) => decision !== 'carried' || next !== null)
                .map((decision) => (
                  <option key={decision} value={decision}>
                    {label(decision)}
                  </option>
                ))}
            </Select>
            <div className="hidden gap-1 group-has-[option[value=dropped]:checked]/decision:grid md:col-start-1 md:col-end-4">
              <TextInput
                name={`reason.${row.key}`}
                aria-label={`Why ${row.key} is dropped`}
                aria-invalid={wrong[`reason.${row.key}`] ? true : undefined}
                aria-describedby={wrong[`reason.${row.key}`] ? `reason-${row.key}-note` : undefined}
                placeholder="Why is it dropped? It is archived with this reason, and can be restored."
                defaultValue={was[`reason.${row.key}`]}
                maxLength={2000}
                dir="auto"
              />
              {wrong[`reason.${row.key}`] && (
                <p id={`reason-${row.key}-note`} className="text-sm font-medium text-danger">
                  {wrong[`reason.${row.key}`]}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton>Close iteration {number}</SubmitButton>
        <Link href={`/iterations/${number}`} className="link text-sm">
          Not yet
        </Link>
      </div>
    </form>
  )
}
