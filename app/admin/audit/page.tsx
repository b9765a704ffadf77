import { Download, ScrollText } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AdminHead } from '@/components/admin/admin-head'
import { AuditFilterForm } from '@/components/admin/audit-filter'
import { AuditTable } from '@/components/admin/audit-table'
import { CheckAudit } from '@/components/admin/check-audit'
import { PageBody } from '@/components/frame/page-head'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { auditChoices, auditFilterOf, auditLines, mayAdminister, teamAsker } from '@/lib/people'
import { checkAuditAction } from '../actions'

export const metadata: Metadata = { title: 'Audit log' }

export default async function AuditPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const { asker, viewer } = await teamAsker('/admin/audit')
  if (!mayAdminister(viewer)) notFound()
  const asked = await searchParams
  const filter = auditFilterOf(asked)
  const cursor = typeof asked.cursor === 'string' ? asked.cursor : ''
  const [{ lines, next }, choices] = await Promise.all([
    auditLines(asker, { ...filter, cursor }),
    auditChoices(asker),
  ])
  const address = (path: string, more: Record<string, string> = {}) =>
    `${path}?${new URLSearchParams({ ...filter, ...more })}`
  return (
    <>
      <AdminHead current="/admin/audit" />
      <PageBody>
        <div className="grid gap-4">
          <div className="flex flex-wrap items-start justify-between gap-4">
            <p className="max-w-[62ch] text-pretty text-ink-2">
              Who did what, and when. Lines hold ids and outcomes, never words; within a second of being
              written they are sealed into a chain that nobody can change unnoticed.
            </p>
            <Button href={address('/admin/audit/export')} download>
              <Download aria-hidden="true" />
              Export as CSV
            </Button>
          </div>
          <CheckAudit check={checkAuditAction} />
          <AuditFilterForm filter={filter} choices={choices} />
          {lines.length === 0 ? (
            <EmptyState icon={<ScrollText />} title="No line fits">
              Widen the days, or leave out the person or the command.
            </EmptyState>
          ) : (
            <AuditTable lines={lines} />
          )}
          <Pager
            nextHref={next && address('/admin/audit', { cursor: next })}
            firstHref={cursor ? address('/admin/audit') : null}
            label="Older lines"
          />
        </div>
      </PageBody>
    </>
  )
}
