import { notFound, redirect } from 'next/navigation'
import { isTeam } from '@/lib/kernel/audience'
import { teamAsker } from '@/lib/people'
import { findView, viewAddress } from '@/lib/views'

type Props = { params: Promise<{ slug: string }> }

/** The link of a view leads to its place, for whoever may open it; everybody else is told what anyone is told of nothing. */
export default async function ViewPage({ params }: Props) {
  const { slug } = await params
  const { asker, viewer } = await teamAsker(`/views/${encodeURIComponent(slug)}`)
  if (!isTeam(viewer)) notFound()
  const view = await findView(asker, slug)
  if (!view) notFound()
  redirect(viewAddress(view))
}
