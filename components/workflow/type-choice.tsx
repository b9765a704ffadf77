import { Checkbox } from '@/components/ui/choices'
import { typeLabels, types, type ItemType } from '@/lib/items/schema'

/** Which types of item have a field; none ticked means all of them. */
export function TypeChoice({ id, chosen }: { id: string; chosen: readonly ItemType[] }) {
  return (
    <fieldset className="grid gap-2 sm:col-span-2">
      <legend className="mb-1.5 font-medium">Only for these types</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {types.map((type) => (
          <Checkbox
            key={type}
            id={`${id}-type-${type}`}
            name="types"
            value={type}
            label={typeLabels[type]}
            defaultChecked={chosen.includes(type)}
          />
        ))}
      </div>
      <p className="text-sm text-ink-3">None ticked: every item has it.</p>
    </fieldset>
  )
}
