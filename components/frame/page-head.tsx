import clsx from 'clsx'
import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { Fragment, type ReactNode } from 'react'

type Crumb = { href: string; label: ReactNode }

type Props = {
  title: ReactNode
  /** A short fact beside the title: "Iteration 12 · ends Fri 4 Dec". */
  sub?: ReactNode
  crumbs?: readonly Crumb[]
  actions?: ReactNode
}

/** The left part of the frame's top line: where you are. The frame's own tools stand at its right. */
export function PageHead({ title, sub, crumbs = [], actions }: Props) {
  return (
    <>
      <div className="sticky top-0 z-20 flex h-13 shrink-0 items-center gap-2.5 border-b bg-paper ps-14 pe-(--tools) md:ps-5">
        {crumbs.map(({ href, label }) => (
          <Fragment key={href}>
            <Link href={href} className="hidden text-sm whitespace-nowrap text-ink-2 hover:text-ink md:block">
              {label}
            </Link>
            <ChevronRight className="-mx-1 hidden size-3.5 shrink-0 text-ink-3 md:block" aria-hidden="true" />
          </Fragment>
        ))}
        <h1 className="min-w-0 truncate text-lg" dir="auto">
          {title}
        </h1>
        {sub && (
          <span className="hidden min-w-0 flex-[1_99_0%] truncate text-sm text-ink-3 lg:block">{sub}</span>
        )}
        {actions && <div className="ms-auto hidden shrink-0 items-center gap-2 md:flex">{actions}</div>}
      </div>
      {(sub || actions) && (
        <div
          className={clsx(
            'flex flex-wrap items-center gap-2 px-4 pt-3 md:px-5',
            actions ? 'md:hidden' : 'lg:hidden',
          )}
        >
          {sub && <span className="text-sm text-ink-3 lg:hidden">{sub}</span>}
          {actions && <div className="flex flex-wrap items-center gap-2 md:hidden">{actions}</div>}
        </div>
      )}
    </>
  )
}

type BodyProps = {
  width?: 'full' | 'form' | 'reading'
  fill?: boolean
  className?: string
  children: ReactNode
}

/** What stands under the head. `fill` keeps it to the screen's height, for boards that scroll inside themselves. */
export function PageBody({ width = 'full', fill, className, children }: BodyProps) {
  return (
    <div
      data-fill={fill || undefined}
      className={clsx(
        'w-full min-w-0 px-4 py-4 md:px-5',
        widths[width],
        fill && 'flex min-h-0 flex-1 flex-col',
        className,
      )}
    >
      {children}
    </div>
  )
}

const widths = { full: '', form: 'mx-auto max-w-2xl', reading: 'mx-auto max-w-4xl' }
