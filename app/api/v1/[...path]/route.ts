import { answerApi } from '@/lib/api'
import { currentAsker } from '@/lib/people'

export const dynamic = 'force-dynamic'

function answer(request: Request): Promise<Response> {
  // The path as it was sent: the edge takes it apart itself, so that what is encoded stays one piece.
  return answerApi(request, new URL(request.url).pathname.slice('/api/v1'.length), currentAsker)
}

export { answer as GET, answer as POST, answer as PATCH, answer as DELETE }
