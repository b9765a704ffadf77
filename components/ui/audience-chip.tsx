import clsx from 'clsx'
import { Moon, Sun, Sunrise, Sunset } from 'lucide-react'
import { chipClass } from './chip'

export type Audience = 'restricted' | 'private' | 'internal' | 'public'

type Props = { audience: Audience; people?: number; short?: boolean; className?: string }

/** An audience is an amount of light, always with its word. `people` counts those named on a restricted thing. */
export function AudienceChip({ audience, people, short, className }: Props) {
  const { Icon, look } = looks[audience]
  const full = audienceWords(audience, people)
  return (
    <span className={clsx(chipClass, look, className)} title={short ? full : undefined}>
      <Icon aria-hidden="true" strokeWidth={2.2} />
      {short ? shortWords(audience, people) : full}
    </span>
  )
}

export function audienceWords(audience: Audience, people?: number) {
  if (audience !== 'restricted') return words[audience].join(' · ')
  if (people === undefined) return 'Restricted · people named on it'
  return `Restricted · ${people} ${people === 1 ? 'person' : 'people'}`
}

function shortWords(audience: Audience, people?: number) {
  if (audience !== 'restricted') return words[audience][0]
  return people === undefined ? 'Restricted' : `Restricted · ${people}`
}

const words = {
  private: ['Private', 'security team'],
  internal: ['Internal', 'everyone here'],
  public: ['Public', 'anyone'],
} as const

const looks = {
  restricted: { Icon: Moon, look: 'bg-restricted text-on-restricted' },
  private: { Icon: Sunset, look: 'bg-private text-on-private' },
  internal: { Icon: Sunrise, look: 'bg-internal text-on-internal' },
  public: { Icon: Sun, look: 'bg-public text-on-public' },
} satisfies Record<Audience, object>
