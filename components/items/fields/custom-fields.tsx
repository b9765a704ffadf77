import type { CustomField, ItemSheet } from '@/lib/items'
import { LineField } from './line-field'
import { PickField, type Choice } from './pick-field'
import { SomeField } from './some-field'

type Props = { item: ItemSheet; fields: readonly CustomField[]; people: readonly Choice[] }

/** The team's own fields, as far as they belong to this type or have a value. */
export function CustomFields({ item, fields, people }: Props) {
  return fields
    .filter(({ slug, types }) => types.length === 0 || types.includes(item.type) || slug in item.custom)
    .map((field) => <OneField key={field.slug} {...{ item, field, people }} />)
}

const inputTypes = { text: 'text', number: 'number', date: 'date', link: 'url' } as const

function OneField({
  item,
  field,
  people,
}: {
  item: ItemSheet
  field: CustomField
  people: readonly Choice[]
}) {
  const edited = { key: item.key, version: item.version }
  const value = item.custom[field.slug]
  const name = `custom.${field.slug}`
  const saved = value === undefined ? '' : String(value)
  switch (field.kind) {
    case 'choices':
      return (
        <SomeField
          item={edited}
          name={name}
          label={field.label}
          saved={Array.isArray(value) ? value : []}
          choices={field.choices.map((each) => ({ value: each, label: each }))}
          empty={field.hint || 'None'}
        />
      )
    case 'choice':
    case 'person': {
      const all =
        field.kind === 'choice' ? field.choices.map((each) => ({ value: each, label: each })) : people
      const there = saved === '' || all.some((each) => each.value === saved)
      return (
        <PickField
          item={edited}
          name={name}
          label={field.label}
          saved={saved}
          choices={[
            { value: '', label: field.kind === 'person' ? 'Nobody' : 'Not said yet' },
            ...(there ? [] : [{ value: saved, label: item.names[saved] ?? saved }]),
            ...all,
          ]}
        />
      )
    }
    case 'text':
    case 'number':
    case 'date':
    case 'link':
      return (
        <LineField
          item={edited}
          name={name}
          label={field.label}
          type={inputTypes[field.kind]}
          saved={saved}
          placeholder={field.hint || undefined}
          maxLength={2000}
          href={field.kind === 'link' && saved ? saved : undefined}
        />
      )
  }
}
