import Link from 'next/link'
import { ButtonLink } from '@/components/ui/button-link'
import { Cell, DataTable, Row } from '@/components/ui/data-table'
import { formatDay } from '@/components/ui/dates'
import { EmptyState } from '@/components/ui/empty-state'
import { PriorityIcon } from '@/components/ui/priority-icon'
import { StatusWord } from '@/components/ui/status'
import type { AskedItem } from '@/lib/items'

/** The first items that a query answers to whoever reads the page. */
export function QueryAnswer({
  items,
  more,
  boardHref,
}: {
  items: AskedItem[]
  more: boolean
  /** For those who have a board. */
  boardHref?: string
}) {
  return (
    <section aria-label="Answer" className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm text-ink-2" role="status">
          {counted(items.length, more)}, as you may see them
        </p>
        {boardHref && (
          <ButtonLink href={boardHref} size="small">
            Open on the board
          </ButtonLink>
        )}
      </div>
      {items.length === 0 ? (
        <EmptyState title="No item fits this query">
          That a name is not found and that it is not yours to see are the same answer.
        </EmptyState>
      ) : (
        <DataTable
          caption="Items that fit"
          columns={[
            { id: 'key', label: 'Key' },
            { id: 'title', label: 'Title' },
            { id: 'status', label: 'Status', className: 'max-md:hidden' },
            { id: 'priority', label: 'Priority', className: 'max-md:hidden' },
            { id: 'assignee', label: 'Assignee', className: 'max-md:hidden' },
            { id: 'due', label: 'Due', className: 'max-md:hidden' },
          ]}
        >
          {items.map((item) => (
            <AnswerRow key={item.key} item={item} />
          ))}
        </DataTable>
      )}
    </section>
  )
}

function AnswerRow({ item }: { item: AskedItem }) {
  const { key, title, status, priority, assignee, due } = item
  return (
    <Row>
      <Cell className="whitespace-nowrap max-md:align-top">
        <Link href={`/items/${key}`} className="link tabular-nums">
          {key}
        </Link>
      </Cell>
      <Cell head className="min-w-40 font-normal" dir="auto">
        <span className="line-clamp-2 wrap-anywhere">{title}</span>
        <span className="mt-1 flex flex-wrap gap-x-3 text-xs text-ink-3 md:hidden">
          <StatusWord status={status} />
          {assignee}
        </span>
      </Cell>
      <Cell className="whitespace-nowrap max-md:hidden">
        <StatusWord status={status} />
      </Cell>
      <Cell className="whitespace-nowrap max-md:hidden">
        <PriorityIcon priority={priority} word />
      </Cell>
      <Cell className="max-md:hidden">{assignee ?? <span className="text-ink-3">Nobody</span>}</Cell>
      <Cell className="whitespace-nowrap max-md:hidden">{due && formatDay(due)}</Cell>
    </Row>
  )
}

function counted(count: number, more: boolean): string {
  if (more) return `The first ${count} items`
  return count === 1 ? '1 item' : `${count} items`
}
