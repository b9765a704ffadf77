import type { ReactNode } from 'react'
import { PublicFrame } from '@/components/frame/public-frame'

/** No cookie is read here: the same bytes go to everybody, so they can be kept. */
export default function PublicLayout({ children }: { children: ReactNode }) {
  return <PublicFrame>{children}</PublicFrame>
}
