'use client'

import { LoaderCircle, Paperclip, X } from 'lucide-react'
import { sizeWords } from '@/lib/files/schema'
import type { useUploads } from './use-uploads'

type Props = { name: string } & Pick<ReturnType<typeof useUploads>, 'files' | 'coming' | 'remove'>

/** What has gone up and what is on its way; the form sends the ids. */
export function UploadList({ name, files, coming, remove }: Props) {
  if (files.length + coming.length === 0) return null
  return (
    <ul className="grid gap-1">
      {files.map((file) => (
        <li
          key={file.id}
          className="flex h-9 items-center gap-2 rounded-control border bg-sheet ps-2.5 pe-1 text-sm"
        >
          <Paperclip className="size-4 shrink-0 text-ink-3" aria-hidden="true" />
          <span className="min-w-0 flex-1 truncate" dir="auto">
            {file.name}
          </span>
          <span className="text-ink-3 tabular-nums">{sizeWords(file.size)}</span>
          <button
            type="button"
            onClick={() => remove(file.id)}
            className="grid size-7 place-items-center rounded-control text-ink-3 hover:bg-hover hover:text-ink"
          >
            <X className="size-4" aria-hidden="true" />
            <span className="sr-only">Remove {file.name}</span>
          </button>
          <input type="hidden" name={name} value={file.id} />
        </li>
      ))}
      {coming.map((file) => (
        <li
          key={file.id}
          className="flex h-9 items-center gap-2 rounded-control border bg-sunk px-2.5 text-sm text-ink-2"
          role="status"
        >
          <LoaderCircle className="size-4 shrink-0 animate-turn" aria-hidden="true" />
          <span className="min-w-0 flex-1 truncate" dir="auto">
            {file.name}
          </span>
          <progress value={file.part} max={1} className="h-1.5 w-24" aria-label={`Sending ${file.name}`} />
        </li>
      ))}
    </ul>
  )
}
