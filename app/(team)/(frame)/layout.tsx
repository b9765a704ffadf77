import type { ReactNode } from 'react'
import { SignedInFrame } from '@/components/people/signed-in-frame'

// A group deeper than the team's own: Next draws the one plain 404 below the layout of a first group, and then the page of
// another's role would differ from one that never was.
export default function TeamLayout({ children }: { children: ReactNode }) {
  return <SignedInFrame>{children}</SignedInFrame>
}
