'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { useLive } from '@/components/board/use-live'
import { Avatar } from '@/components/ui/avatar'

/** Reads the page anew when somebody else changed the item or said something under it, and says who else looks at it. */
export function RefreshWhenTold({ itemKey, since }: { itemKey: string; since: string }) {
  const router = useRouter()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [others, setOthers] = useState<{ id: string; name: string }[]>([])
  useLive(
    since,
    (news) => {
      if (news.event === 'present') return setOthers(news.data.name === itemKey ? news.data.people : [])
      const about =
        news.event === 'reload' ||
        (news.event === 'item' && news.data.key === itemKey) ||
        (news.event === 'comment' && news.data.name === itemKey) ||
        (news.event === 'gone' && news.data.kind === 'item' && news.data.name === itemKey)
      if (!about) return
      clearTimeout(timer.current)
      timer.current = setTimeout(() => router.refresh(), 150)
    },
    itemKey,
  )
  if (others.length === 0) return null
  return (
    <p role="status" className="flex flex-wrap items-center gap-2 text-xs text-ink-2 lg:col-span-2">
      Also here:
      {others.map(({ id, name }) => (
        <span key={id} className="inline-flex items-center gap-1.5">
          <Avatar name={name} beside /> {name}
        </span>
      ))}
    </p>
  )
}
