// The words of the language as tables, drawn from the same list that the parser reads.
import type { ReactNode } from 'react'
import { Cell, DataTable, Row } from '@/components/ui/data-table'
import {
  circumstanceMeanings,
  operatorMeanings,
  operatorsOf,
  type FieldWord,
  type Vocabulary,
} from '@/lib/kernel/query'

export function Code({ children }: { children: ReactNode }) {
  return <code className="rounded-mark bg-sunk px-1 py-0.5 font-mono text-xs wrap-anywhere">{children}</code>
}

export function FieldTable({ fields }: { fields: Vocabulary['fields'] }) {
  return (
    <DataTable
      caption="Fields"
      columns={[
        { id: 'field', label: 'Field' },
        { id: 'says', label: 'What it is' },
        { id: 'values', label: 'Values', className: 'max-md:hidden' },
        { id: 'operators', label: 'Asked with', className: 'max-lg:hidden' },
      ]}
    >
      {fields.map((field) => (
        <Row key={field.name}>
          <Cell head className="align-top">
            <Code>{field.name}</Code>
            {field.aliases && field.aliases.length > 0 && (
              <span className="mt-1 block text-xs font-normal text-ink-3">
                also {field.aliases.join(', ')}
              </span>
            )}
          </Cell>
          <Cell className="align-top text-ink-2">
            {field.says}
            <span className="mt-1 block md:hidden">{valuesOf(field)}</span>
          </Cell>
          <Cell className="align-top text-ink-2 max-md:hidden">{valuesOf(field)}</Cell>
          <Cell className="align-top font-mono text-xs text-ink-2 max-lg:hidden">
            {operatorsOf(field)
              .filter((operator) => !/ NOT|NOT |!|WAS IN/.test(operator))
              .join('  ')}
          </Cell>
        </Row>
      ))}
    </DataTable>
  )
}

export function OperatorTable() {
  const all = [
    ...Object.entries(operatorMeanings),
    ...Object.entries(circumstanceMeanings).map(([word, says]) => [
      word.toUpperCase(),
      `behind WAS and CHANGED: ${says}`,
    ]),
  ]
  return (
    <WordTable
      caption="Operators"
      first="Operator"
      rows={all.map(([word, says]) => ({ word: word!, says: says! }))}
    />
  )
}

export function FunctionTable({ functions }: { functions: Vocabulary['functions'] }) {
  return (
    <WordTable
      caption="Functions"
      first="Function"
      rows={functions.map(({ name, says }) => ({ word: `${name}()`, says }))}
    />
  )
}

function WordTable({
  caption,
  first,
  rows,
}: {
  caption: string
  first: string
  rows: { word: string; says: string }[]
}) {
  return (
    <DataTable
      caption={caption}
      columns={[
        { id: 'word', label: first },
        { id: 'says', label: 'What it means' },
      ]}
    >
      {rows.map(({ word, says }) => (
        <Row key={word}>
          <Cell head className="align-top whitespace-nowrap">
            <Code>{word}</Code>
          </Cell>
          <Cell className="align-top text-ink-2">{says}</Cell>
        </Row>
      ))}
    </DataTable>
  )
}

const kinds: Record<FieldWord['kind'], string> = {
  text: 'words',
  choice: '',
  number: 'a number',
  flag: 'yes, no',
  day: 'a day',
  time: 'a moment',
  person: 'a name, an address, me()',
  name: 'a name or key',
  numbered: 'a number, currentIteration()',
}

function valuesOf({ kind, choices, ordered }: FieldWord): string {
  if (kind !== 'choice') return kinds[kind]
  return (choices ?? []).map(({ value }) => value).join(ordered ? ' < ' : ', ')
}
