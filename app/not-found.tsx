import type { Metadata } from 'next'
import { NothingHere } from '@/components/frame/nothing-here'

export const metadata: Metadata = { title: 'Nothing here' }

// The one answer to everyone, without a frame, and the only such file: who may not see a thing, or a page that is not of
// their role, is told in the very same bytes what anyone is told of a thing that never was.
export default function NotFound() {
  return (
    <main>
      <NothingHere className="min-h-dvh" />
    </main>
  )
}
