import { invalid } from '@/lib/kernel/errors'
import { receiveForm } from '@/lib/files'
import { fileAsker, fileProblem } from './_asker'

export const dynamic = 'force-dynamic'

/** Takes files in. They are the sender's alone until a request or a comment names them. */
export async function POST(request: Request): Promise<Response> {
  try {
    const asker = await fileAsker(request, ['requests:write', 'items:write'])
    const { files, problem } = await receiveForm(request, asker)
    if (problem) throw problem
    if (files.length === 0) throw invalid('file', 'There is no file in this form.')
    const data = files.map(({ id, name, size, kind }) => ({ id, name, size, kind }))
    return Response.json(
      { data },
      {
        status: 201,
        headers: { location: `/api/v1/files/${data[0]!.id}`, 'cache-control': 'private, no-store' },
      },
    )
  } catch (error) {
    return fileProblem(error)
  }
}
