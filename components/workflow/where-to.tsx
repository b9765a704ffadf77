import { SelectField } from '@/components/ui/field'
import { statuses, statusLabels } from '@/lib/items/schema'
import type { DrawnStage } from '@/lib/workflow/schema'

type Props = { stage: DrawnStage; others: DrawnStage[]; error?: string; chosen?: string }

/** Where the items of a stage go when it is taken out. Asked only while something stands there. */
export function WhereTo({ stage, others, error, chosen }: Props) {
  const standing = stage.items + stage.archived
  return (
    <>
      {standing > 0 && (
        <SelectField
          id={`to-${stage.id}`}
          name="to"
          label={
            standing === 1 ? 'The item that stands there goes' : `The ${standing} items that stand there go`
          }
          hint={stage.archived > 0 ? `${stage.archived} of them archived.` : undefined}
          error={error}
          defaultValue={chosen ?? ''}
          className="max-w-sm"
          required
        >
          <option value="" disabled>
            Choose where to
          </option>
          {others.length > 0 && (
            <optgroup label="Into another stage">
              {others.map((other) => (
                <option key={other.id} value={`stage ${other.id}`}>
                  {other.label} – {statusLabels[other.status]}
                </option>
              ))}
            </optgroup>
          )}
          <optgroup label="Into a column, without a stage">
            {statuses.map((status) => (
              <option key={status} value={`status ${status}`}>
                {statusLabels[status]}
                {status === stage.status ? ' – where they stand' : ''}
              </option>
            ))}
          </optgroup>
        </SelectField>
      )}
      <p className="max-w-[62ch] text-sm text-ink-3 text-pretty">
        {standing > 0 ? 'All of them move at once, and their history says so.' : 'Nothing stands there.'} An
        item that is restricted to others keeps the stage until somebody who sees it moves it on; nobody can
        choose the stage any more. It can be brought back.
      </p>
    </>
  )
}

/** How many items stand in a stage, as far as this admin sees them. */
export function standing({ items }: DrawnStage): string {
  if (items === 0) return 'Empty'
  return items === 1 ? 'One item' : `${items} items`
}
