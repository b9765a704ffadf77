import { leave } from '@/lib/people'

export async function POST(request: Request) {
  return leave(request)
}
