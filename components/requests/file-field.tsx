'use client'

import { LoaderCircle, Paperclip, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { FieldNote, RequiredMark } from '@/components/ui/field'
import { largestFile, mostFilesAtOnce, sizeWords, type StoredFile } from '@/lib/files/schema'

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

type Coming = { id: string; name: string; part: number }

/** Files go up while the form is still being filled; the form then sends their ids. Without a script they go with the form. */
export function FileField({ name, label, hint, error, required, kept = [], onChange, small }: Props) {
  const [files, setFiles] = useState(kept)
  const [coming, setComing] = useState<Coming[]>([])
  const [problem, setProblem] = useState<string>()
  const input = useRef<HTMLInputElement>(null)
  const note = problem ?? error ?? hint

  async function take(list: FileList | null) {
    const chosen = [...(list ?? [])]
    if (input.current) input.current.value = ''
    setProblem(undefined)
    if (files.length + coming.length + chosen.length > mostFilesAtOnce)
      return setProblem(`At most ${mostFilesAtOnce} files fit.`)
    const large = chosen.find((file) => file.size > largestFile)
    if (large)
      return setProblem(
        `“${large.name}” has ${sizeWords(large.size)}; at most ${sizeWords(largestFile)} fit. Send a link instead.`,
      )
    for (const file of chosen) {
      const id = crypto.randomUUID()
      setComing((all) => [...all, { id, name: file.name, part: 0 }])
      try {
        const stored = await upload(file, (part) =>
          setComing((all) => all.map((one) => (one.id === id ? { ...one, part } : one))),
        )
        setFiles((all) => [...all, stored])
      } catch (failure) {
        setProblem(
          failure instanceof Error ? failure.message : 'The file could not be sent. Please try again.',
        )
      }
      setComing((all) => all.filter((one) => one.id !== id))
    }
    // The hidden fields are there after the next drawing.
    setTimeout(() => onChange?.(), 0)
  }

  function remove(id: string) {
    setFiles((all) => all.filter((file) => file.id !== id))
    void fetch(`/api/v1/files/${id}`, { method: 'DELETE' }).catch(() => undefined)
    setTimeout(() => onChange?.(), 0)
  }

  return (
    <div className="grid min-w-0 gap-1.5">
      {!small && (
        <label htmlFor={name} className="justify-self-start font-medium">
          {label} {required && <RequiredMark />}
        </label>
      )}
      {files.length + coming.length > 0 && (
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
              <progress
                value={file.part}
                max={1}
                className="h-1.5 w-24"
                aria-label={`Sending ${file.name}`}
              />
            </li>
          ))}
        </ul>
      )}
      <input
        ref={input}
        id={name}
        type="file"
        name={name}
        multiple
        aria-label={small ? label : undefined}
        aria-describedby={note ? `${name}-note` : undefined}
        aria-invalid={problem || error ? true : undefined}
        onChange={(event) => void take(event.target.files)}
        className="w-full min-w-0 cursor-pointer rounded-control border border-dashed border-line-2 bg-sheet px-2.5 py-2 text-sm text-ink-2 transition-colors file:me-3 file:cursor-pointer file:rounded-control file:border-0 file:bg-hover file:px-2.5 file:py-1 file:text-sm file:font-medium file:text-ink hover:border-ink-3 aria-invalid:border-danger"
      />
      {note && <FieldNote id={`${name}-note`} wrong={Boolean(problem ?? error)} note={note} />}
    </div>
  )
}

/** With a request of the old kind, because only that one tells how much has gone up. */
function upload(file: File, progress: (part: number) => void): Promise<StoredFile> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/v1/files')
    request.responseType = 'json'
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total)
    request.onerror = () => fail(new Error('The connection broke. Please add the file again.'))
    request.onload = () => {
      const answer = request.response as { data?: StoredFile[]; detail?: string } | null
      const stored = answer?.data?.[0]
      if (request.status === 201 && stored) done(stored)
      else fail(new Error(answer?.detail ?? 'The file could not be sent. Please try again.'))
    }
    const form = new FormData()
    form.append('file', file)
    request.send(form)
  })
}
