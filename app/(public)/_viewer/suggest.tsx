import { randomUUID } from 'node:crypto'
import { SimilarList } from '@/components/public/similar-list'
import { Button } from '@/components/ui/button'
import { AreaField } from '@/components/ui/field'
import { similarIdeas } from '@/lib/ideas'
import { SimilarWhileTyping } from '../wishlist/suggest/_parts/similar-while-typing'
import { known } from './known'

type Props = { title: string; problem: string; checked: boolean }

/** The form for a wish. It posts to the API and works without a script; "similar" is then a button of its own. */
export async function SuggestForm({ title, problem, checked }: Props) {
  const reader = await known()
  if (!reader)
    return (
      <div className="rounded-card border bg-sheet p-6">
        <p className="text-read text-ink-2">
          So that we can tell you what becomes of it, please sign in first.
        </p>
        <Button
          href={`/signin?next=${encodeURIComponent('/wishlist/suggest')}`}
          variant="main"
          size="large"
          className="mt-4"
        >
          Sign in to suggest
        </Button>
      </div>
    )
  const similar = checked ? await similarIdeas(reader.asker, title) : null
  return (
    <form method="post" action="/api/v1/ideas" className="grid gap-5 text-base">
      <input type="hidden" name="idempotency-key" value={randomUUID()} />
      <input type="hidden" name="next" value="/wishlist/suggest?sent=1" />
      <SimilarWhileTyping title={title} inside={reader.viewer.role !== 'guest'}>
        {similar && <SimilarList ideas={similar} inside={reader.viewer.role !== 'guest'} />}
      </SimilarWhileTyping>
      <AreaField
        name="problem"
        label="Why, and for whom?"
        hint="What goes wrong today, who has the trouble, how often. Anything that helps us weigh it."
        rows={7}
        maxLength={4000}
        defaultValue={problem}
      />
      <div>
        <Button type="submit" variant="main" size="large">
          Send to the security team
        </Button>
      </div>
    </form>
  )
}
