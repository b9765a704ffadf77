import Link from 'next/link'
import { StatusDot } from '@/components/ui/status'

/** Another item in one line; given to this reader only if they may see it. */
export function LinkedItem({ item }: { item: { key: string; title: string; status: string } }) {
  return (
    <Link href={`/items/${item.key}`} className="group/link flex min-w-0 items-center gap-2 text-sm">
      <StatusDot status={item.status} />
      <span className="shrink-0 text-ink-3 tabular-nums">{item.key}</span>
      <span className="truncate group-hover/link:underline" dir="auto" title={item.title}>
        {item.title}
      </span>
    </Link>
  )
}
