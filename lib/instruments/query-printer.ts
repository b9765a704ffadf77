// A tree as text again, in one spelling, so that a test can see whether what is written reads back as the same tree.
import { quoted, type Query } from '../kernel/query'
import type { Circumstances, Node, Value } from '../kernel/query/syntax'

export function print(query: Query): string {
  const order = query.order
    .map(({ field, descending }) => `${quoted(field.name)}${descending ? ' DESC' : ''}`)
    .join(', ')
  return [query.where ? printNode(query.where) : '', order && `ORDER BY ${order}`].filter(Boolean).join(' ')
}

function printNode(node: Node): string {
  switch (node.is) {
    case 'and':
    case 'or':
      return node.terms.map((term) => within(term, node.is)).join(` ${node.is.toUpperCase()} `)
    case 'not':
      return `NOT ${within(node.term, 'not')}`
    case 'compare':
      return `${quoted(node.field.name)} ${node.operator} ${printValue(node.value)}`
    case 'in':
      return `${quoted(node.field.name)} ${node.negated ? 'NOT IN' : 'IN'} ${printList(node.values)}`
    case 'emptiness':
      return `${quoted(node.field.name)} IS ${node.negated ? 'NOT ' : ''}EMPTY`
    case 'was': {
      const values = node.values.length === 1 ? printValue(node.values[0]!) : `IN ${printList(node.values)}`
      return `${quoted(node.field.name)} WAS ${node.negated ? 'NOT ' : ''}${values}${printWhen(node.when)}`
    }
    case 'changed':
      return `${quoted(node.field.name)} CHANGED${printWhen(node.when)}`
    case 'holds':
      return printValue(node.call)
  }
}

/** Brackets where the term binds less than what stands around it. */
function within(term: Node, around: 'and' | 'or' | 'not'): string {
  const looser = term.is === 'or' ? around !== 'or' : term.is === 'and' && around === 'not'
  return looser ? `(${printNode(term)})` : printNode(term)
}

function printValue(value: Value): string {
  if (value.is === 'empty') return 'EMPTY'
  if (value.is === 'literal') return quoted(value.text)
  return `${value.name}(${value.args.map(printValue).join(', ')})`
}

function printList(values: Value[]): string {
  return `(${values.map(printValue).join(', ')})`
}

function printWhen(when: Circumstances): string {
  return (['from', 'to', 'after', 'before', 'on', 'by'] as const)
    .map((word) => {
      const value = when[word]
      return value ? ` ${word.toUpperCase()} ${printValue(value)}` : ''
    })
    .join('')
}
