'use client'

import { Keyboard, LogOut, Monitor, Moon, Plus, Search, Settings, Sun } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useRef, useState, type ReactNode } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { Menu, MenuChoices, MenuItem, MenuLabel, MenuLine } from '@/components/ui/menu'
import { FrameIconView } from './icons'
import { useKeys, useKeysSheet, type KeyEntry } from './keys'
import type { CreateEntry, FrameLink, Viewer } from './links'
import { Palette } from './palette'
import { chooseTheme, type Theme } from './theme'

type Props = {
  viewer: Viewer
  links: FrameLink[]
  entries: CreateEntry[]
  theme: Theme
  search?: string
  signOut: { action: string; fields?: Record<string, string> }
}

/** The right part of the top line: search, New, theme, yourself; and the keys that work on every page. */
export function Tools({ viewer, links, entries, theme, search, signOut }: Props) {
  const router = useRouter()
  const [paletteOpen, setPaletteOpen] = useState(false)
  const [newOpen, setNewOpen] = useState(false)
  const [currentTheme, setCurrentTheme] = useState(theme)

  useKeys([
    {
      keys: 'mod k',
      label: 'Search and do',
      run: () => setPaletteOpen((open) => !open),
      group: 'Everywhere',
      always: true,
    },
    { keys: '/', label: 'Search', run: () => setPaletteOpen(true), group: 'Everywhere' },
    { keys: 'c', label: 'Create', run: () => setNewOpen(true), group: 'Everywhere' },
    ...links.flatMap(({ keys, href, label }): KeyEntry[] =>
      keys ? [{ keys, label: `Go to ${label}`, run: () => router.push(href), group: 'Go' }] : [],
    ),
  ])

  function pickTheme(value: string) {
    const picked = value === 'light' || value === 'dark' ? value : 'system'
    chooseTheme(picked)
    setCurrentTheme(picked)
  }

  const themes = (
    <MenuChoices label="Theme" value={currentTheme} onChange={pickTheme} choices={themeChoices} />
  )
  return (
    <div className="flex items-center gap-1.5 md:gap-2">
      <Button
        variant="plain"
        onClick={() => setPaletteOpen(true)}
        aria-haspopup="dialog"
        className="w-9 px-0! md:w-auto md:px-2.5!"
      >
        <Search aria-hidden="true" />
        <span className="sr-only md:not-sr-only">Search</span>
        <span className="hidden md:inline">
          <Kbd>/</Kbd>
        </span>
      </Button>
      {entries.length > 0 && (
        <Menu
          open={newOpen}
          onOpenChange={setNewOpen}
          align="end"
          trigger={
            <Button variant="main" className="w-9 px-0! md:w-auto md:px-2.5!">
              <Plus aria-hidden="true" />
              <span className="sr-only md:not-sr-only">New</span>
              <span className="hidden md:inline">
                <Kbd>C</Kbd>
              </span>
            </Button>
          }
        >
          {entries.map(({ href, label, icon }) => (
            <MenuItem key={href} href={href} icon={<FrameIconView name={icon} />}>
              {label}
            </MenuItem>
          ))}
        </Menu>
      )}
      <div className="hidden md:block">
        <Menu
          align="end"
          trigger={
            <Button variant="quiet" className="w-8 px-0!">
              {currentTheme === 'system' ? <Monitor /> : currentTheme === 'dark' ? <Moon /> : <Sun />}
              <span className="sr-only">Theme</span>
            </Button>
          }
        >
          {themes}
        </Menu>
      </div>
      <YourselfMenu viewer={viewer} signOut={signOut}>
        <div className="md:hidden">
          <MenuLabel>Theme</MenuLabel>
          {themes}
          <MenuLine />
        </div>
      </YourselfMenu>
      <Palette
        open={paletteOpen}
        onOpenChange={setPaletteOpen}
        links={links}
        entries={entries}
        search={search}
      />
    </div>
  )
}

type YourselfProps = Pick<Props, 'viewer' | 'signOut'> & { children: ReactNode }

function YourselfMenu({ viewer, signOut, children }: YourselfProps) {
  const showKeys = useKeysSheet()
  const form = useRef<HTMLFormElement>(null)
  return (
    <>
      <Menu
        align="end"
        trigger={
          <button type="button" className="rounded-full" aria-label={`Yourself: ${viewer.name}`}>
            <Avatar name={viewer.name} size="normal" beside />
          </button>
        }
      >
        <div className="px-2.5 pt-2 pb-2">
          <p className="truncate text-sm font-semibold">{viewer.name}</p>
          <p className="truncate text-xs text-ink-3">
            {viewer.email} · {viewer.role}
          </p>
        </div>
        <MenuLine />
        {children}
        <MenuItem href="/settings" icon={<Settings aria-hidden="true" />}>
          Settings
        </MenuItem>
        <MenuItem onSelect={showKeys} icon={<Keyboard aria-hidden="true" />} keys="?">
          Keys of this page
        </MenuItem>
        <MenuLine />
        <MenuItem onSelect={() => form.current?.requestSubmit()} icon={<LogOut aria-hidden="true" />}>
          Sign out
        </MenuItem>
      </Menu>
      <form ref={form} method="post" action={signOut.action} hidden>
        {Object.entries(signOut.fields ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </form>
    </>
  )
}

const themeChoices = [
  { value: 'system', label: 'As the system', icon: <Monitor aria-hidden="true" /> },
  { value: 'light', label: 'Light', icon: <Sun aria-hidden="true" /> },
  { value: 'dark', label: 'Dark', icon: <Moon aria-hidden="true" /> },
]
