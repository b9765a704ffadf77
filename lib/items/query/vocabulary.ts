// The words that a viewer may use: the fixed ones, the stages, and the team's own fields as far as the viewer may know of them.
import { Prisma, type Tx } from '../../kernel/db'
import { findField, type FieldWord, type Vocabulary } from '../../kernel/query'
import type { CustomField, CustomKind } from '../custom-rules'
import { fieldWords, functionWords } from './words'

export type Surroundings = {
  vocabulary: Vocabulary
  zone: string
  /** The team's own fields by the word for them. */
  own: ReadonlyMap<string, CustomField>
}

type Row = { zone: string; fields: CustomField[]; stages: { value: string; label: string }[] }

/** What a query is read against, in one statement. */
export async function surroundings(tx: Tx): Promise<Surroundings> {
  // Stages and fields that are out of use stay askable: items may still have them, and somebody must find those.
  const [row] = await tx.$queryRaw<Row[]>(Prisma.sql`
    SELECT w.zone,
      (SELECT coalesce(json_agg(json_build_object('slug', f.slug, 'label', f.label, 'kind', f.kind, 'choices', f.choices, 'types', f.types, 'hint', f.hint)
        ORDER BY f.retired_at IS NOT NULL, f.position, f.slug), '[]') FROM work.custom_field f) AS fields,
      (SELECT coalesce(json_agg(json_build_object('value', s.slug, 'label', s.label) ORDER BY s.n), '[]')
        FROM (SELECT slug, min(label) AS label, min(position) AS n FROM work.stage GROUP BY slug) s) AS stages
    FROM work.workspace w`)
  const own = new Map<string, CustomField>()
  const fixed = { fields: fieldWords, functions: functionWords }
  for (const field of row?.fields ?? [])
    // A field of ours keeps its word; one of the team's with the same name is asked by its long one.
    own.set(findField(fixed, field.slug) ? `custom.${field.slug}` : field.slug, field)
  const fields = fieldWords.map((word) =>
    word.name === 'stage' ? { ...word, choices: row?.stages ?? [] } : word,
  )
  return {
    vocabulary: {
      fields: [...fields, ...[...own].map(([name, field]) => wordOf(name, field))],
      functions: functionWords,
    },
    zone: row?.zone ?? 'UTC',
    own,
  }
}

const kinds = {
  text: { kind: 'text' },
  link: { kind: 'text' },
  number: { kind: 'number' },
  date: { kind: 'day' },
  choice: { kind: 'choice' },
  choices: { kind: 'choice', many: true, sorts: false },
  person: { kind: 'person', asks: true },
} as const satisfies Record<CustomKind, Partial<FieldWord>>

function wordOf(name: string, { slug, label, kind, choices, hint }: CustomField): FieldWord {
  return {
    name,
    label,
    aliases: [`custom.${slug}`],
    ...kinds[kind],
    ...(kind === 'choice' || kind === 'choices'
      ? { choices: choices.map((value) => ({ value, label: value })) }
      : {}),
    history: true,
    says: hint || 'a field of the team’s own',
  }
}
