import type { ReactNode } from 'react'
import { PublicFrame } from '@/components/frame/public-frame'
import { ViewerFrame } from './_viewer/viewer-frame'

/** For strangers no cookie is read: the same bytes go to all of them, so they can be kept. */
export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <ViewerFrame>
      <PublicFrame>{children}</PublicFrame>
    </ViewerFrame>
  )
}
