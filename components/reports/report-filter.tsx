import { X } from 'lucide-react'
import Link from 'next/link'
import { QueryField } from '@/components/query/query-field'
import { Button } from '@/components/ui/button'
import { Select, TextInput } from '@/components/ui/inputs'
import { typeLabels, types } from '@/lib/items/schema'
import type { QueryProblem, Vocabulary } from '@/lib/kernel/query'
import { rangeLabels, ranges, reportQuery, type ReportChoices, type ReportFilter } from '@/lib/reports'

/** What the reports are about: a plain form, so the address is the question and can be sent. */
export function ReportFilterBar({
  filter,
  choices,
  vocabulary,
  problem,
}: {
  filter: ReportFilter
  choices: ReportChoices
  vocabulary: Vocabulary
  problem: QueryProblem | null
}) {
  const { items, by, ...asked } = filter
  return (
    <form
      method="get"
      action="/reports"
      role="search"
      aria-label="What the reports are about"
      className="grid gap-2"
    >
      <div className="flex items-start gap-2">
        <QueryField
          vocabulary={vocabulary}
          defaultValue={filter.q}
          problem={problem}
          placeholder="label = scanner AND priority = high"
          className="min-w-0 flex-1"
        />
        <Button type="submit">Show</Button>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Pick name="range" label="Time" value={filter.range}>
          {ranges.map((range) => (
            <option key={range} value={range}>
              {rangeLabels[range]}
            </option>
          ))}
        </Pick>
        <label className="inline-flex items-center gap-1.5 text-sm text-ink-2">
          until
          <TextInput type="date" name="until" defaultValue={filter.until} className="h-8! w-36! text-sm!" />
        </label>
        <Pick name="type" label="Type" value={filter.type}>
          <option value="">All types</option>
          {types.map((type) => (
            <option key={type} value={type}>
              {typeLabels[type]}
            </option>
          ))}
        </Pick>
        <Pick name="goal" label="Goal" value={filter.goal}>
          <option value="">All goals and none</option>
          {choices.goals.map(({ slug, title }) => (
            <option key={slug} value={slug}>
              {title}
            </option>
          ))}
        </Pick>
        <Pick name="iteration" label="Iteration" value={filter.iteration}>
          <option value="">All iterations</option>
          {choices.iterations.map((number) => (
            <option key={number} value={number}>
              Iteration {number}
            </option>
          ))}
        </Pick>
        {items && <input type="hidden" name="items" value={items} />}
        {by && <input type="hidden" name="by" value={by} />}
        {reportQuery(asked) !== '' && (
          <Link
            href="/reports"
            className="inline-flex h-8 items-center gap-1 rounded-control px-2 text-sm text-ink-2 hover:bg-hover hover:text-ink"
          >
            <X className="size-4" aria-hidden="true" />
            Clear
          </Link>
        )}
      </div>
    </form>
  )
}

type PickProps = {
  name: string
  label: string
  value: string | number | undefined
  children: React.ReactNode
}

function Pick({ name, label, value, children }: PickProps) {
  return (
    <label className="relative min-w-0">
      <span className="sr-only">{label}</span>
      <Select small name={name} defaultValue={value ?? ''} className="w-40!">
        {children}
      </Select>
    </label>
  )
}

/** The forecast's own two questions. Everything else that was asked stays. */
export function ForecastForm({ filter, open }: { filter: ReportFilter; open: number }) {
  const { items, by, ...rest } = filter
  return (
    <form
      method="get"
      action="/reports#forecast"
      aria-label="What is forecast"
      className="mt-2 flex flex-wrap items-center gap-2 text-sm text-ink-2"
    >
      {Object.entries(rest).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label className="inline-flex items-center gap-1.5">
        Items
        <TextInput
          type="number"
          name="items"
          min={1}
          max={9999}
          defaultValue={items}
          placeholder={String(open)}
          className="h-8! w-20! text-sm!"
        />
      </label>
      <label className="inline-flex items-center gap-1.5">
        by
        <TextInput type="date" name="by" defaultValue={by} className="h-8! w-36! text-sm!" />
      </label>
      <Button type="submit" size="small">
        Forecast
      </Button>
    </form>
  )
}
