'use client'

import { announce, cleanup } from '@atlaskit/pragmatic-drag-and-drop-live-region'
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge/extract-closest-edge'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import {
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react'
import { useKeys } from '@/components/frame/keys'
import { statusLabels, type Board, type BoardFilter, type Status } from '@/lib/items/schema'
import { findCard, moveCard, step, type Place } from './board-data'
import type { CardHands } from './card'
import { ColumnView } from './column'
import { useBoard, type SendMove } from './use-board'

type Props = {
  first: Board
  filter: BoardFilter
  since: string
  now: string
  send: SendMove
  whenEmpty: ReactNode
}

/** Columns of cards that are moved by hand, by keys or by a menu, and follow what others do. */
export function BoardView(props: Props) {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: 2, refetchOnWindowFocus: false } } }),
  )
  return (
    <QueryClientProvider client={client}>
      <Columns {...props} />
    </QueryClientProvider>
  )
}

/** A card in somebody's hand: where it came from, and over which place it is held. */
type Lifted = { key: string; from: Place; over: Place }

function Columns({ first, filter, since, now, send, whenEmpty }: Props) {
  const router = useRouter()
  const { board, move, more } = useBoard({ first, filter, since, send })
  const [stood, setStood] = useState<string | null>(null)
  const [lifted, setLifted] = useState<Lifted | null>(null)
  const frame = useRef<HTMLDivElement>(null)
  const wantsFocus = useRef<string | null>(null)

  const shown = useMemo(
    () => (lifted ? moveCard(board, lifted.key, lifted.over, now) : board),
    [board, lifted, now],
  )
  const current = stood && findCard(shown, stood) ? stood : firstKey(shown)

  const isEmpty = board.columns.every((column) => column.total === 0)

  function moveTo(key: string, to: Place | { status: Status; end: 'top' | 'bottom' }) {
    const cards = board.columns.find((column) => column.status === to.status)?.cards ?? []
    const isHere = findCard(board, key)?.status === to.status
    const place =
      'end' in to ? { status: to.status, index: to.end === 'top' ? 0 : cards.length - (isHere ? 1 : 0) } : to
    wantsFocus.current = key
    void move(key, place)
    announce(`${key} moved to ${spoken(place)}.`)
  }

  // Cards and columns get hands that stay the same, so that a moved card does not draw five hundred others anew.
  const latest = useRef({ moveTo, more })
  useEffect(() => {
    latest.current = { moveTo, more }
  })
  const hands = useMemo<CardHands>(
    () => ({ stand: setStood, move: (key, to) => latest.current.moveTo(key, to) }),
    [],
  )
  const needMore = useCallback((status: Status) => void latest.current.more(status), [])

  function spoken({ status, index }: Place) {
    const column = shown.columns.find((each) => each.status === status)
    const total = Math.max(
      (column?.total ?? 0) + (findCard(shown, lifted?.key ?? '')?.status === status ? 0 : 1),
      index + 1,
    )
    return `${statusLabels[status]}, place ${index + 1} of ${total}`
  }

  // The focus stays on the card, in whichever column it is drawn next.
  useLayoutEffect(() => {
    const key = wantsFocus.current
    if (key === null) return
    const link = frame.current?.querySelector<HTMLElement>(`[data-card-link="${CSS.escape(key)}"]`)
    if (link) {
      wantsFocus.current = null
      link.focus({ preventScroll: true })
      link.closest('li')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      return
    }
    const place = findCard(shown, key)
    if (!place) return
    // Out of the window of a long column: scrolled to first, focused when it is drawn.
    frame.current
      ?.querySelector(`[data-column="${place.status}"]`)
      ?.dispatchEvent(new CustomEvent('show-card', { detail: place.index }))
  })

  function stand(key: string) {
    wantsFocus.current = key
    setStood(key)
    const link = frame.current?.querySelector<HTMLElement>(`[data-card-link="${CSS.escape(key)}"]`)
    link?.focus()
  }

  function walk(arrow: 'up' | 'down' | 'left' | 'right') {
    const here = current === null ? null : findCard(shown, current)
    if (!here) return
    const place = step(shown, here, arrow, { lifted: lifted !== null })
    if (!place) return
    if (lifted) {
      wantsFocus.current = lifted.key
      setLifted({ ...lifted, over: place })
      announce(`${statusLabels[place.status]}, place ${place.index + 1}.`)
    } else stand(shown.columns.find((column) => column.status === place.status)!.cards[place.index]!.key)
  }

  function lift(key: string) {
    const here = findCard(board, key)
    if (!here) return
    const from = { status: here.status, index: here.index }
    setStood(key)
    setLifted({ key, from, over: from })
    announce(
      `${key} lifted from ${statusLabels[from.status]}. Arrow keys move it, space drops it, escape puts it back.`,
    )
  }

  function drop({ key, over }: Lifted) {
    wantsFocus.current = key
    setLifted(null)
    void move(key, over)
    announce(`${key} dropped in ${spoken(over)}.`)
  }

  function putBack({ key, from }: Lifted) {
    wantsFocus.current = key
    setLifted(null)
    announce(`${key} is back in ${statusLabels[from.status]}.`)
  }

  function onKeyDown(event: KeyboardEvent) {
    const onCard = event.target instanceof HTMLElement ? event.target.dataset.cardLink : undefined
    if (!onCard || event.metaKey || event.ctrlKey || event.altKey) return
    const arrow = arrows[event.key]
    if (arrow) walk(arrow)
    else if (event.key === ' ') {
      if (lifted) drop(lifted)
      else lift(onCard)
    } else if (event.key === 'Escape' && lifted) putBack(lifted)
    else if (event.key === 'Enter' && lifted) drop(lifted)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  useKeys([
    {
      keys: 'j',
      label: 'Next card',
      run: () => (current && stood ? walk('down') : current && stand(current)),
      group: 'Board',
    },
    { keys: 'k', label: 'Card before', run: () => walk('up'), group: 'Board' },
    { keys: 'enter', label: 'Open card', run: () => stood && router.push(`/items/${stood}`), group: 'Board' },
    { keys: 'c', label: 'New item', run: () => router.push('/items/new'), group: 'Board' },
    { keys: 'space', label: 'Lift and drop the card', run: () => current && stand(current), group: 'Board' },
  ])

  const dropped = useEffectEvent((key: string, over: { key?: string; status: Status; below: boolean }) => {
    const here = findCard(board, key)
    const cards = board.columns.find((column) => column.status === over.status)?.cards ?? []
    if (!here || over.key === key) return
    const at =
      over.key === undefined
        ? cards.length
        : cards.findIndex((card) => card.key === over.key) + (over.below ? 1 : 0)
    // Taken out of its own column first, everything behind it comes one nearer.
    const index = here.status === over.status && here.index < at ? at - 1 : at
    void move(key, { status: over.status, index })
    announce(`${key} moved to ${spoken({ status: over.status, index })}.`)
  })

  useEffect(() => {
    const scroller = frame.current
    if (!scroller) return
    const stop = combine(
      autoScrollForElements({ element: scroller }),
      monitorForElements({
        canMonitor: ({ source }) => typeof source.data.card === 'string',
        onDrop({ source, location }) {
          const [target] = location.current.dropTargets
          if (!target) return
          dropped(source.data.card as string, {
            key: target.data.over as string | undefined,
            status: target.data.status as Status,
            below: extractClosestEdge(target.data) === 'bottom',
          })
        },
      }),
    )
    return () => {
      stop()
      cleanup()
    }
  }, [])

  return (
    <>
      <p id="board-help" className="sr-only">
        Space lifts the card, arrow keys move it, space drops it, escape puts it back.
      </p>
      <div
        ref={frame}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          // Somebody walked away with a card in the hand: it goes back.
          if (lifted && event.relatedTarget && !event.currentTarget.contains(event.relatedTarget))
            setLifted(null)
        }}
        className="relative grid min-h-0 flex-1 snap-x snap-proximity scroll-px-4 auto-cols-[minmax(min(17rem,84vw),1fr)] grid-flow-col grid-rows-[minmax(0,1fr)] gap-3 overflow-x-auto overscroll-x-contain md:auto-cols-[minmax(14rem,1fr)] md:scroll-px-0"
      >
        {isEmpty && (
          <div className="absolute inset-x-4 top-1/4 z-1 mx-auto max-w-lg rounded-dialog border bg-sheet">
            {whenEmpty}
          </div>
        )}
        {shown.columns.map((column) => (
          <ColumnView
            key={column.status}
            column={column}
            now={now}
            current={
              current && column.cards.some((card) => card.key === current)
                ? current
                : (column.cards[0]?.key ?? null)
            }
            lifted={lifted && column.cards.some((card) => card.key === lifted.key) ? lifted.key : null}
            hands={hands}
            onNeedMore={needMore}
          />
        ))}
      </div>
    </>
  )
}

function firstKey(board: Board): string | null {
  return board.columns.find((column) => column.cards.length > 0)?.cards[0]?.key ?? null
}

const arrows: Record<string, 'up' | 'down' | 'left' | 'right'> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}
