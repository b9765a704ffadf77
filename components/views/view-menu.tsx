'use client'

import { Bookmark, BookmarkPlus, Check, Link2, Pencil, RefreshCw, Trash2, Users } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { later } from '@/components/ui/later'
import { Menu, MenuItem, MenuLabel, MenuLine } from '@/components/ui/menu'
import { useToast } from '@/components/ui/toast'
import { sameAs, viewAddress, viewOf, type SavedView, type ViewPlace } from '@/lib/views/rules'
import { archiveViewAction, changeViewAction, restoreViewAction, type ViewAnswer } from './actions'

const dialog = later(() => import('./view-dialog').then((module) => module.ViewDialog))

type Props = {
  place: ViewPlace
  views: SavedView[]
  /** The address as it is: what a view keeps. */
  params: Record<string, string>
}

/** The views of a place: to open, to keep what is seen now, to rename, share and put away. */
export function ViewMenu({ place, views, params }: Props) {
  const router = useRouter()
  const toast = useToast()
  const [asked, setAsked] = useState<'save' | 'change' | null>(null)
  const current = views.find(({ slug }) => slug === params.view)
  const own = current?.owner === null ? current : undefined
  const isChanged = current && !sameAs(current, params)
  const mine = views.filter(({ owner }) => owner === null)
  const theirs = views.filter(({ owner }) => owner !== null)

  async function send(
    work: Promise<ViewAnswer>,
    said: string,
    undo?: (done: { version: number }) => Promise<unknown>,
  ) {
    const answer = await work.catch((): ViewAnswer => ({
      ok: false,
      problem: 'Daylight did not answer. Please try again.',
      fields: {},
    }))
    if (!answer.ok) return toast({ text: answer.problem, danger: true })
    router.refresh()
    toast({ text: said, undo: undo && (async () => void (await undo(answer), router.refresh())) })
  }

  function update(view: SavedView) {
    const { slug, version, query, shape } = view
    void send(
      changeViewAction({ slug, version, ...viewOf(params) }),
      `“${view.name}” is now what you see.`,
      (done) => changeViewAction({ slug, version: done.version, query, shape }),
    )
  }
  function remove(view: SavedView) {
    const { slug, version } = view
    void send(archiveViewAction({ slug, version }), `“${view.name}” is put away.`, (done) =>
      restoreViewAction({ slug, version: done.version }),
    )
  }

  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button>
            <Bookmark aria-hidden="true" />
            <span className="max-w-40 truncate">{current ? current.name : 'Views'}</span>
            {isChanged && <span className="text-ink-3">changed</span>}
          </Button>
        }
      >
        {mine.length > 0 && <MenuLabel>Yours</MenuLabel>}
        {mine.map((view) => (
          <ViewLine key={view.slug} view={view} current={view === current} />
        ))}
        {theirs.length > 0 && <MenuLabel>Shared by others</MenuLabel>}
        {theirs.map((view) => (
          <ViewLine key={view.slug} view={view} current={view === current} />
        ))}
        {views.length > 0 && <MenuLine />}
        {own && isChanged && (
          <MenuItem icon={<RefreshCw aria-hidden="true" />} onSelect={() => update(own)}>
            Update “{own.name}”
          </MenuItem>
        )}
        <MenuItem icon={<BookmarkPlus aria-hidden="true" />} onSelect={() => setAsked('save')}>
          Save as a new view…
        </MenuItem>
        {own && (
          <>
            <MenuItem icon={<Pencil aria-hidden="true" />} onSelect={() => setAsked('change')}>
              Rename or share…
            </MenuItem>
            <MenuItem icon={<Trash2 aria-hidden="true" />} danger onSelect={() => remove(own)}>
              Put “{own.name}” away
            </MenuItem>
          </>
        )}
        {current?.shared && (
          <MenuItem
            icon={<Link2 aria-hidden="true" />}
            onSelect={() =>
              void navigator.clipboard
                .writeText(`${location.origin}/views/${current.slug}`)
                .then(() => toast({ text: 'The link is copied. It shows each reader what they may see.' }))
            }
          >
            Copy its link
          </MenuItem>
        )}
      </Menu>
      {asked && (
        <dialog.Part
          place={place}
          params={params}
          view={asked === 'change' ? own : undefined}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  )
}

function ViewLine({ view, current }: { view: SavedView; current: boolean }) {
  return (
    <MenuItem
      href={viewAddress(view)}
      icon={
        current ? (
          <Check aria-label="Shown now" />
        ) : view.shared ? (
          <Users aria-label="Shared" />
        ) : (
          <Bookmark aria-hidden="true" />
        )
      }
    >
      {view.name}
      {view.owner && <span className="text-ink-3"> · {view.owner}</span>}
    </MenuItem>
  )
}
