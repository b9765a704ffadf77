'use client'

import { announce } from '@atlaskit/pragmatic-drag-and-drop-live-region'
import { useRef, useState } from 'react'
import { useToast } from '@/components/ui/toast'
import { askQuery, type Board, type BoardAsk, type BoardCard, type Status } from '@/lib/items/labels'
import type { Spot } from './board-data'
import { fillFrom, type Fill } from './fill'
import { offlineWords } from './offline'
import type { Preferences } from './preferences'
import type { CardAnswer } from './sending'

export type AddCard = (card: {
  title: string
  status: Status
  origin: Preferences['origin']
  fill: Fill
  top: boolean
  once: string
  shown: string
}) => Promise<CardAnswer>

/** Where a card is being added. */
export type Adding = Spot & { end: 'top' | 'bottom' }

type Options = {
  board: Board
  ask: BoardAsk
  send: AddCard
  /** Answers whether it is drawn now. */
  put: (card: BoardCard) => boolean
  preferences: Preferences
  prefer: (change: Partial<Preferences>) => void
  placeWords: (spot: Spot) => string
}

/** Adding cards where they shall stand; each goes to the server at once, and what was typed stays until it has arrived. */
export function useAdding({ board, ask, send, put, preferences, prefer, placeWords }: Options) {
  const toast = useToast()
  const [adding, setAdding] = useState<Adding | null>(null)
  // The same words sent again, because no answer came, are the same item.
  const draft = useRef({ words: '', id: '' })

  /** Answers what is wrong, or null. */
  async function add(spot: Adding, title: string, origin: Preferences['origin']): Promise<string | null> {
    const lane = board.lanes.find(({ id }) => id === spot.lane)
    const fill = lane && fillFrom(ask, lane)
    if (!fill) return 'Big work comes from the wishlist: promote its idea in Plan.'
    if (!navigator.onLine) return offlineWords
    const words = JSON.stringify([spot, title, origin, fill])
    if (draft.current.words !== words) draft.current = { words, id: onceId() }
    const answer = await send({
      title,
      status: spot.status,
      origin,
      fill,
      top: spot.end === 'top',
      once: draft.current.id,
      shown: askQuery(ask),
    }).catch((): CardAnswer => ({ ok: false, problem: 'Daylight did not answer. Please try again.' }))
    if (!answer.ok) return answer.problem
    draft.current = { words: '', id: '' }
    if (origin !== preferences.origin && !fill.origin) prefer({ origin })
    const { key } = answer.card
    announce(`${key} added to ${placeWords(spot)}.`)
    if (!('rank' in answer.card)) toast({ text: `${key} was added. What is shown here leaves it out.` })
    else if (!put(answer.card as BoardCard))
      toast({ text: `${key} was added at the end of ${placeWords(spot)}, further down.` })
    return null
  }

  return { adding, setAdding, add }
}

/** Sent twice, made once. Plain http, as in a house of one's own, has no randomUUID. */
function onceId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (n) => n.toString(16).padStart(2, '0')).join(
    '',
  )
}
