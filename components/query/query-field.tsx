'use client'
// A query as one types it. It is a plain input that works alone, in any form and without scripts; the first focus turns it into
// an editor that completes from the language's own parser and marks what is wrong. The editor only writes into the input.
import clsx from 'clsx'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { controlClass } from '@/components/ui/inputs'
import type { QueryProblem, Vocabulary } from '@/lib/kernel/query'
import type { QueryEditor } from './query-editor'
import { QueryProblemNote } from './query-problem-note'

export type QueryFieldProps = {
  /** What may be written: `await itemVocabulary(asker)`. */
  vocabulary: Vocabulary
  defaultValue?: string
  /** What the server found wrong with `defaultValue`. */
  problem?: QueryProblem | null
  name?: string
  label?: string
  placeholder?: string
  /** The id of the form that it belongs to, where it does not stand inside. */
  form?: string
  className?: string
}

export function QueryField({
  vocabulary,
  defaultValue = '',
  problem = null,
  name = 'q',
  label = 'Query',
  placeholder = 'status = ready AND assignee = me()',
  form,
  className,
}: QueryFieldProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<QueryEditor | null>(null)
  const opening = useRef(false)
  const takesFocus = useRef(false)
  const [isOpen, setIsOpen] = useState(false)
  const [wrong, setWrong] = useState<{ text: string; problem: QueryProblem } | null>(null)
  const shown = wrong ?? (problem ? { text: defaultValue, problem } : null)

  async function open() {
    if (opening.current) return
    opening.current = true
    const { openQueryEditor } = await import('./query-editor')
    const plain = input.current
    // Gone while it loaded: there is nothing to turn into an editor.
    if (!plain || !host.current) return
    editor.current = openQueryEditor({
      parent: host.current,
      text: plain.value,
      cursor: plain.selectionStart ?? plain.value.length,
      vocabulary,
      label,
      placeholder,
      noteId: `${id}-note`,
      onText: (text) => {
        plain.value = text
      },
      onProblem: (found) => setWrong(found && { text: plain.value, problem: found }),
      onRun: () => plain.form?.requestSubmit(),
    })
    takesFocus.current = document.activeElement === plain
    setIsOpen(true)
  }

  // What is hidden takes no focus, so it changes hands once the editor is drawn.
  useLayoutEffect(() => {
    if (isOpen && takesFocus.current) editor.current?.focus()
  }, [isOpen])

  useEffect(() => () => editor.current?.close(), [])
  // Another query came from outside, such as a view that was opened.
  useEffect(() => {
    if (!input.current || input.current.value === defaultValue) return
    input.current.value = defaultValue
    editor.current?.write(defaultValue)
  }, [defaultValue])
  useEffect(() => {
    editor.current?.mark(shown?.problem ?? null)
  }, [shown?.problem, isOpen])

  return (
    <div className={clsx('grid min-w-0', className)}>
      <div ref={host} className={clsx(!isOpen && 'hidden')} />
      <input
        ref={input}
        id={id}
        type="text"
        name={name}
        form={form}
        defaultValue={defaultValue}
        placeholder={placeholder}
        maxLength={2000}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-label={label}
        aria-invalid={shown ? true : undefined}
        aria-describedby={shown ? `${id}-note` : undefined}
        hidden={isOpen}
        className={clsx(controlClass, 'h-8 border-line-2 font-mono text-sm')}
        onFocus={() => {
          // Without the editor it stays the plain input that it is.
          void open().catch(() => {
            opening.current = false
          })
        }}
      />
      <div id={`${id}-note`} aria-live="polite" className="not-empty:mt-1.5">
        {shown && <QueryProblemNote text={shown.text} problem={shown.problem} marked={!isOpen} />}
      </div>
    </div>
  )
}
