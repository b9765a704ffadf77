'use client'

import { useState } from 'react'
import { largestFile, mostFilesAtOnce, sizeWords, type StoredFile } from '@/lib/files/schema'

type Coming = { id: string; name: string; part: number }

/** Files that go up while words are still being written. `onChange` hears after one came or went. */
export function useUploads(kept: StoredFile[] = [], onChange?: () => void) {
  const [files, setFiles] = useState(kept)
  const [coming, setComing] = useState<Coming[]>([])
  const [problem, setProblem] = useState<string>()

  async function take(chosen: readonly File[]) {
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

  return { files, coming, problem, take, remove, forget: () => setFiles([]) }
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
