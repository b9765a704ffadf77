'use client'

import { X } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Select, TextInput } from '@/components/ui/inputs'
import { SubmitButton } from '@/components/ui/submit-button'
import { relationKinds, type RelationKind } from '@/lib/items/schema'
import type { ItemAction } from './item-actions'
import { useSaved } from './use-saved'

export function RelateForm({ itemKey, action }: { itemKey: string; action: ItemAction }) {
  const { state, send } = useSaved(action)
  return (
    <form action={send} className="flex flex-wrap items-center gap-2 text-sm">
      <input type="hidden" name="key" value={itemKey} />
      <span className="text-ink-3">This</span>
      <Select
        small
        name="kind"
        aria-label="How they belong together"
        defaultValue={state.values?.kind ?? 'relates to'}
      >
        {relationKinds.map((kind) => (
          <option key={kind}>{kind}</option>
        ))}
      </Select>
      <TextInput
        name="to"
        aria-label="Key of the other item"
        placeholder="SEC-…"
        className="h-8! w-28! text-sm!"
        required
        maxLength={40}
        defaultValue={state.values?.to}
        aria-invalid={state.problem ? true : undefined}
        aria-describedby={state.problem ? 'relate-problem' : undefined}
      />
      <SubmitButton variant="plain">Relate</SubmitButton>
      {state.problem && (
        <span id="relate-problem" role="alert" className="font-medium text-danger">
          {state.problem}
        </span>
      )}
    </form>
  )
}

type Related = { key: string; kind: RelationKind; out: boolean }

export function UnrelateButton({
  itemKey,
  relation,
  action,
}: {
  itemKey: string
  relation: Related
  action: ItemAction
}) {
  const { send } = useSaved(action)
  const [from, to] = relation.out ? [itemKey, relation.key] : [relation.key, itemKey]
  return (
    <form action={send} className="ms-auto shrink-0">
      <input type="hidden" name="key" value={from} />
      <input type="hidden" name="to" value={to} />
      <input type="hidden" name="kind" value={relation.kind} />
      <Button type="submit" name="remove" value="yes" variant="quiet" size="small" className="px-1!">
        <X aria-hidden="true" />
        <span className="sr-only">Take the relation to {relation.key} away</span>
      </Button>
    </form>
  )
}

export function ArchiveForm({
  item,
  action,
}: {
  item: { key: string; version: number; archived: boolean }
  action: ItemAction
}) {
  const { state, send } = useSaved(action)
  return (
    <form action={send} className="grid gap-1.5">
      <input type="hidden" name="key" value={item.key} />
      <input type="hidden" name="version" value={item.version} />
      {item.archived && <input type="hidden" name="restore" value="yes" />}
      <SubmitButton variant="quiet" className="-ms-3 justify-self-start">
        {item.archived ? 'Restore this item' : 'Archive this item'}
      </SubmitButton>
      {state.problem && (
        <p role="alert" className="text-sm font-medium text-danger">
          {state.problem}
        </p>
      )}
    </form>
  )
}
