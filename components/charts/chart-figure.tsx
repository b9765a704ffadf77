import { ChevronRight, Download } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Cell, DataTable, Row } from '@/components/ui/data-table'

export type FigureColumn = { label: string; kind: 'text' | 'number' | 'day' | 'key' }

type Props = {
  id: string
  /** The name by which people speak of it. */
  name: string
  /** What it shows, in a sentence. */
  title: string
  counted: string
  fileHref: string
  columns: readonly FigureColumn[]
  rows: readonly (string | number | null)[][]
  extra?: ReactNode
  children: ReactNode
}

/** So many rows stand under the picture; the file has them all. */
const mostRows = 120

/** A chart with its finding above it and its numbers below it. */
export function ChartFigure({ id, name, title, counted, fileHref, columns, rows, extra, children }: Props) {
  return (
    <figure
      id={id}
      aria-labelledby={`${id}-title`}
      className="flex min-w-0 scroll-mt-16 flex-col rounded-card border bg-sheet p-4"
    >
      <figcaption className="mb-3">
        <p className="text-xs font-semibold text-ink-3">{name}</p>
        <h2 id={`${id}-title`} className="text-lg text-pretty">
          {title}
        </h2>
        <p className="mt-0.5 text-sm text-pretty text-ink-2">{counted}</p>
      </figcaption>
      {children}
      {extra}
      <div className="mt-auto flex flex-wrap items-start gap-x-4 gap-y-2 pt-3">
        <details className="group/numbers min-w-0 flex-1 basis-40">
          <summary className="inline-flex min-h-6 items-center gap-1 rounded-control text-sm text-ink-2 hover:text-ink">
            <ChevronRight
              className="size-4 transition-transform group-open/numbers:rotate-90"
              aria-hidden="true"
            />
            The numbers<span className="sr-only"> of {name}</span>
          </summary>
          <DataTable
            caption={`${name}: the numbers`}
            columns={columns.map(({ label, kind }, n) => ({
              id: String(n),
              label,
              numeric: kind === 'number',
            }))}
            className="mt-2 max-h-80"
          >
            {rows.slice(0, mostRows).map((row, n) => (
              <Row key={n}>
                {row.map((value, at) => (
                  <NumberCell key={at} value={value} kind={columns[at]!.kind} head={at === 0} />
                ))}
              </Row>
            ))}
          </DataTable>
          {rows.length > mostRows && (
            <p className="mt-1 text-xs text-ink-3">
              The first {mostRows} of {rows.length.toLocaleString('en')}; the file has them all.
            </p>
          )}
        </details>
        <a
          href={fileHref}
          download
          className="inline-flex min-h-6 items-center gap-1 rounded-control text-sm text-ink-2 hover:text-ink"
        >
          <Download className="size-4" aria-hidden="true" />
          CSV<span className="sr-only"> of {name}</span>
        </a>
      </div>
    </figure>
  )
}

function NumberCell({
  value,
  kind,
  head,
}: {
  value: string | number | null
  kind: FigureColumn['kind']
  head: boolean
}) {
  return (
    <Cell
      head={head}
      numeric={kind === 'number'}
      className={kind === 'text' ? 'min-w-24' : 'whitespace-nowrap'}
    >
      {kind === 'key' ? (
        <Link href={`/items/${value}`} className="hover:text-accent">
          {value}
        </Link>
      ) : (
        <span
          dir={kind === 'text' ? 'auto' : undefined}
          className={kind === 'text' ? 'wrap-anywhere' : undefined}
        >
          {typeof value === 'number' && Math.abs(value) >= 10_000
            ? value.toLocaleString('en')
            : (value ?? '–')}
        </span>
      )}
    </Cell>
  )
}

/** The same place, when there is nothing to draw. */
export function EmptyFigure({
  id,
  name,
  title,
  children,
}: {
  id: string
  name: string
  title: string
  children: ReactNode
}) {
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="flex min-h-48 min-w-0 scroll-mt-16 flex-col rounded-card border border-dashed p-4"
    >
      <p className="text-xs font-semibold text-ink-3">{name}</p>
      <div className="m-auto grid max-w-[40ch] gap-1 py-6 text-center">
        <h2 id={`${id}-title`} className="text-lg text-balance">
          {title}
        </h2>
        <p className="text-sm text-pretty text-ink-2">{children}</p>
      </div>
    </section>
  )
}
