import { renderMarkdown } from '@/lib/kernel/markdown'

/** A public text as it was written, for reading. Keys and names in it lead nowhere: outside there are none. */
export function Reading({ text }: { text: string }) {
  return (
    <div className="prose reading" dir="auto">
      {renderMarkdown(text)}
    </div>
  )
}
