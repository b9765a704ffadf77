import { PageBody, PageHead } from '@/components/frame/page-head'
import { AudienceChip } from '@/components/ui/audience-chip'
import { Avatar } from '@/components/ui/avatar'
import { PriorityIcon } from '@/components/ui/priority-icon'
import { StatusWord } from '@/components/ui/status'
const titles = ['Move session signing keys to the managed key store', 'Write the customer note for the token rotation', 'Questionnaire: answers on data residency', 'Scan containers on every merge', 'Playbook for suspected account takeover']
const auds = ['private', 'internal', 'internal', 'public', 'restricted'] as const
export default function P() {
  return (
    <>
      <PageHead title="Board" sub="Iteration 12 · ends Fri 4 Dec · 2 goals" />
      <PageBody fill>
        <div tabIndex={0} className="grid min-h-0 flex-1 auto-cols-[minmax(15.5rem,1fr)] grid-flow-col gap-3 overflow-x-auto">
          {['ready', 'in progress', 'in review', 'done'].map((s, c) => (
            <section key={s} className="grid content-start gap-2 rounded-[12px] bg-sunk p-2">
              <h2 className="mx-1 mt-0.5 flex justify-between text-sm"><StatusWord status={s} /><span className="font-medium text-ink-3 tabular-nums">{5 - c}/8</span></h2>
              {titles.slice(c).map((t, n) => (
                <article key={t} className="grid gap-1.5 rounded-card border bg-sheet px-2.5 py-2 text-sm">
                  <div className="flex items-center justify-between text-xs text-ink-3"><span className="tabular-nums">SEC-{312 + n * 7}</span><AudienceChip audience={auds[(n + c) % 5] ?? 'public'} people={3} short /></div>
                  <p>{t}</p>
                  <div className="flex items-center gap-1.5 text-xs text-ink-3"><Avatar name="Priya Eapen" /><PriorityIcon priority={n ? 'medium' : 'urgent'} /><span className="truncate">Single sign-on everywhere</span><span className="ms-auto">3 d</span></div>
                </article>
              ))}
            </section>
          ))}
        </div>
      </PageBody>
    </>
  )
}
