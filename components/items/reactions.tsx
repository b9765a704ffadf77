'use client'

import clsx from 'clsx'
import { Check, Eye } from 'lucide-react'
import { useOptimistic, startTransition } from 'react'
import { reactToCommentAction } from '@/components/items/actions'
import { Timestamp } from '@/components/ui/timestamp'
import { reactionKinds, reactionLabels, type ReactionKind } from '@/lib/threads/schema'
import { useAnswer } from './use-answer'

type Drawn = { kind: ReactionKind; person: string; own: boolean; at: string }
type Props = { id: string; reactions: readonly Drawn[]; now: string; open: boolean }

/** Seen and done, in words: who, and when. One's own is said and taken back by the same button. */
export function Reactions({ id, reactions, now, open }: Props) {
  if (!open && reactions.length === 0) return null
  return (
    <ul className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-2" aria-label="Seen and done">
      {reactionKinds.map((kind) => (
        <Reaction
          key={kind}
          {...{ id, kind, now, open }}
          all={reactions.filter((reaction) => reaction.kind === kind)}
        />
      ))}
    </ul>
  )
}

const icons = { seen: Eye, done: Check } satisfies Record<ReactionKind, unknown>

type OneProps = Pick<Props, 'id' | 'now' | 'open'> & { kind: ReactionKind; all: readonly Drawn[] }

function Reaction({ id, kind, now, open, all }: OneProps) {
  const saved = all.some(({ own }) => own)
  const [own, setOwn] = useOptimistic(saved)
  const answer = useAnswer(reactToCommentAction)
  const Icon = icons[kind]
  if (!open && all.length === 0) return null
  return (
    <li className="flex min-w-0 flex-wrap items-center gap-x-1.5">
      {open && (
        <form
          {...answer.form}
          onSubmit={(event) => {
            const { form } = answer
            startTransition(() => setOwn(!own))
            form.onSubmit(event)
          }}
        >
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="kind" value={kind} />
          <input type="hidden" name="on" value={own ? 'no' : 'yes'} />
          <button
            type="submit"
            aria-pressed={own}
            className={clsx(
              'inline-flex h-6 items-center gap-1 rounded-full border px-2 font-medium transition-colors hover:bg-hover',
              own ? 'border-accent bg-accent-soft text-ink' : 'text-ink-2',
            )}
          >
            <Icon className="size-3.5" aria-hidden="true" />
            {reactionLabels[kind]}
          </button>
        </form>
      )}
      {all.length > 0 && (
        <span className="wrap-anywhere">
          {open ? 'by ' : `${reactionLabels[kind]} by `}
          {all.map(({ person, at }, n) => (
            <span key={`${person} ${at}`}>
              {n > 0 && ', '}
              {person} <Timestamp at={at} now={new Date(now)} className="text-ink-3" />
            </span>
          ))}
        </span>
      )}
    </li>
  )
}
