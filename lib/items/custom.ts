// The fields that a team gave its items itself. What they are is data; what a value of one may be is said here, once for
// form, API, import and bulk edit.
import type { Tx } from '../kernel/db'
import { invalid } from '../kernel/errors'
import { personId } from './commands/lookups'
import { onceIn } from './commands/once'
import { readCustom, type CustomField, type CustomValue } from './custom-rules'
import type { ItemType } from './schema'

export { type ChecklistPoint, type CustomField, type CustomValue } from './custom-rules'

/** The fields that are in use, in their order. */
export async function customFieldsIn(tx: Tx): Promise<CustomField[]> {
  const rows = await tx.customField.findMany({
    where: { retiredAt: null },
    orderBy: [{ position: 'asc' }, { slug: 'asc' }],
    select: { slug: true, label: true, kind: true, choices: true, types: true, hint: true },
  })
  return rows as CustomField[]
}

/** What is there afterwards when these values are given: those named change, null empties, the rest stays. */
export async function withCustom(
  tx: Tx,
  type: ItemType,
  was: Record<string, CustomValue>,
  given: Record<string, unknown> | undefined,
): Promise<Record<string, CustomValue>> {
  const named = Object.entries(given ?? {})
  if (named.length === 0) return was
  const fields = await onceIn(tx, 'custom fields', () => customFieldsIn(tx))
  const after = { ...was }
  for (const [slug, value] of named) {
    const field = fields.find((each) => each.slug === slug)
    if (!field) throw invalid(`custom.${slug}`, 'There is no field of that name.')
    if (
      value === null ||
      (typeof value === 'string' && value.trim() === '') ||
      (Array.isArray(value) && value.length === 0)
    ) {
      delete after[slug]
      continue
    }
    if (field.types.length > 0 && !field.types.includes(type))
      throw invalid(`custom.${slug}`, `${field.label} is no field of this type of item.`)
    // What stands there already may stay, also where the choices have changed since.
    if (JSON.stringify(value) === JSON.stringify(was[slug])) continue
    const read = readCustom(field, value)
    if ('problem' in read) throw invalid(`custom.${slug}`, read.problem)
    after[slug] =
      field.kind === 'person' ? await personId(tx, String(read.value), `custom.${slug}`) : read.value
  }
  return after
}
