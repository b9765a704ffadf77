import Link from 'next/link'
import { AudienceChip } from '@/components/ui/audience-chip'
import { Chip } from '@/components/ui/chip'
import { Cell, DataTable, Row } from '@/components/ui/data-table'
import { StatusWord } from '@/components/ui/status'
import type { IterationRow, IterationState } from '@/lib/iterations'
import { outcomeLabels } from '@/lib/iterations/labels'

/** What was planned, what was added, and what became of each. */
export function RowsTable({ rows, state }: { rows: readonly IterationRow[]; state: IterationState }) {
  const columns = [
    { id: 'item', label: 'Item' },
    { id: 'who', label: 'Person', className: 'max-lg:hidden' },
    { id: 'how', label: 'Planned', className: 'max-md:hidden' },
    { id: 'state', label: state === 'closed' ? 'What became of it' : 'Status' },
    { id: 'points', label: 'Points', numeric: true },
  ]
  return (
    <DataTable caption="Items of the iteration" columns={columns}>
      {rows.map((row) => (
        <Row key={row.key}>
          <Cell head className="max-w-0 w-full">
            <span className="flex min-w-0 items-center gap-2">
              <span className="shrink-0 text-xs font-normal text-ink-3 tabular-nums">{row.key}</span>
              <Link
                href={`/items/${row.key}`}
                prefetch={false}
                className="min-w-0 truncate font-normal hover:underline"
                dir="auto"
                title={row.title}
              >
                {row.title}
              </Link>
              <span className="ms-auto shrink-0 max-md:hidden">
                <AudienceChip audience={row.audience} short />
              </span>
            </span>
            <span className="mt-0.5 block md:hidden">
              <HowItCame row={row} />
            </span>
          </Cell>
          <Cell className="whitespace-nowrap text-ink-2 max-lg:hidden">{row.assignee ?? 'Nobody yet'}</Cell>
          <Cell className="whitespace-nowrap max-md:hidden">
            <HowItCame row={row} />
          </Cell>
          <Cell className="whitespace-nowrap">
            <WhatBecame row={row} />
          </Cell>
          <Cell numeric className="whitespace-nowrap">
            <PointsThen row={row} />
          </Cell>
        </Row>
      ))}
    </DataTable>
  )
}

function HowItCame({ row }: { row: IterationRow }) {
  return row.planned ? <Chip>Planned</Chip> : <Chip tone="accent">Added</Chip>
}

function WhatBecame({ row }: { row: IterationRow }) {
  if (row.outcome === 'done') return <StatusWord status="done" />
  if (row.outcome) return <span className="text-ink-2">{outcomeLabels[row.outcome]}</span>
  if (!row.here) return <span className="text-ink-2">Taken out</span>
  return <StatusWord status={row.status} />
}

/** Points as they were planned; what was estimated anew since stands behind. */
function PointsThen({ row }: { row: IterationRow }) {
  const then = row.planned ? row.points : row.estimate
  if (!row.planned || row.estimate === row.points || row.outcome) return <>{then ?? '–'}</>
  return (
    <>
      {then ?? '–'}
      <span className="text-ink-3" title="Estimated anew since the start">
        {' '}
        → {row.estimate ?? '–'}
      </span>
    </>
  )
}
