import { notFound } from 'next/navigation'
import { backFromProvider } from '@/lib/people'

// The one door of next-auth that stands open: where a provider sends the browser back to.
export async function GET(request: Request, { params }: { params: Promise<{ nextauth: string[] }> }) {
  const [action, provider, ...rest] = (await params).nextauth
  if (action !== 'callback' || !provider || rest.length > 0) notFound()
  return backFromProvider(request, provider)
}
