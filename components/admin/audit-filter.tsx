import { Button } from '@/components/ui/button'
import { Field, SelectField } from '@/components/ui/field'
import { TextInput } from '@/components/ui/inputs'

type Props = {
  filter: { person?: string; command?: string; from?: string; to?: string }
  choices: { commands: string[]; people: { id: string; name: string }[] }
}

/** A plain form whose answer is an address, so that a filtered log can be sent to a colleague. */
export function AuditFilterForm({ filter, choices }: Props) {
  return (
    <form className="grid grid-cols-2 items-end gap-3 lg:grid-cols-[1fr_1fr_10rem_10rem_auto]">
      <SelectField name="person" label="Who" defaultValue={filter.person ?? ''}>
        <option value="">Everybody</option>
        {choices.people.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField name="command" label="Did what" defaultValue={filter.command ?? ''}>
        <option value="">Everything</option>
        {choices.commands.map((command) => (
          <option key={command}>{command}</option>
        ))}
      </SelectField>
      <Field name="from" label="From">
        {(wire) => <TextInput {...wire} type="date" defaultValue={filter.from} />}
      </Field>
      <Field name="to" label="To">
        {(wire) => <TextInput {...wire} type="date" defaultValue={filter.to} />}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" className="h-9!">
          Filter
        </Button>
        {Object.keys(filter).length > 0 && (
          <Button href="/admin/audit" variant="quiet" className="h-9!">
            Clear
          </Button>
        )}
      </div>
    </form>
  )
}
