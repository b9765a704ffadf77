import type { Metadata } from 'next'
import { ChartLine } from 'lucide-react'
import { notFound } from 'next/navigation'
import { PageBody, PageHead } from '@/components/frame/page-head'
import { ReportFigure } from '@/components/reports/report-figure'
import { ReportFilterBar } from '@/components/reports/report-filter'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { itemVocabulary } from '@/lib/items'
import { isTeam } from '@/lib/kernel/audience'
import { teamAsker } from '@/lib/people'
import { dayWords, drawReports, findingOf, reportFilterFrom, reportNames } from '@/lib/reports'

export const metadata: Metadata = { title: 'Reports' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function ReportsPage({ searchParams }: Props) {
  const { asker, viewer } = await teamAsker('/reports')
  if (!isTeam(viewer)) notFound()
  const filter = reportFilterFrom(await searchParams)
  const [{ reports, choices, span, problem }, vocabulary] = await Promise.all([
    drawReports(asker, filter),
    itemVocabulary(asker),
  ])
  const nothing = reportNames.every((name) => findingOf(name, reports[name]) === null)
  return (
    <>
      <PageHead title="Reports" sub={`${dayWords(span.from)} to ${dayWords(span.to)}`} />
      <PageBody className="grid content-start gap-4">
        <ReportFilterBar filter={filter} choices={choices} vocabulary={vocabulary} problem={problem} />
        {nothing ? (
          <EmptyState
            icon={<ChartLine />}
            title="Nothing to report yet"
            action={
              <>
                <ButtonLink href="/board">Go to the board</ButtonLink>
                <ButtonLink href="/reports?range=all">Look at everything</ButtonLink>
              </>
            }
          >
            Reports draw themselves from what happens to items: when they are made, moved and done. In this
            time, and with this filter, nothing did.
          </EmptyState>
        ) : (
          <div className="grid gap-4 xl:grid-cols-2">
            {reportNames.map((name) => (
              <ReportFigure key={name} name={name} report={reports[name]} filter={filter} />
            ))}
          </div>
        )}
      </PageBody>
    </>
  )
}
