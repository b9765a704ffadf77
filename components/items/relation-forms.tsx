'use client'

import { X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { archiveItemAction, relateItemsAction } from '@/components/items/actions'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/inputs'
import { SubmitButton } from '@/components/ui/submit-button'
import { useToast } from '@/components/ui/toast'
import { relationBack, relationKinds, type RelationKind } from '@/lib/items/schema'
import { formOf } from './fields/use-edit'
import { ItemFinder } from './item-finder'
import { useAnswer } from './use-answer'
import { useSaved } from './use-saved'

/** A relation can be said from either end; of one that reads the same from both, once is enough. */
const ways = [
  ...relationKinds.flatMap((kind) =>
    relationBack[kind] === kind
      ? [{ value: kind as string, label: kind as string }]
      : [
          { value: kind as string, label: kind as string },
          { value: `back ${kind}`, label: relationBack[kind] as string },
        ],
  ),
  { value: 'back part', label: 'has as its part' },
]

/** The other end is found by key or title, among what one may see. */
export function RelateForm({ itemKey }: { itemKey: string }) {
  const { state, send } = useSaved(relateItemsAction)
  const [to, setTo] = useState(state.values?.to ?? '')
  const [answered, setAnswered] = useState(state)
  if (answered !== state) {
    setAnswered(state)
    if (state.done) setTo('')
  }
  return (
    <form action={send} className="flex flex-wrap items-center gap-2 text-sm">
      <input type="hidden" name="key" value={itemKey} />
      <span className="text-ink-3">This</span>
      <Select
        small
        name="kind"
        aria-label="How they belong together"
        key={state.values?.kind}
        defaultValue={state.values?.kind ?? 'relates to'}
      >
        {ways.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <span className="flex min-w-48 flex-1">
        <ItemFinder
          id="relate-to"
          name="to"
          label="Key or title of the other item"
          placeholder="Key or title"
          value={to}
          onType={setTo}
          onChoose={({ key }) => setTo(key)}
          className="h-8! text-sm!"
          except={itemKey}
          invalid={Boolean(state.problem)}
          describedBy={state.problem ? 'relate-problem' : undefined}
        />
      </span>
      <SubmitButton variant="plain">Relate</SubmitButton>
      {state.problem && (
        <span id="relate-problem" role="alert" className="w-full font-medium text-danger">
          {state.problem}
        </span>
      )}
    </form>
  )
}

type Related = { key: string; kind: RelationKind; out: boolean }

export function UnrelateButton({ itemKey, relation }: { itemKey: string; relation: Related }) {
  const router = useRouter()
  const toast = useToast()
  const kind = relation.out ? relation.kind : `back ${relation.kind}`
  const answer = useAnswer(relateItemsAction, ({ done }) => {
    if (done) toast({ text: `Relation to ${relation.key} taken away`, undo })
  })
  async function undo() {
    const again = formOf([
      ['key', itemKey],
      ['to', relation.key],
      ['kind', kind],
    ])
    const { problem } = await relateItemsAction({}, again)
    if (problem) toast({ text: problem, danger: true })
    router.refresh()
  }
  return (
    <form {...answer.form} className="ms-auto shrink-0">
      <input type="hidden" name="key" value={itemKey} />
      <input type="hidden" name="to" value={relation.key} />
      <input type="hidden" name="kind" value={kind} />
      <Button type="submit" name="remove" value="yes" variant="quiet" size="small" className="px-1!">
        <X aria-hidden="true" />
        <span className="sr-only">Take the relation to {relation.key} away</span>
      </Button>
    </form>
  )
}

export function ArchiveForm({ item }: { item: { key: string; version: number; archived: boolean } }) {
  const router = useRouter()
  const toast = useToast()
  const answer = useAnswer(archiveItemAction, ({ done }) => {
    if (done && !item.archived) toast({ text: `${item.key} archived`, undo: restore })
  })
  async function restore() {
    const { problem } = await archiveItemAction(
      {},
      formOf([
        ['key', item.key],
        ['version', item.version + 1],
        ['restore', 'yes'],
      ]),
    )
    if (problem) toast({ text: problem, danger: true })
    router.refresh()
  }
  return (
    <form {...answer.form} className="grid gap-1.5">
      <input type="hidden" name="key" value={item.key} />
      <input type="hidden" name="version" value={item.version} />
      {item.archived && <input type="hidden" name="restore" value="yes" />}
      <SubmitButton variant="quiet" className="-ms-3 justify-self-start">
        {item.archived ? 'Restore this item' : 'Archive this item'}
      </SubmitButton>
      {answer.problem && (
        <p role="alert" className="text-sm font-medium text-danger">
          {answer.problem}
        </p>
      )}
    </form>
  )
}
