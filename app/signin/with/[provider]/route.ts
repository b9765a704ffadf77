import { goToProvider } from '@/lib/people'

export async function POST(request: Request, { params }: { params: Promise<{ provider: string }> }) {
  return goToProvider(request, (await params).provider)
}
