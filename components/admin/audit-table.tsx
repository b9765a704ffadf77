import { Link2, LoaderCircle } from 'lucide-react'
import { Cell, DataTable, Row } from '@/components/ui/data-table'
import { formatExact } from '@/components/ui/dates'
import type { DrawnAuditLine } from '@/lib/people/schema'

const columns = [
  { id: 'at', label: 'When' },
  { id: 'who', label: 'Who' },
  { id: 'did', label: 'Did' },
  { id: 'to', label: 'To' },
  { id: 'facts', label: 'Outcome' },
  { id: 'via', label: 'Through' },
  { id: 'seal', label: 'Seal' },
]

export function AuditTable({ lines }: { lines: DrawnAuditLine[] }) {
  return (
    <DataTable caption="Audit log, newest first" columns={columns}>
      {lines.map((line) => (
        <Row key={line.id}>
          <Cell className="whitespace-nowrap text-ink-2 tabular-nums">
            <time dateTime={line.at.toISOString()}>{formatExact(line.at)}</time>
          </Cell>
          <Cell head className="whitespace-nowrap">
            {line.person ?? 'Somebody who is gone'}{' '}
            <span className="font-normal text-ink-3">{line.role}</span>
          </Cell>
          <Cell className="font-mono text-xs whitespace-nowrap">{line.command}</Cell>
          <Cell className="whitespace-nowrap">
            {line.kind && (
              <>
                {line.kind}{' '}
                <span className="font-mono text-xs text-ink-3" title={line.subjectId ?? undefined}>
                  {line.subjectId?.slice(-8)}
                </span>
              </>
            )}
          </Cell>
          <Cell className="max-w-72 truncate text-ink-2" title={facts(line.detail)}>
            {facts(line.detail)}
          </Cell>
          <Cell className="whitespace-nowrap text-ink-2">{line.via}</Cell>
          <Cell className="whitespace-nowrap">
            {line.sealed ? (
              <span className="inline-flex items-center gap-1 text-ink-3">
                <Link2 className="size-3.5 text-done" aria-hidden="true" />
                sealed
              </span>
            ) : (
              <span className="inline-flex items-center gap-1 font-medium text-progress">
                <LoaderCircle className="size-3.5" aria-hidden="true" />
                waits
              </span>
            )}
          </Cell>
        </Row>
      ))}
    </DataTable>
  )
}

/** Of an id its end, which differs most; the whole one is in the export. */
const uuid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{4}([0-9a-f]{8})/g

/** The facts of a line as words: "was employee · role sales". */
function facts(detail: string): string {
  try {
    return Object.entries(JSON.parse(detail) as Record<string, unknown>)
      .map(([name, value]) => `${name} ${String(value).replace(uuid, '$1')}`)
      .join(' · ')
  } catch {
    return detail
  }
}
