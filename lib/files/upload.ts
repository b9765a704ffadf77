// The door through which files come in, for forms and for scripts: size, count and kind are looked at while reading.
import type { Asker } from '../kernel/audience'
import { invalid, Refusal } from '../kernel/errors'
import { storeFile } from './commands'
import { boundaryOf, partsOf, textOf } from './multipart'
import { TooLarge, withSpooled } from './receive'
import { mostFilesAtOnce, type StoredFile } from './schema'

export type Received = {
  /** Each field's values in their order; a field may come several times. */
  fields: Map<string, string[]>
  files: (StoredFile & { field: string })[]
  /** What was wrong with the first file that could not be kept. The words around it are not lost for that. */
  problem: TooLarge | Refusal | null
}

const mostFields = 200

/** Reads a multipart form to its end; each file is stored as the asker's own, belonging to nothing yet. */
export async function receiveForm(request: Request, asker: Asker): Promise<Received> {
  const boundary = boundaryOf(request.headers.get('content-type'))
  if (!boundary || !request.body)
    throw new Refusal('invalid', 'Send a form with files (multipart/form-data).')
  const received: Received = { fields: new Map(), files: [], problem: null }
  let fields = 0
  for await (const part of partsOf(request.body, boundary)) {
    if (part.filename === null) {
      if (++fields > mostFields) throw new Refusal('invalid', 'This form has too many fields.')
      received.fields.set(part.name, [...(received.fields.get(part.name) ?? []), await textOf(part)])
      continue
    }
    // A field for files that was left empty is sent as a file without a name.
    if (part.filename === '') continue
    try {
      if (received.files.length >= mostFilesAtOnce)
        throw invalid(part.name, `At most ${mostFilesAtOnce} files fit at once.`)
      const name = part.filename
      const stored = await withSpooled(part.bytes, part.name, (spooled) =>
        storeFile(asker, { name, spooled }),
      )
      received.files.push({ ...stored, field: part.name })
    } catch (error) {
      if (!(error instanceof TooLarge || error instanceof Refusal)) throw error
      received.problem ??= error
    }
  }
  return received
}
