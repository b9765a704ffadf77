'use client'

import clsx from 'clsx'
import { PanelLeft, Menu as MenuIcon } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { Fragment, useState } from 'react'
import { Sheet } from '@/components/ui/dialog'
import { Mark } from '@/components/ui/mark'
import { FrameIconView } from './icons'
import type { FrameLink } from './links'

/** The left rail from 768 px on. Whether it is folded is remembered in a cookie, so the server draws it right. */
export function Rail({ links }: { links: FrameLink[] }) {
  return (
    <nav
      aria-label="Daylight"
      className="sticky top-0 hidden h-dvh w-53 flex-col overflow-y-auto border-e bg-sunk p-2.5 group-data-[rail=closed]/frame:w-14 md:flex"
    >
      <div className="flex h-10 shrink-0 items-center pb-3 group-data-[rail=closed]/frame:flex-col">
        <Link
          href="/"
          className="flex items-center gap-2 px-2 text-[0.9375rem] font-semibold"
          title="The public front page"
        >
          <Mark className="size-4.5" />
          <span className="group-data-[rail=closed]/frame:sr-only">Daylight</span>
        </Link>
      </div>
      <RailLinks links={links} />
      <button
        type="button"
        onClick={toggleRail}
        className="mt-auto flex h-8 shrink-0 items-center gap-2.5 rounded-control px-2 text-sm text-ink-3 hover:bg-hover hover:text-ink"
      >
        <PanelLeft className="size-4 shrink-0" aria-hidden="true" strokeWidth={1.8} />
        <span className="group-data-[rail=closed]/frame:hidden">Fold the rail</span>
        <span className="sr-only hidden group-data-[rail=closed]/frame:inline">Unfold the rail</span>
      </button>
    </nav>
  )
}

/** The same links as a sheet, for phones. */
export function RailSheet({ links }: { links: FrameLink[] }) {
  const [open, setOpen] = useState(false)
  return (
    <div className="sticky top-0 z-30 col-start-1 row-start-1 flex h-13 items-center self-start justify-self-start ps-3 md:hidden">
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
        className="grid size-9 place-items-center rounded-control text-ink-2 hover:bg-hover"
      >
        <MenuIcon className="size-5" aria-hidden="true" />
        <span className="sr-only">Go to</span>
      </button>
      <Sheet title="Daylight" open={open} onOpenChange={setOpen}>
        <nav aria-label="Daylight">
          <RailLinks links={links} onGo={() => setOpen(false)} roomy />
        </nav>
      </Sheet>
    </div>
  )
}

function RailLinks({ links, onGo, roomy }: { links: FrameLink[]; onGo?: () => void; roomy?: boolean }) {
  const here = usePathname()
  return (
    <div className="grid gap-0.5">
      {links.map((link, n) => (
        <Fragment key={link.href}>
          {n > 0 && links[n - 1]?.group !== link.group && <hr className="mx-2 my-2 border-t" />}
          <RailLink
            {...link}
            current={isWithin(here, link.href) || (link.href === '/board' && isWithin(here, '/items'))}
            onGo={onGo}
            roomy={roomy}
          />
        </Fragment>
      ))}
    </div>
  )
}

type RailLinkProps = FrameLink & { current: boolean; onGo?: () => void; roomy?: boolean }

function RailLink({ href, label, icon, count, hot, current, onGo, roomy }: RailLinkProps) {
  return (
    <Link
      href={href}
      onClick={onGo}
      title={label}
      aria-current={current ? 'page' : undefined}
      className={clsx(
        'relative flex items-center gap-2.5 rounded-control px-2 transition-colors',
        roomy ? 'h-10 text-base' : 'h-8 text-sm',
        current ? 'bg-accent-soft font-semibold text-accent' : 'text-ink-2 hover:bg-hover hover:text-ink',
      )}
    >
      <FrameIconView name={icon} className="size-4 shrink-0" />
      <span className={clsx('min-w-0 flex-1 truncate', !roomy && 'group-data-[rail=closed]/frame:sr-only')}>
        {label}
      </span>
      {count !== undefined && (
        <span
          className={clsx(
            'text-xs tabular-nums',
            hot ? 'font-semibold text-danger' : current ? 'text-accent' : 'text-ink-3',
            !roomy && 'group-data-[rail=closed]/frame:sr-only',
          )}
        >
          {count}
        </span>
      )}
      {hot && !roomy && (
        <span
          aria-hidden="true"
          className="absolute end-1.5 top-1.5 hidden size-1.5 rounded-full bg-danger group-data-[rail=closed]/frame:block"
        />
      )}
    </Link>
  )
}

function isWithin(here: string, href: string) {
  return here === href || here.startsWith(`${href}/`)
}

function toggleRail() {
  const frame = document.querySelector<HTMLElement>('[data-frame]')
  if (!frame) return
  const rail = frame.dataset.rail === 'closed' ? 'open' : 'closed'
  frame.dataset.rail = rail
  document.cookie = `rail=${rail}; path=/; max-age=31536000; samesite=lax`
}
