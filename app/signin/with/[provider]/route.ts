import { goToProvider } from '@/lib/people'

export async function POST(request: Request, { params }: RouteContext<'/signin/with/[provider]'>) {
  return goToProvider(request, (await params).provider)
}
