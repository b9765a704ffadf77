import { ChevronRight } from 'lucide-react'
import { Timestamp } from '@/components/ui/timestamp'
import type { ItemSheet } from '@/lib/items'
import { UndoButton } from './undo-button'

/** What happened to it, as far as this reader may know; the last change of each field can be put back. */
export function ItemHistory({ item, editable, now }: { item: ItemSheet; editable: boolean; now: string }) {
  return (
    <section aria-labelledby="happened">
      <details className="group">
        <summary className="flex w-fit cursor-pointer items-center gap-2 rounded-control hover:text-accent">
          <ChevronRight
            className="-me-1 size-4 text-ink-3 transition-transform group-open:rotate-90"
            aria-hidden="true"
          />
          <h2 id="happened" className="text-lg">
            History
          </h2>
          <span className="text-sm text-ink-3">
            {item.history.length} {item.history.length === 1 ? 'change' : 'changes'}
          </span>
        </summary>
        <ol className="mt-2 grid gap-1.5 border-s-2 ps-4 text-sm">
          {item.history.map((line) => (
            <li key={line.id} className="wrap-anywhere">
              <span className="font-medium">{line.by ?? 'Daylight'}</span>{' '}
              {line.field === 'created' || line.field === 'archived' ? (
                line.label
              ) : (
                <>
                  changed {line.label.toLowerCase()}
                  {line.was !== null && <Value word="from" value={line.was} />}
                  {line.is !== null ? (
                    <Value word="to" value={line.is} />
                  ) : (
                    line.was !== null && ' to nothing'
                  )}
                </>
              )}{' '}
              <Timestamp at={line.at} now={new Date(now)} className="text-ink-3" />
              {editable && line.undo && <UndoButton itemKey={item.key} line={line} />}
            </li>
          ))}
        </ol>
      </details>
    </section>
  )
}

function Value({ word, value }: { word: string; value: string }) {
  return (
    <>
      {' '}
      {word} <bdi className="text-ink-2">“{value}”</bdi>
    </>
  )
}
