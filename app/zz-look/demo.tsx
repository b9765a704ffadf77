'use client'
import { Button } from '@/components/ui/button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { Menu, MenuItem, MenuLine } from '@/components/ui/menu'
import { Popover } from '@/components/ui/popover'
import { Tooltip } from '@/components/ui/tooltip'
import { Tabs } from '@/components/ui/tabs'
import { useToast } from '@/components/ui/toast'
import { Failed } from '@/components/ui/failed'
import { useKeys } from '@/components/frame/keys'
export function Demo() {
  const toast = useToast()
  useKeys([{ keys: 'e', label: 'Edit', run: () => toast({ text: 'Edited' }), group: 'Item' }, { keys: 'a', label: 'Assign', run: () => {}, group: 'Item' }])
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <Dialog title="Withdraw this page?" description="Readers will find one plain sentence in its place." trigger={<Button>Dialog</Button>} footer={<><DialogClose><Button>Keep it</Button></DialogClose><Button variant="danger">Withdraw</Button></>}><p>It stays in the history.</p></Dialog>
        <Menu trigger={<Button>Menu</Button>}><MenuItem keys="E">Edit</MenuItem><MenuItem>Move to…</MenuItem><MenuLine /><MenuItem danger>Archive</MenuItem></Menu>
        <Popover label="Filter" trigger={<Button>Popover</Button>}><p>Controls.</p></Popover>
        <Tooltip text="Assign to me" keys="I"><Button>Tooltip</Button></Tooltip>
        <Button onClick={() => toast({ text: 'Archived SEC-312', undo: () => {} })}>Toast</Button>
      </div>
      <Tabs label="Parts" tabs={[{ value: 'a', label: 'History', count: 12, content: <p>History here.</p> }, { value: 'b', label: 'Relations', content: <p>Relations here.</p> }]} />
      <Failed what="The board did not answer." todo="Your changes are kept. Try again in a moment." onRetry={() => {}} />
    </>
  )
}
