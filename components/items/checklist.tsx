'use client'

import { Plus } from 'lucide-react'
import { startTransition, useOptimistic, useRef, useState } from 'react'
import { changeChecklistAction, checkPointAction, undoChangeAction } from '@/components/items/actions'
import { useRouter } from 'next/navigation'
import { useKeys } from '@/components/frame/keys'
import { TextInput } from '@/components/ui/inputs'
import { useToast } from '@/components/ui/toast'
import { CheckPoint, type DrawnPoint } from './check-point'
import { formOf } from './fields/use-edit'
import { useAnswer } from './use-answer'

type Props = { itemKey: string; points: readonly DrawnPoint[]; editable: boolean; now: string }

/** What has to be done one by one. Each point is its own change, so that two people can tick at once. */
export function Checklist({ itemKey, points, editable, now }: Props) {
  const router = useRouter()
  const toast = useToast()
  const input = useRef<HTMLInputElement>(null)
  const [said, setSaid] = useState('')
  const [shown, tick] = useOptimistic(points, (all, ticked: { id: string; done: boolean }) =>
    all.map((point) =>
      point.id === ticked.id ? { ...point, done: ticked.done ? { by: null, at: now } : null } : point,
    ),
  )
  const add = useAnswer(changeChecklistAction, (answer) => {
    if (answer.problem || !input.current) return
    input.current.value = ''
    input.current.focus()
  })
  useKeys(
    editable
      ? [{ keys: 'k', label: 'Add a point', group: 'This item', run: () => input.current?.focus() }]
      : [],
  )

  function check(id: string, done: boolean) {
    startTransition(async () => {
      tick({ id, done })
      const answer = await checkPointAction(
        {},
        formOf([
          ['key', itemKey],
          ['point', id],
          ['done', done ? 'yes' : 'no'],
        ]),
      )
      if (answer.problem) toast({ text: answer.problem, danger: true })
      router.refresh()
    })
  }
  function changed(what: string, version: number | undefined) {
    if (what.startsWith('move')) setSaid((was) => (was === 'Moved.' ? 'Moved again.' : 'Moved.'))
    if (what !== 'remove' || !version) return
    toast({
      text: 'Point taken away',
      undo: async () => {
        const answer = await undoChangeAction(
          {},
          formOf([
            ['key', itemKey],
            ['version', version],
            ['field', 'checklist'],
          ]),
        )
        if (answer.problem) toast({ text: answer.problem, danger: true })
        router.refresh()
      },
    })
  }

  const done = shown.filter((point) => point.done !== null).length
  return (
    <section aria-labelledby="checklist" className="relative grid gap-2">
      <div className="flex flex-wrap items-center gap-x-3">
        <h2 id="checklist" className="text-lg">
          Checklist
        </h2>
        {shown.length > 0 && (
          <>
            <span className="text-sm text-ink-2 tabular-nums">
              {done} of {shown.length}
            </span>
            <progress
              value={done}
              max={shown.length}
              aria-label="Points that are done"
              className="h-1.5 w-28 accent-done"
            />
          </>
        )}
      </div>
      {shown.length > 0 && (
        <ol className="grid">
          {shown.map((point, n) => (
            <CheckPoint
              key={point.id}
              {...{ itemKey, point, editable, now, changed }}
              before={n > 0 ? shown[n - 1]!.id : null}
              after={n < shown.length - 1 ? (shown[n + 2]?.id ?? '') : null}
              onCheck={(value) => check(point.id, value)}
            />
          ))}
        </ol>
      )}
      <p role="status" className="sr-only">
        {said}
      </p>
      {editable && (
        <form {...add.form} className="flex items-center gap-2">
          <Plus className="ms-0.5 size-4 shrink-0 text-ink-3" aria-hidden="true" />
          <input type="hidden" name="key" value={itemKey} />
          <input type="hidden" name="do" value="add" />
          <TextInput
            ref={input}
            name="text"
            required
            maxLength={500}
            dir="auto"
            aria-label="Add a point"
            placeholder="Add a point"
            className="h-8! max-w-[60ch] border-transparent! bg-transparent! hover:border-line-2! focus:border-line-2! focus:bg-sheet!"
          />
        </form>
      )}
    </section>
  )
}
