import { openLink } from '@/lib/people'

export async function POST(request: Request) {
  return openLink(request)
}
