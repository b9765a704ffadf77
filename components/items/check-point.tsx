'use client'

import clsx from 'clsx'
import { ArrowDown, ArrowUp, Check, X } from 'lucide-react'
import { useActionState, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { changeChecklistAction, checkPointAction } from '@/components/items/actions'
import { TextArea } from '@/components/ui/inputs'
import { Timestamp } from '@/components/ui/timestamp'
import { formOf } from './fields/use-edit'
import { useAnswer } from './use-answer'

export type DrawnPoint = { id: string; text: string; done: { by: string | null; at: string } | null }

type Props = {
  itemKey: string
  point: DrawnPoint
  editable: boolean
  now: string
  /** Before which point it stands after a step up, or down ('' is the end); null where there is no such step. */
  before: string | null
  after: string | null
  onCheck: (done: boolean) => void
  changed: (what: string, version: number | undefined) => void
}

/** One point: ticked by its box, reworded by its words, moved by Alt and an arrow. */
export function CheckPoint({ itemKey, point, editable, now, before, after, onCheck, changed }: Props) {
  const [words, setWords] = useState<string | null>(null)
  const box = useRef<HTMLButtonElement>(null)
  const moving = useRef(false)
  const [, tick] = useActionState(checkPointAction, {})
  const change = useAnswer(changeChecklistAction, (answer, form) =>
    changed(String(form.get('do')), answer.version),
  )
  // A point that moved takes the focus along.
  useEffect(() => {
    if (moving.current) box.current?.focus()
    moving.current = false
  }, [before, after])
  const send = (what: string, text?: string) =>
    change.submit(
      formOf([
        ['key', itemKey],
        ['point', point.id],
        ['do', what],
        ...(text === undefined ? [] : [['text', text] as const]),
      ]),
    )

  function onKeyDown(event: KeyboardEvent) {
    const place = event.key === 'ArrowUp' ? before : event.key === 'ArrowDown' ? after : null
    if (!event.altKey || place === null || !editable) return
    event.preventDefault()
    moving.current = true
    send(`move ${place}`)
  }
  function keep() {
    const text = words?.trim() ?? ''
    if (text && text !== point.text) send('reword', text)
    setWords(null)
  }

  return (
    <li
      className="group/point grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-2 rounded-control px-0.5 py-0.5 hover:bg-hover focus-within:bg-hover"
      onKeyDown={onKeyDown}
    >
      <form
        action={tick}
        onSubmit={(event) => {
          event.preventDefault()
          onCheck(point.done === null)
        }}
      >
        <input type="hidden" name="key" value={itemKey} />
        <input type="hidden" name="point" value={point.id} />
        <input type="hidden" name="done" value={point.done ? 'no' : 'yes'} />
        <button
          ref={box}
          type="submit"
          role="checkbox"
          aria-checked={point.done !== null}
          aria-label={point.text}
          disabled={!editable}
          title={editable ? 'Alt and an arrow move it' : undefined}
          className={clsx(
            'mt-1 grid size-4.5 place-items-center rounded-mark border transition-colors',
            point.done ? 'border-transparent bg-accent text-on-accent' : 'border-line-2 bg-sheet',
          )}
        >
          {point.done && <Check className="size-3.5" aria-hidden="true" />}
        </button>
      </form>
      {words === null ? (
        <div className="min-w-0 py-0.5 text-base">
          {editable ? (
            <button
              type="button"
              dir="auto"
              className={clsx('w-full cursor-text text-start wrap-anywhere', point.done && 'text-ink-3')}
              onClick={() => setWords(point.text)}
            >
              {point.text}
              <span className="sr-only">: say it otherwise</span>
            </button>
          ) : (
            <span dir="auto" className={clsx('wrap-anywhere', point.done && 'text-ink-3')}>
              {point.text}
            </span>
          )}
          {point.done?.by && (
            <span className="text-xs text-ink-3">
              {point.done.by}, <Timestamp at={point.done.at} now={new Date(now)} />
            </span>
          )}
        </div>
      ) : (
        <TextArea
          autoFocus
          rows={1}
          maxLength={500}
          aria-label={`Words of the point ${point.text}`}
          className="min-h-0! py-1!"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              event.preventDefault()
              keep()
              box.current?.focus()
            }
            if (event.key === 'Escape') {
              event.preventDefault()
              setWords(null)
              box.current?.focus()
            }
          }}
        />
      )}
      {editable && (
        <span className="flex opacity-0 transition-opacity group-focus-within/point:opacity-100 group-hover/point:opacity-100 max-md:opacity-100">
          <Step
            label={`Move up: ${point.text}`}
            disabled={before === null}
            onClick={() => send(`move ${before}`)}
          >
            <ArrowUp className="size-3.5" aria-hidden="true" />
          </Step>
          <Step
            label={`Move down: ${point.text}`}
            disabled={after === null}
            onClick={() => send(`move ${after}`)}
          >
            <ArrowDown className="size-3.5" aria-hidden="true" />
          </Step>
          <Step label={`Take away: ${point.text}`} onClick={() => send('remove')}>
            <X className="size-3.5" aria-hidden="true" />
          </Step>
        </span>
      )}
    </li>
  )
}

type StepProps = { label: string; disabled?: boolean; onClick: () => void; children: ReactNode }

function Step({ label, disabled, onClick, children }: StepProps) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
      className="grid size-6 place-items-center rounded-control text-ink-2 hover:bg-sheet hover:text-ink disabled:opacity-30"
    >
      {children}
    </button>
  )
}
