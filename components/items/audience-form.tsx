'use client'

import { useState } from 'react'
import { editItemAction } from '@/components/items/actions'
import { Banner } from '@/components/ui/banner'
import { Checkbox, RadioGroup } from '@/components/ui/choices'
import { SubmitButton } from '@/components/ui/submit-button'
import { audiences, loosens, type Audience } from '@/lib/kernel/audience'
import { useSaved } from './use-saved'

type Props = {
  item: { key: string; version: number; audience: Audience }
  people: { id: string; name: string }[]
}

/** Takes light away. Giving it is clearance's, so the wider audiences do not stand here. */
export function AudienceForm({ item, people }: Props) {
  const { state, send } = useSaved(editItemAction)
  const narrower = [...audiences]
    .reverse()
    .filter((audience) => audience !== item.audience && !loosens(item.audience, audience))
  const [chosen, setChosen] = useState(state.values?.audience ?? narrower[0] ?? 'restricted')
  return (
    <details className="group" open={Boolean(state.problem) || undefined} key={item.audience}>
      <summary className="w-fit cursor-pointer rounded-control text-sm font-medium text-accent hover:underline">
        Let fewer people see it
      </summary>
      <form action={send} className="mt-3 grid gap-3.5 rounded-card border bg-sheet p-3.5">
        <input type="hidden" name="key" value={item.key} />
        <input type="hidden" name="version" value={item.version} />
        {state.problem && <Banner tone="danger">{state.problem}</Banner>}
        <RadioGroup
          name="audience"
          id="narrow-audience"
          label="From now on"
          value={chosen}
          onChange={setChosen}
          choices={narrower.map((audience) => ({ value: audience, ...words[audience] }))}
          hint="Widening it again takes a public face and a second person."
        />
        <input type="hidden" name="named-asked" value="yes" />
        {chosen === 'restricted' && (
          <fieldset className="grid gap-2 text-sm">
            <legend className="mb-1.5 font-medium">You, and</legend>
            {people.map((person) => (
              <Checkbox
                key={person.id}
                id={`narrow-${person.id}`}
                name="named"
                value={person.id}
                label={person.name}
              />
            ))}
          </fieldset>
        )}
        <SubmitButton variant="plain" className="justify-self-start" pendingText="Narrowing…">
          Let fewer people see it
        </SubmitButton>
      </form>
    </details>
  )
}

const words = {
  restricted: { label: 'Restricted · people named', hint: 'For nobody else does it exist.' },
  private: { label: 'Private · security team', hint: 'Other teammates do not find it any more.' },
  internal: { label: 'Internal · everyone here', hint: 'Every signed-in teammate.' },
  public: { label: 'Public · anyone', hint: '' },
} satisfies Record<Audience, { label: string; hint: string }>
