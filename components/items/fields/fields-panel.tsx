import type { FieldChoices, ItemChoices, ItemSheet } from '@/lib/items'
import {
  originLabels,
  origins,
  points,
  priorities,
  priorityLabels,
  severities,
  severityLabels,
  sourceLabels,
  sources,
  statuses,
  statusLabels,
  typeLabels,
  types,
} from '@/lib/items/schema'
import { CustomFields } from './custom-fields'
import { LabelsField } from './labels-field'
import { LineField } from './line-field'
import { ParentField } from './parent-field'
import { PickField, type Choice } from './pick-field'
import { SomeField } from './some-field'

type Props = { item: ItemSheet; choices: ItemChoices; more: FieldChoices; me: string | null }

/** Every fact of an item, each changed where it stands, by mouse and by key. */
export function FieldsPanel({ item, choices, more, me }: Props) {
  const edited = { key: item.key, version: item.version }
  const people = peopleFor(item, choices)
  return (
    <section aria-label="Facts of this item" className="grid">
      <PlaceField {...{ item, more }} />
      <PickField
        item={edited}
        name="assignee"
        label="Assignee"
        saved={item.assignee?.id ?? ''}
        choices={[{ value: '', label: 'Nobody yet' }, ...people]}
        keys="a"
        quick={me ? { keys: 'i', label: 'Assign to me', value: me } : undefined}
      />
      <PickField
        item={edited}
        name="priority"
        label="Priority"
        saved={item.priority}
        choices={priorities.map((value) => ({ value, label: priorityLabels[value] }))}
        keys="p"
      />
      <PickField
        item={edited}
        name="estimate"
        label="Points"
        saved={item.estimate === null ? '' : String(item.estimate)}
        choices={[
          { value: '', label: 'Not estimated' },
          ...[...new Set([...points, ...(item.estimate === null ? [] : [item.estimate])])].map((each) => ({
            value: String(each),
            label: String(each),
          })),
        ]}
        keys="n"
      />
      <LineField item={edited} name="due" label="Due" type="date" saved={item.due ?? ''} keys="d" />
      <LineField
        item={edited}
        name="blocked"
        label="Blocked"
        saved={item.blocked?.reason ?? ''}
        placeholder="Not blocked; or why"
        maxLength={500}
        keys="b"
      />
      <PickField
        item={edited}
        name="type"
        label="Type"
        saved={item.type}
        choices={types.map((value) => ({ value, label: typeLabels[value] }))}
        keys="t"
      />
      {item.type === 'vulnerability' && <VulnerabilityFields item={item} />}
      <ParentField item={edited} parent={item.parent} />
      <PickField
        item={edited}
        name="iteration"
        label="Iteration"
        saved={item.iteration === null ? '' : String(item.iteration)}
        choices={[
          { value: '', label: 'None' },
          ...choices.iterations
            .filter(({ closed, number }) => !closed || number === item.iteration)
            .map(({ number }) => ({ value: String(number), label: `Iteration ${number}` })),
        ]}
      />
      <PickField
        item={edited}
        name="release"
        label="Release"
        saved={item.release?.slug ?? ''}
        choices={withSaved(
          [
            { value: '', label: 'None' },
            ...choices.releases.map(({ slug, name }) => ({ value: slug, label: name })),
          ],
          item.release && { value: item.release.slug, label: item.release.name },
        )}
      />
      {choices.goals.length + item.goals.length > 0 && (
        <SomeField
          item={edited}
          name="goals"
          label="Goals"
          saved={item.goals.map(({ slug }) => slug)}
          choices={[
            ...choices.goals,
            ...item.goals.filter(({ slug }) => !choices.goals.some((each) => each.slug === slug)),
          ].map(({ slug, title }) => ({ value: slug, label: title }))}
          empty="None"
        />
      )}
      <LabelsField item={edited} saved={item.labels} known={more.labels} />
      <PickField
        item={edited}
        name="origin"
        label="Origin"
        saved={item.origin}
        choices={origins
          .filter((each) => (item.origin === 'wishlist') === (each === 'wishlist'))
          .map((value) => ({ value, label: originLabels[value] }))}
      />
      <CustomFields
        item={item}
        fields={more.custom}
        people={choices.people.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </section>
  )
}

/** State and stage are one place: types with stages offer those, under the state that each belongs to. */
function PlaceField({ item, more }: Pick<Props, 'item' | 'more'>) {
  const edited = { key: item.key, version: item.version }
  const stages = more.stages.filter(({ type }) => type === item.type)
  const open = stages.filter(({ retired }) => !retired)
  if (open.length === 0)
    return (
      <PickField
        item={edited}
        name="status"
        label="Status"
        saved={item.status}
        choices={statuses.map((value) => ({ value, label: statusLabels[value] }))}
        keys="s"
      />
    )
  const inStage = (slug: string) => stages.find((stage) => stage.slug === slug)
  return (
    <PickField
      item={edited}
      name="stage"
      label="Status"
      saved={item.stage ?? ''}
      choices={withSaved(
        open.map(({ slug, label, status }) => ({ value: slug, label, group: statusLabels[status] })),
        item.stage === null
          ? { value: '', label: statusLabels[item.status] }
          : { value: item.stage, label: `${inStage(item.stage)?.label ?? item.stage} (no longer used)` },
      )}
      keys="s"
    />
  )
}

function VulnerabilityFields({ item }: { item: ItemSheet }) {
  const edited = { key: item.key, version: item.version }
  return (
    <>
      <PickField
        item={edited}
        name="severity"
        label="Severity"
        saved={item.severity ?? ''}
        choices={[
          { value: '', label: 'Not said yet' },
          ...severities.map((value) => ({ value, label: severityLabels[value] })),
        ]}
        keys="v"
      />
      <PickField
        item={edited}
        name="source"
        label="Source"
        saved={item.source ?? ''}
        choices={[
          { value: '', label: 'Not said yet' },
          ...sources.map((value) => ({ value, label: sourceLabels[value] })),
        ]}
      />
      <LineField
        item={edited}
        name="sourceLink"
        label="Source link"
        type="url"
        saved={item.sourceLink ?? ''}
        placeholder="https://…"
        maxLength={2000}
        href={item.sourceLink ?? undefined}
      />
      <LineField
        item={edited}
        name="ownerTeam"
        label="Owner team"
        saved={item.ownerTeam ?? ''}
        placeholder="Whose code it is"
        maxLength={100}
      />
    </>
  )
}

/** The team can be given work; whoever has it already stays in the list. */
function peopleFor(item: ItemSheet, choices: ItemChoices): Choice[] {
  const team = choices.people.filter(({ team }) => team).map(({ id, name }) => ({ value: id, label: name }))
  return withSaved(team, item.assignee && { value: item.assignee.id, label: item.assignee.name })
}

/** A value that is no choice any more can still stand there. */
function withSaved(choices: Choice[], saved: Choice | null): Choice[] {
  return saved && !choices.some(({ value }) => value === saved.value) ? [saved, ...choices] : choices
}
