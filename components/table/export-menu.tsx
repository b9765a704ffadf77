'use client'

import { Download } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'

/** What is seen now, as a file. */
export function ExportMenu({ params }: { params: Record<string, string> }) {
  function take(format: 'csv' | 'json') {
    const link = document.createElement('a')
    link.href = `/table/export?${new URLSearchParams({ ...params, format })}`
    link.download = ''
    link.click()
  }
  return (
    <Menu
      align="end"
      trigger={
        <Button>
          <Download aria-hidden="true" />
          Export
        </Button>
      }
    >
      <MenuItem onSelect={() => take('csv')}>CSV, for a spreadsheet</MenuItem>
      <MenuItem onSelect={() => take('json')}>JSON, for a program</MenuItem>
    </Menu>
  )
}
