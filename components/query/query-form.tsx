import { Play } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { QueryField, type QueryFieldProps } from './query-field'

/** A query with the button that runs it: a plain GET form. */
export function QueryForm({
  action,
  kept = {},
  ...field
}: QueryFieldProps & {
  action: string
  /** The other parts of the address, which stay. */
  kept?: Record<string, string>
}) {
  return (
    <form action={action} role="search" className="flex items-start gap-2">
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <QueryField {...field} className="min-w-0 flex-1" />
      <Button type="submit" variant="main">
        <Play className="size-4" aria-hidden="true" />
        Run
      </Button>
    </form>
  )
}
