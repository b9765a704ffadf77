import type { ReactNode } from 'react'
import { SignedInFrame } from '@/components/people/signed-in-frame'

export default function TeamLayout({ children }: { children: ReactNode }) {
  return <SignedInFrame>{children}</SignedInFrame>
}
