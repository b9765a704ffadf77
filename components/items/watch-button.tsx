'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useRef, useState } from 'react'
import { watchItemAction } from '@/components/items/actions'
import { useKeys } from '@/components/frame/keys'
import { Button } from '@/components/ui/button'
import { useAnswer } from './use-answer'

/** Whether one hears of it. Whoever has it, made it, spoke or was named does so without asking. */
export function WatchButton({ itemKey, watching }: { itemKey: string; watching: boolean }) {
  const button = useRef<HTMLButtonElement>(null)
  const [chosen, setChosen] = useState<boolean | null>(null)
  const answer = useAnswer(watchItemAction, (state) => state.problem && setChosen(null))
  // The page says the same now.
  if (chosen !== null && chosen === watching && !answer.pending) setChosen(null)
  const on = chosen ?? watching
  useKeys([
    {
      keys: 'w',
      label: on ? 'Stop watching' : 'Watch',
      group: 'This item',
      run: () => button.current?.click(),
    },
  ])
  return (
    <form
      {...answer.form}
      onSubmit={(event) => {
        setChosen(!on)
        answer.form.onSubmit(event)
      }}
    >
      <input type="hidden" name="key" value={itemKey} />
      <input type="hidden" name="watch" value={on ? 'no' : 'yes'} />
      <Button
        ref={button}
        type="submit"
        variant="quiet"
        size="small"
        aria-pressed={on}
        title={`You ${on ? 'hear' : 'do not hear'} of changes by mail. Key W`}
      >
        {on ? <Eye aria-hidden="true" /> : <EyeOff aria-hidden="true" />}
        {on ? 'Watching' : 'Watch'}
      </Button>
    </form>
  )
}
