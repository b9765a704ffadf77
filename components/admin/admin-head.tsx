import { PageHead } from '@/components/frame/page-head'
import { TabLinks } from '@/components/ui/tab-links'

const tabs = [
  { href: '/admin', label: 'People' },
  { href: '/admin/audit', label: 'Audit log' },
  { href: '/admin/tokens', label: 'Tokens' },
  { href: '/admin/request-types', label: 'Request types' },
  { href: '/admin/workflow', label: 'Workflow' },
  { href: '/admin/fields', label: 'Fields' },
  { href: '/admin/templates', label: 'Templates' },
] as const

/** The head of every admin page: what there is to administer, and where one is. */
export function AdminHead({
  current,
  only,
}: {
  current: (typeof tabs)[number]['href']
  /** For whoever may open this page and none of the others. */
  only?: boolean
}) {
  return (
    <>
      <PageHead title={only ? 'Settings of the team' : 'Admin'} />
      <div className="px-4 pt-2 md:px-5">
        <TabLinks
          label="Admin"
          links={tabs
            .filter((tab) => !only || tab.href === current)
            .map((tab) => ({ ...tab, current: tab.href === current }))}
        />
      </div>
    </>
  )
}
