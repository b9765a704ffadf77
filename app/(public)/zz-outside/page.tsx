import { PublicHeading, PublicPage } from '@/components/frame/public-frame'
import { Card } from '@/components/ui/card'
import { StatusWord } from '@/components/ui/status'
import { TabLinks } from '@/components/ui/tab-links'
import { DateStamp } from '@/components/ui/timestamp'
export default function P() {
  return (
    <PublicPage here="/roadmap" asOf={<DateStamp at="2026-11-25T11:00:00Z" exact />}>
      <PublicHeading title="What we are doing to keep you safe" lead="The larger work of the next two quarters, in the order we mean to do it. Dates are aims, not promises: we are sure of this quarter and guess at the next.">What changed lately</PublicHeading>
      <div className="mb-6 text-base"><TabLinks label="View" links={[{ href: '?v=q', label: 'Quarters', current: true }, { href: '?v=h', label: 'Now, next, later' }, { href: '?v=t', label: 'Timeline' }]} /></div>
      <div className="grid gap-7 md:grid-cols-3">
        {['October to December 2026', 'January to March 2027', 'April to June 2027'].map((q) => (
          <section key={q}><h2 className="font-serif text-xl">{q}</h2><p className="mb-3.5 text-base text-ink-3">This quarter</p>
            <Card><h3 className="text-lg">Second factor for every administrator</h3><p className="mt-1 mb-2.5 text-base text-ink-2">A stolen password alone opens nothing. Rolled out by team, with recovery that needs two people.</p><div className="flex justify-between text-sm text-ink-3"><StatusWord status="in progress" className="text-ink-2" /><span className="tabular-nums">41 votes</span></div></Card>
          </section>
        ))}
      </div>
    </PublicPage>
  )
}
