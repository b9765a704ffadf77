import { orNotFound } from '@/lib/kernel/errors'
import { findFile, removeFile, shownKinds, streamFile, type StoredFile } from '@/lib/files'
import { fileAsker, fileProblem } from '../_asker'

export const dynamic = 'force-dynamic'

type Params = { params: Promise<{ id: string }> }

/** Gives a file to whoever may read what it hangs on. Hidden and absent are the same. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  try {
    const asker = await fileAsker(request, ['read'])
    const file = orNotFound(await findFile(asker, (await params).id))
    return new Response(streamFile(asker, file.id), { headers: headersOf(file) })
  } catch (error) {
    return fileProblem(error)
  }
}

/** Takes back a file that was never sent anywhere. */
export async function DELETE(request: Request, { params }: Params): Promise<Response> {
  try {
    const asker = await fileAsker(request, ['requests:write', 'items:write'])
    await removeFile(asker, { id: (await params).id })
    return new Response(null, { status: 204, headers: { 'cache-control': 'private, no-store' } })
  } catch (error) {
    return fileProblem(error)
  }
}

// Only what is known by its bytes to be a picture is shown; anything else is saved, and nothing in it ever runs here.
function headersOf({ name, size, kind }: StoredFile): Record<string, string> {
  const shown = (shownKinds as readonly string[]).includes(kind)
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return {
    'content-type': shown ? kind : 'application/octet-stream',
    'content-length': String(size),
    'content-disposition': `${shown ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${whole}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store',
  }
}
