// What can be changed of many items at once: one list for the bar, its keys and the palette.
import { audiences } from '@/lib/kernel/audience'
import type { BulkChoices } from '@/lib/items'
import { itemFields } from '@/lib/items/fields'
import {
  originLabels,
  origins,
  points,
  priorities,
  severities,
  sources,
  statuses,
  typeLabels,
  types,
  type ManyChanges,
} from '@/lib/items/schema'

export type BulkChoice = { value: string; label: string; changes: Changes; said: string; mark?: Mark }
export type Changes = Partial<ManyChanges>
export type Mark = { kind: 'status' | 'priority' | 'person'; value: string }

export type BulkField = {
  id: string
  label: string
  /** As the palette and the window say it. */
  verb: string
  keys?: string
  /** Stands in the bar itself and not under More. */
  first?: true
} & (
  | { kind: 'choice'; choices: BulkChoice[]; made?: (typed: string) => BulkChoice }
  | { kind: 'text' | 'day' | 'number'; changes: (value: string | null) => Changes; hint?: string }
)

const choice = (label: string, value: string, text: string, changes: Changes, mark?: Mark): BulkChoice => ({
  value,
  label: text,
  changes,
  said: `${label}: ${text}`,
  mark,
})

function of<T extends string>(name: 'type' | 'priority' | 'severity' | 'source', values: readonly T[]) {
  const { label, choices } = itemFields[name]
  const words = choices as Record<T, string>
  return values.map((value) =>
    choice(
      label,
      value,
      words[value],
      { [name]: value },
      name === 'priority' ? { kind: name, value } : undefined,
    ),
  )
}

const nothing = (label: string, text: string, changes: Changes) => choice(label, '', text, changes)

