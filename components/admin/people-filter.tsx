import { Search } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { TextInput } from '@/components/ui/inputs'

const kinds = [
  { show: 'accounts', label: 'Accounts' },
  { show: 'disabled', label: 'Disabled' },
  { show: 'authors', label: 'Imported authors' },
] as const

/** Whom to list. Plain links and a plain form. */
export function PeopleFilter({ show, words }: { show: (typeof kinds)[number]['show']; words: string }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <nav aria-label="Whom to list" className="flex gap-1">
        {kinds.map((kind) => (
          <Button
            key={kind.show}
            href={`/admin?show=${kind.show}`}
            variant="quiet"
            aria-current={kind.show === show ? 'page' : undefined}
            className="aria-[current=page]:bg-hover aria-[current=page]:text-ink"
          >
            {kind.label}
          </Button>
        ))}
      </nav>
      <form role="search" className="flex w-full gap-2 sm:w-auto">
        <input type="hidden" name="show" value={show} />
        <TextInput
          name="words"
          aria-label="Name or address"
          placeholder="Name or address"
          defaultValue={words}
          className="h-8! sm:w-56"
        />
        <Button type="submit">
          <Search aria-hidden="true" />
          Find
        </Button>
      </form>
    </div>
  )
}
