import clsx from 'clsx'
import { ArrowBigUp } from 'lucide-react'
import { randomUUID } from 'node:crypto'
import { counted } from '@/components/public/counted'
import { Button, buttonClass } from '@/components/ui/button'
import { known } from './known'

type Props = { slug: string; votes: number; status: string; title: string; next: string }

/** The vote on a thing's own page: a button for who is known, the way to sign in for who is not. */
export async function Vote({ slug, votes, status, title, next }: Props) {
  const reader = await known()
  return (
    <div>
      <p className="text-sm text-ink-3">Wanted by</p>
      <p className="mt-0.5 mb-2.5 font-serif text-2xl tabular-nums">{counted(votes, 'vote')}</p>
      {isOver(status) ? (
        <p className="text-sm text-ink-3">Voting is over: this is {status}.</p>
      ) : reader ? (
        <VoteForm slug={slug} voted={reader.voted.has(slug)} title={title} next={next} />
      ) : (
        <Button href={`/signin?next=${encodeURIComponent(next)}`} size="large">
          Sign in to vote
        </Button>
      )}
    </div>
  )
}

/** The vote in a list: a small button for who is known, the number for everybody else. */
export async function VoteCount({ slug, votes, status, title, next }: Props) {
  const reader = await known()
  if (!reader || isOver(status)) return <>{counted(votes, 'vote')}</>
  return <VoteForm slug={slug} voted={reader.voted.has(slug)} title={title} next={next} votes={votes} />
}

type FormProps = { slug: string; voted: boolean; title: string; next: string; votes?: number }

// A plain form to the API: it works without a script, and this page stays as small as its promises.
function VoteForm({ slug, voted, title, next, votes }: FormProps) {
  const small = votes !== undefined
  return (
    <form method="post" action={`/api/v1/ideas/${slug}/votes`}>
      <input type="hidden" name="idempotency-key" value={randomUUID()} />
      <input type="hidden" name="next" value={next} />
      {voted && <input type="hidden" name="_method" value="delete" />}
      <button
        type="submit"
        title={voted ? 'You voted. Press to take your vote back.' : undefined}
        className={buttonClass(
          { variant: voted || small ? 'plain' : 'main', size: small ? 'small' : 'large' },
          clsx(voted && 'border-accent bg-accent-soft text-accent'),
        )}
      >
        <ArrowBigUp aria-hidden="true" className={clsx(voted && 'fill-current')} />
        {small ? counted(votes, 'vote') : voted ? 'You voted · take it back' : 'Vote for this'}
        {small && (
          <span className="sr-only">
            {voted ? '. Take your vote back from ' : '. Vote for '}
            {title}
          </span>
        )}
      </button>
    </form>
  )
}

function isOver(status: string): boolean {
  return ['shipped', 'declined', 'duplicate'].includes(status)
}
