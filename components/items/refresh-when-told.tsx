'use client'

import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { useLive } from '@/components/board/use-live'

/** Reads the page anew when somebody else changed the item or said something under it. */
export function RefreshWhenTold({ itemKey, since }: { itemKey: string; since: string }) {
  const router = useRouter()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useLive(since, (news) => {
    const about =
      news.event === 'reload' ||
      (news.event === 'item' && news.data.key === itemKey) ||
      (news.event === 'comment' && news.data.name === itemKey) ||
      (news.event === 'gone' && news.data.kind === 'item' && news.data.name === itemKey)
    if (!about) return
    clearTimeout(timer.current)
    timer.current = setTimeout(() => router.refresh(), 150)
  })
  return null
}
