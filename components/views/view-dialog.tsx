'use client'

import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { RadioGroup } from '@/components/ui/choices'
import { Dialog } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/field'
import { viewAddress, viewOf, type SavedView, type ViewPlace } from '@/lib/views/rules'
import { changeViewAction, saveViewAction, type ViewAnswer } from './actions'

type Props = {
  place: ViewPlace
  params: Record<string, string>
  /** The one that is renamed or shared; without it a new one is made of what is seen now. */
  view?: SavedView
  onClose: () => void
}

/** Names a view and says who may open it. */
export function ViewDialog({ place, params, view, onClose }: Props) {
  const router = useRouter()
  const [shared, setShared] = useState(view?.shared ?? false)
  const [answer, setAnswer] = useState<ViewAnswer | null>(null)
  const [busy, setBusy] = useState(false)
  const kept = view ?? viewOf(params)
  const words = [kept.query, kept.shape.text, kept.shape.label].filter(Boolean)
  const wrong = answer && !answer.ok ? answer : null

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('view-name') ?? '')
    setBusy(true)
    const work = view
      ? changeViewAction({ slug: view.slug, version: view.version, name, shared })
      : saveViewAction({ name, place, shared, ...viewOf(params) })
    const got = await work.catch((): ViewAnswer => ({
      ok: false,
      problem: 'Daylight did not answer. Please try again.',
      fields: {},
    }))
    setBusy(false)
    setAnswer(got)
    if (!got.ok) return
    onClose()
    if (view) router.refresh()
    else router.replace(viewAddress({ place, slug: got.slug, ...viewOf(params) }), { scroll: false })
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={view ? 'Rename or share this view' : 'Save what you see as a view'}
      description={
        view
          ? undefined
          : 'It keeps what is asked and how it is shown, not the items: it always shows what is there.'
      }
    >
      <form onSubmit={save} className="grid gap-4">
        {wrong && !wrong.fields.name && <Banner tone="danger">{wrong.problem}</Banner>}
        <TextField
          name="view-name"
          label="Name"
          defaultValue={view?.name}
          error={wrong?.fields.name}
          maxLength={80}
          required
          autoFocus
          autoComplete="off"
        />
        <RadioGroup
          name="view-shared"
          label="Who may open it"
          value={shared ? 'team' : 'me'}
          onChange={(value) => setShared(value === 'team')}
          choices={[
            { value: 'me', label: 'Only I' },
            {
              value: 'team',
              label: 'The security team',
              hint: 'Each sees in it what they may see. Only you change it.',
            },
          ]}
        />
        {shared && (
          <Banner title="Everyone in the security team can read these words">
            <p>
              The view’s name, and what it looks for, are read as they are written. If they name something
              that is restricted, they give that name away.
            </p>
            {words.length > 0 && (
              <p className="mt-1.5 font-mono text-sm wrap-anywhere text-ink">{words.join(' · ')}</p>
            )}
          </Banner>
        )}
        <Button type="submit" variant="main" className="justify-self-end" aria-disabled={busy || undefined}>
          {view ? 'Save' : 'Save the view'}
        </Button>
      </form>
    </Dialog>
  )
}
