import Link from 'next/link'
import { formatDay } from '@/components/ui/dates'
import { Cell, DataTable, Row } from '@/components/ui/data-table'
import type { DrawnIteration } from '@/lib/iterations'
import { PlanBar, StateChip } from './facts'

const columns = [
  { id: 'iteration', label: 'Iteration' },
  { id: 'aims', label: 'Aims', className: 'max-md:hidden' },
  { id: 'planned', label: 'Planned', numeric: true },
  { id: 'done', label: 'Done', numeric: true },
  { id: 'added', label: 'Added', numeric: true, className: 'max-md:hidden' },
  { id: 'bar', label: 'Planned and done', className: 'max-md:hidden w-48' },
]

/** All iterations, the newest first, planned against done. */
export function IterationTable({ iterations }: { iterations: readonly DrawnIteration[] }) {
  return (
    <DataTable caption="Iterations" columns={columns}>
      {iterations.map((iteration) => (
        <Row key={iteration.number}>
          <Cell head>
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <Link href={`/iterations/${iteration.number}`} className="link whitespace-nowrap">
                Iteration {iteration.number}
              </Link>
              <StateChip iteration={iteration} />
            </span>
            <span className="block text-xs font-normal whitespace-nowrap text-ink-3">
              {formatDay(iteration.startsOn)} – {formatDay(iteration.endsOn)}
            </span>
          </Cell>
          <Cell className="max-w-96 text-ink-2 max-md:hidden" dir="auto">
            {iteration.aims.join(' · ')}
          </Cell>
          <Cell numeric>{iteration.plannedPoints}</Cell>
          <Cell numeric>{iteration.state === 'planned' ? '–' : iteration.donePoints}</Cell>
          <Cell numeric className="max-md:hidden">
            {iteration.state === 'planned' ? '–' : iteration.addedPoints}
          </Cell>
          <Cell className="max-md:hidden">
            {iteration.state !== 'planned' && <PlanBar iteration={iteration} />}
          </Cell>
        </Row>
      ))}
    </DataTable>
  )
}
