'use client'

import { useRef } from 'react'
import { FieldNote, RequiredMark } from '@/components/ui/field'
import type { StoredFile } from '@/lib/files/schema'
import { UploadList } from './upload-list'
import { useUploads } from './use-uploads'

type Props = {
  name: string
  label: string
  hint?: string
  error?: string
  required?: boolean
  kept?: StoredFile[]
  /** After a file came or went. */
  onChange?: () => void
  small?: boolean
}

/** Files go up while the form is still being filled; the form then sends their ids. Without a script they go with the form. */
export function FileField({ name, label, hint, error, required, kept = [], onChange, small }: Props) {
  const { files, coming, problem, take, remove } = useUploads(kept, onChange)
  const input = useRef<HTMLInputElement>(null)
  const note = problem ?? error ?? hint

  return (
    <div className="grid min-w-0 gap-1.5">
      {!small && (
        <label htmlFor={name} className="justify-self-start font-medium">
          {label} {required && <RequiredMark />}
        </label>
      )}
      <UploadList {...{ name, files, coming, remove }} />
      <input
        ref={input}
        id={name}
        type="file"
        name={name}
        multiple
        aria-label={small ? label : undefined}
        aria-describedby={note ? `${name}-note` : undefined}
        aria-invalid={problem || error ? true : undefined}
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])]
          if (input.current) input.current.value = ''
          void take(chosen)
        }}
        className="w-full min-w-0 cursor-pointer rounded-control border border-dashed border-line-2 bg-sheet px-2.5 py-2 text-sm text-ink-2 transition-colors file:me-3 file:cursor-pointer file:rounded-control file:border-0 file:bg-hover file:px-2.5 file:py-1 file:text-sm file:font-medium file:text-ink hover:border-ink-3 aria-invalid:border-danger"
      />
      {note && <FieldNote id={`${name}-note`} wrong={Boolean(problem ?? error)} note={note} />}
    </div>
  )
}
