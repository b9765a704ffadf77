import { quarterShort } from '@/components/ui/dates'
import { statusLabel } from '@/components/ui/status'
import { DateStamp } from '@/components/ui/timestamp'
import type { NewsLine, PublicChange } from '@/lib/published'

/** A public change in words: "Planned → In progress". */
export function changeWords({ what, was, is }: Pick<PublicChange, 'what' | 'was' | 'is'>): string {
  if (what === 'published') return 'Published'
  if (what === 'words') return 'Text revised'
  const say = what === 'quarter' ? quarterWord : (word: string | null) => statusLabel(word ?? '')
  return `${say(was)} → ${say(is)}`
}

function quarterWord(quarter: string | null): string {
  return quarter ? quarterShort(quarter) : 'No quarter'
}

/** What changed lately over many things, the newest first. */
export function News({ lines, zone }: { lines: readonly NewsLine[]; zone: string }) {
  return (
    <ol className="grid gap-x-8 md:grid-cols-2">
      {lines.map((line, n) => (
        <li key={n} className="grid grid-cols-[6.25rem_minmax(0,1fr)] items-baseline gap-x-4 border-t py-2.5">
          <DateStamp at={line.at} zone={zone} className="text-sm text-ink-3 tabular-nums" />
          <div className="min-w-0 text-base">
            <a href={line.path} className="font-medium wrap-anywhere hover:text-accent" dir="auto">
              {line.title}
            </a>
            <div className="text-sm text-ink-2">{changeWords(line)}</div>
          </div>
        </li>
      ))}
    </ol>
  )
}

/** The public history of one thing. */
export function Changes({ changes, zone }: { changes: readonly PublicChange[]; zone: string }) {
  return (
    <ol className="border-s ps-5">
      {changes.map((change, n) => (
        <li key={n} className="relative pb-3.5 last:pb-0">
          <span
            className="absolute top-1.5 -left-[1.4375rem] size-1.5 rounded-full bg-ink-3 ring-4 ring-paper rtl:-right-[1.4375rem]"
            aria-hidden="true"
          />
          <div className="text-base">{changeWords(change)}</div>
          <DateStamp at={change.at} zone={zone} className="text-sm text-ink-3" />
        </li>
      ))}
    </ol>
  )
}
