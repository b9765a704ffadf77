import { Download } from 'lucide-react'
import { Button } from '@/components/ui/button'

/** Plain links: what is seen now, as a file. */
export function ExportMenu({ params }: { params: Record<string, string> }) {
  const address = (format: string) => `/table/export?${new URLSearchParams({ ...params, format })}`
  return (
    <>
      <Button href={address('csv')} download>
        <Download aria-hidden="true" />
        CSV
      </Button>
      <Button href={address('json')} download>
        <Download aria-hidden="true" />
        JSON
      </Button>
    </>
  )
}
