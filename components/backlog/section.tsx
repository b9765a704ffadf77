'use client'

import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import clsx from 'clsx'
import Link from 'next/link'
import { memo, useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import { Chip } from '@/components/ui/chip'
import { formatDay } from '@/components/ui/dates'
import type { BacklogIteration, BacklogSection } from '@/lib/items'
import { roomOf } from '@/lib/iterations/rules'
import { lineIn, nameOf, roomLeft } from './backlog-data'
import { RowView, type RowHands } from './row'
import { RowsWindow } from './rows-window'

type Props = {
  section: BacklogSection
  frame: RefObject<HTMLElement | null>
  /** Only the rows in view are drawn. */
  windowed: boolean
  filtered: boolean
  current: string | null
  selected: ReadonlySet<string>
  held: ReadonlySet<string>
  hands: RowHands
  onNeedMore: (name: number) => void
}

/** One stretch of the backlog: an iteration with its capacity line, or what is in none. */
export const SectionView = memo(function SectionView({
  section,
  frame,
  windowed,
  filtered,
  current,
  selected,
  held,
  hands,
  onNeedMore,
}: Props) {
  const whole = useRef<HTMLElement>(null)
  const list = useRef<HTMLOListElement>(null)
  const [over, setOver] = useState(false)
  const name = nameOf(section)
  const line = filtered ? null : lineIn(section)

  useEffect(() => {
    const element = whole.current
    if (!element) return
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => Array.isArray(source.data.rows),
      getData: () => ({ section: name, end: true }),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
    })
  }, [name])

  const needMore = useCallback(() => onNeedMore(name), [onNeedMore, name])
  const names = section.rows.map((row) => row.key)
  if (line !== null) names.splice(line, 0, lineName)

  function draw(at: number) {
    if (names[at] === lineName) return <CapacityLine key={lineName} index={at} section={section} line={at} />
    const index = line !== null && at > line ? at - 1 : at
    const row = section.rows[index]!
    return (
      <RowView
        key={row.key}
        row={row}
        section={name}
        index={at}
        place={index + 1}
        size={section.total}
        current={row.key === current}
        selected={selected.has(row.key)}
        held={held.has(row.key)}
        hands={hands}
      />
    )
  }

  const heading = `section-${name}`
  return (
    <section
      ref={whole}
      aria-labelledby={heading}
      data-section={name}
      className={clsx('rounded-card border bg-sheet', over && 'border-accent')}
    >
      <SectionHead section={section} heading={heading} />
      {section.rows.length === 0 ? (
        <p className="px-3 py-4 text-sm text-ink-3">
          {filtered ? 'Nothing here fits the filter.' : emptyWords(section)}
        </p>
      ) : (
        <ol ref={list} aria-labelledby={heading} data-list={name} className="overflow-clip rounded-b-card">
          {windowed && names.length > 40 ? (
            <RowsWindow
              names={names}
              frame={frame}
              list={list}
              kept={[...(current ? [current] : []), ...held]}
              onNearEnd={needMore}
              draw={draw}
            />
          ) : (
            names.map((_, at) => draw(at))
          )}
        </ol>
      )}
    </section>
  )
})

/** Stands among the names of rows; no key looks like it. */
export const lineName = 'capacity line'

function emptyWords({ iteration }: BacklogSection): string {
  if (!iteration) return 'Everything that is open has been planned. New items come to stand here.'
  return iteration.running
    ? 'Nothing in it is open any more.'
    : 'Nothing is planned yet. Drag items here, or choose “Move to” in their menu.'
}

function SectionHead({ section, heading }: { section: BacklogSection; heading: string }) {
  const head = useRef<HTMLDivElement>(null)
  const [over, setOver] = useState(false)
  const name = nameOf(section)
  useEffect(() => {
    const element = head.current
    if (!element) return
    return combine(
      dropTargetForElements({
        element,
        canDrop: ({ source }) => Array.isArray(source.data.rows),
        getData: () => ({ section: name, top: true }),
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: () => setOver(false),
      }),
    )
  }, [name])
  const { iteration, total } = section
  return (
    <div
      ref={head}
      className={clsx(
        'sticky top-0 z-2 flex flex-wrap items-center gap-x-3 gap-y-0.5 rounded-t-card border-b bg-sunk px-3 py-2 text-sm',
        over && 'ring-2 ring-accent ring-inset',
      )}
    >
      <h2 id={heading} className="text-base font-semibold">
        {iteration ? (
          <Link href={`/iterations/${iteration.number}`} prefetch={false} className="hover:underline">
            Iteration {iteration.number}
          </Link>
        ) : (
          'Backlog'
        )}
      </h2>
      {iteration?.running && <Chip tone="accent">Running</Chip>}
      {iteration && (
        <span className="whitespace-nowrap text-ink-2">
          {formatDay(iteration.startsOn)} – {formatDay(iteration.endsOn)}
        </span>
      )}
      {iteration && iteration.aims.length > 0 && (
        <span
          className="min-w-0 flex-1 truncate text-ink-3 max-md:hidden"
          dir="auto"
          title={iteration.aims.join('\n')}
        >
          {iteration.aims.join(' · ')}
        </span>
      )}
      <span className="ms-auto flex flex-wrap items-baseline justify-end gap-x-3 whitespace-nowrap text-ink-2 tabular-nums">
        <span>{total === 1 ? '1 item' : `${total} items`}</span>
        <PointsOf section={section} iteration={iteration} />
      </span>
    </div>
  )
}

function PointsOf({ section, iteration }: { section: BacklogSection; iteration: BacklogIteration | null }) {
  const room = iteration && roomOf(iteration)
  const left = roomLeft(section)
  const sum = section.points + section.donePoints
  return (
    <>
      <span title={section.unestimated ? `${section.unestimated} without an estimate` : undefined}>
        <strong className="font-semibold text-ink">{sum}</strong>
        {room !== null && ` of ${room}`} points
        {section.donePoints > 0 && `, ${section.donePoints} done`}
      </span>
      {left !== null && (
        <span className={clsx('font-medium', left < 0 ? 'text-danger' : 'text-ink-2')}>
          {left < 0 ? `${-left} too many` : `${left} left`}
        </span>
      )}
    </>
  )
}

function CapacityLine({ index, line, section }: { index: number; line: number; section: BacklogSection }) {
  const element = useRef<HTMLLIElement>(null)
  const [over, setOver] = useState(false)
  const name = nameOf(section)
  useEffect(() => {
    if (!element.current) return
    return dropTargetForElements({
      element: element.current,
      canDrop: ({ source }) => Array.isArray(source.data.rows),
      getData: () => ({ section: name, line }),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
    })
  }, [name, line])
  const { capacity, slack } = section.iteration!
  return (
    <li
      ref={element}
      data-index={index}
      data-capacity-line={name}
      className={clsx(
        'flex items-center gap-3 border-b px-3 py-1 text-xs font-medium text-danger',
        over ? 'bg-accent-soft' : 'bg-danger-soft',
      )}
    >
      <span className="h-px flex-1 bg-danger" aria-hidden="true" />
      Capacity: {capacity} points, {slack} % kept free. What follows is more than fits
      <span className="h-px flex-1 bg-danger" aria-hidden="true" />
    </li>
  )
}
