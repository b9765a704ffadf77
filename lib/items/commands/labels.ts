// Labels are a set. Adding and taking away are done to the labels as they are when the item is locked, so that of two people
// who add one each, both have added it.
import { invalid } from '../../kernel/errors'
import { labelsAfter } from '../rules'
import type { FieldChanges } from './change'

type Asked = FieldChanges & { addLabels?: readonly string[]; removeLabels?: readonly string[] }

/** The fields as they come to one item, whose row is locked. */
export function withLabels(
  { addLabels, removeLabels, ...fields }: Asked,
  item: { labels: string[] },
): FieldChanges {
  if (!addLabels && !removeLabels) return fields
  const was = fields.labels ?? item.labels
  const is = labelsAfter(was, { add: addLabels, remove: removeLabels })
  if (is.length > 20 && is.length > was.length)
    throw invalid('labels', 'Twenty labels are enough for one item.')
  return { ...fields, labels: is }
}
