'use client'

import { announce } from '@atlaskit/pragmatic-drag-and-drop-live-region'
import { useMemo, useState, type KeyboardEvent, type RefObject } from 'react'
import { statusLabels, type Board } from '@/lib/items/labels'
import {
  cardsAt,
  findCard,
  keysInOrder,
  moveCard,
  step,
  totalOf,
  type Arrow,
  type Place,
  type Spot,
} from './board-data'
import { useFocusOnCard } from './use-focus-on-card'

/** A card in somebody's hand: where it came from, and over which place it is held. */
type Lifted = { key: string; from: Place; over: Place }

type Options = {
  frame: RefObject<HTMLElement | null>
  board: Board
  now: string
  folded: ReadonlySet<string>
  move: (key: string, to: Place) => Promise<boolean>
}

/** Walking over the board by keys, and lifting a card, carrying and dropping it; all of it is said aloud. */
export function useHand({ frame, board, now, folded, move }: Options) {
  const [stood, setStood] = useState<string | null>(null)
  const [lifted, setLifted] = useState<Lifted | null>(null)
  const shown = useMemo(
    () => (lifted ? moveCard(board, lifted.key, lifted.over, { now }) : board),
    [board, lifted, now],
  )
  const focus = useFocusOnCard(frame, shown)
  const current = useMemo(
    () => (stood && findCard(shown, stood) ? stood : (keysInOrder(shown)[0] ?? null)),
    [shown, stood],
  )

  function placeWords({ status, lane }: Spot) {
    const title = board.lanes.find(({ id }) => id === lane)?.title
    return title ? `${statusLabels[status]}, ${title}` : statusLabels[status]
  }

  function spoken({ status, lane, index }: Place) {
    const held = lifted && findCard(shown, lifted.key)
    const own = held?.status === status && held.lane === lane
    const total = Math.max(totalOf(shown, { status, lane }) + (own ? 0 : 1), index + 1)
    return `${placeWords({ status, lane })}, place ${index + 1} of ${total}`
  }

  function stand(key: string) {
    setStood(key)
    focus(key)
  }

  function walk(arrow: Arrow) {
    const here = current === null ? null : findCard(shown, current)
    const place = here && step(shown, here, arrow, { lifted: lifted !== null, folded })
    if (!place) return
    if (!lifted) return stand(cardsAt(shown, place)[place.index]!.key)
    focus(lifted.key)
    setLifted({ ...lifted, over: place })
    announce(`${placeWords(place)}, place ${place.index + 1}.`)
  }

  function lift(key: string) {
    const here = findCard(board, key)
    if (!here) return
    const from = { status: here.status, lane: here.lane, index: here.index }
    setStood(key)
    setLifted({ key, from, over: from })
    announce(
      `${key} lifted from ${statusLabels[from.status]}. Arrow keys move it, space drops it, escape puts it back.`,
    )
  }

  function drop({ key, over }: Lifted) {
    focus(key)
    setLifted(null)
    void move(key, over).then((done) =>
      announce(done ? `${key} dropped in ${spoken(over)}.` : `${key} is back where it was.`),
    )
  }

  function putBack({ key, from }: Lifted) {
    focus(key)
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

  return {
    shown,
    /** The card at which keys begin, and whether somebody has stood on it. */
    current,
    stood,
    lifted: lifted?.key ?? null,
    focus,
    stand,
    walk,
    onKeyDown,
    spoken,
    placeWords,
    noteFocus: setStood,
    /** Somebody walked away with a card in the hand: it goes back. */
    letGo: () => setLifted(null),
  }
}

const arrows: Record<string, Arrow> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}
