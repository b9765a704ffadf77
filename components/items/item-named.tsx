import { Avatar } from '@/components/ui/avatar'

/** The people for whom a restricted item exists. */
export function ItemNamed({ named }: { named: readonly { id: string; name: string }[] }) {
  return (
    <section aria-labelledby="named" className="grid gap-2">
      <h2 id="named" className="text-base">
        It exists for
      </h2>
      <ul className="grid gap-1.5 text-sm">
        {named.map((person) => (
          <li key={person.id} className="flex items-center gap-2">
            <Avatar name={person.name} beside />
            {person.name}
          </li>
        ))}
      </ul>
    </section>
  )
}