/** Every field, with what it may become. */
export function bulkFields(choices: BulkChoices): BulkField[] {
  const team = choices.people.filter((person) => person.team)
  const mine = team.filter(({ id }) => id === choices.me)
  const others = team.filter(({ id }) => id !== choices.me)
  return [
    {
      id: 'status',
      label: 'Status',
      verb: 'Set the status',
      keys: 's',
      first: true,
      kind: 'choice',
      choices: statuses.map((value) =>
        choice(
          'Status',
          value,
          itemFields.status.choices[value],
          { status: value },
          { kind: 'status', value },
        ),
      ),
    },
    {
      id: 'priority',
      label: 'Priority',
      verb: 'Set the priority',
      keys: 'p',
      first: true,
      kind: 'choice',
      choices: of('priority', priorities),
    },
    {
      id: 'assignee',
      label: 'Assignee',
      verb: 'Assign',
      keys: 'a',
      first: true,
      kind: 'choice',
      choices: [
        ...[...mine, ...others].map(({ id, name }) =>
          choice(
            'Assignee',
            id,
            id === choices.me ? `${name} (me)` : name,
            { assignee: id },
            { kind: 'person', value: name },
          ),
        ),
        nothing('Assignee', 'Nobody', { assignee: null }),
      ],
    },
    {
      id: 'labels',
      label: 'Labels',
      verb: 'Add or remove a label',
      keys: 'l',
      first: true,
      kind: 'choice',
      choices: choices.labels.flatMap((label) => [
        choice('Labels', `add ${label}`, `Add “${label}”`, { addLabels: [label] }),
        choice('Labels', `remove ${label}`, `Remove “${label}”`, { removeLabels: [label] }),
      ]),
      made: (typed) => choice('Labels', `new ${typed}`, `Add “${typed}”`, { addLabels: [typed] }),
    },
    {
      id: 'iteration',
      label: 'Iteration',
      verb: 'Take into an iteration',
      keys: 'shift i',
      first: true,
      kind: 'choice',
      choices: [
        ...choices.iterations
          .filter(({ closed }) => !closed)
          .map(({ number, startsOn, endsOn }) =>
            choice('Iteration', String(number), `Iteration ${number} · ${startsOn} to ${endsOn}`, {
              iteration: number,
            }),
          ),
        nothing('Iteration', 'None', { iteration: null }),
      ],
    },
    {
      id: 'goals',
      label: 'Goals',
      verb: 'Add or remove a goal',
      keys: 'shift g',
      kind: 'choice',
      choices: choices.goals.flatMap(({ slug, title }) => [
        choice('Goals', `add ${slug}`, `Add “${title}”`, { addGoals: [slug] }),
        choice('Goals', `remove ${slug}`, `Remove “${title}”`, { removeGoals: [slug] }),
      ]),
    },
    {
      id: 'due',
      label: 'Due',
      verb: 'Set when it is due',
      keys: 'd',
      kind: 'day',
      changes: (due) => ({ due }),
    },
    {
      id: 'estimate',
      label: 'Estimate',
      verb: 'Set the points',
      keys: 'shift e',
      kind: 'choice',
      choices: [
        ...points.map((value) => choice('Points', String(value), String(value), { estimate: value })),
        nothing('Points', 'Not estimated', { estimate: null }),
      ],
    },
    {
      id: 'blocked',
      label: 'Blocked',
      verb: 'Mark as blocked',
      keys: 'b',
      kind: 'text',
      changes: (blocked) => ({ blocked }),
      hint: 'Why nobody can go on. Empty: somebody can again.',
    },
    {
      id: 'stage',
      label: 'Stage',
      verb: 'Set the stage',
      keys: 'shift s',
      kind: 'choice',
      choices: choices.stages.map(({ type, slug, label }) =>
        choice('Stage', `${type} ${slug}`, `${typeLabels[type]}: ${label}`, { stage: slug }),
      ),
    },
    { id: 'type', label: 'Type', verb: 'Set the type', kind: 'choice', choices: of('type', types) },
    {
      id: 'origin',
      label: 'Origin',
      verb: 'Set the origin',
      kind: 'choice',
      choices: origins
        .filter((each) => each !== 'wishlist')
        .map((value) => choice('Origin', value, originLabels[value], { origin: value })),
    },
    {
      id: 'release',
      label: 'Release',
      verb: 'Put into a release',
      kind: 'choice',
      choices: [
        ...choices.releases.map(({ slug, name }) => choice('Release', slug, name, { release: slug })),
        nothing('Release', 'None', { release: null }),
      ],
    },
    {
      id: 'parent',
      label: 'Parent',
      verb: 'Make them a part of',
      kind: 'text',
      changes: (parent) => ({ parent }),
      hint: 'The key of an item, such as SEC-1. Empty: a part of nothing.',
    },
    {
      id: 'severity',
      label: 'Severity',
      verb: 'Set the severity',
      kind: 'choice',
      choices: [...of('severity', severities), nothing('Severity', 'None', { severity: null })],
    },
    {
      id: 'source',
      label: 'Source',
      verb: 'Set the source',
      kind: 'choice',
      choices: [...of('source', sources), nothing('Source', 'None', { source: null })],
    },
    {
      id: 'sourceLink',
      label: 'Link to the source',
      verb: 'Set the link to the source',
      kind: 'text',
      changes: (sourceLink) => ({ sourceLink }),
      hint: 'A whole address. Empty: none.',
    },
    {
      id: 'ownerTeam',
      label: 'Owner team',
      verb: 'Set the owner team',
      kind: 'text',
      changes: (ownerTeam) => ({ ownerTeam }),
      hint: 'Empty: none.',
    },
    {
      id: 'addParagraph',
      label: 'Paragraph',
      verb: 'Add to the description',
      kind: 'text',
      changes: (text) => ({ addParagraph: text ?? undefined }),
      hint: 'Stands below what each description says already.',
    },
    {
      id: 'addPoint',
      label: 'Point',
      verb: 'Add to the checklist',
      kind: 'text',
      changes: (text) => ({ addPoint: text ?? undefined }),
      hint: 'The last one on each checklist.',
    },
    {
      id: 'audience',
      label: 'Audience',
      verb: 'Show to fewer people',
      kind: 'choice',
      choices: audiences
        .filter((each) => each !== 'public')
        .toReversed()
        .map((value) => choice('Audience', value, itemFields.audience.choices[value], { audience: value })),
    },
    ...choices.custom.map((field) => customField(field, choices)),
  ]
}

function customField(
  { slug, label, kind, choices: words, hint }: BulkChoices['custom'][number],
  choices: BulkChoices,
): BulkField {
  const base = { id: `custom.${slug}`, label, verb: `Set ${label}` }
  const set = (value: unknown): Changes => ({ custom: { [slug]: value } })
  const none = nothing(label, 'None', set(null))
  if (kind === 'choice' || kind === 'choices')
    return {
      ...base,
      kind: 'choice',
      choices: [
        ...words.map((word) => choice(label, word, word, set(kind === 'choice' ? word : [word]))),
        none,
      ],
    }
  if (kind === 'person')
    return {
      ...base,
      kind: 'choice',
      choices: [...choices.people.map(({ id, name }) => choice(label, id, name, set(id))), none],
    }
  return {
    ...base,
    kind: kind === 'date' ? 'day' : kind === 'number' ? 'number' : 'text',
    changes: set,
    hint: hint || 'Empty: none.',
  }
}
