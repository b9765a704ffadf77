'use client'

import { useEffect } from 'react'
import { useKeys, type KeyEntry } from '@/components/frame/keys'

/** The keys of one request's page: they press and open what is drawn there, so that keys and buttons never disagree. */
export function RequestKeys({ verbs, open }: { verbs: readonly string[]; open?: string }) {
  useEffect(() => {
    if (open) openPanel(open)
  }, [open])
  const group = 'This request'
  const all: Record<string, KeyEntry> = {
    see: { keys: 's', label: 'Seen', run: () => press('see'), group },
    take: { keys: 't', label: 'Take it', run: () => press('take'), group },
    reply: { keys: 'r', label: 'Reply', run: () => openPanel('reply'), group },
    item: { keys: 'i', label: 'Make an item', run: () => openPanel('item'), group },
    finish: { keys: 'f', label: 'Done', run: () => openPanel('finish'), group },
    decline: { keys: 'd', label: 'Decline', run: () => openPanel('decline'), group },
  }
  useKeys(verbs.flatMap((verb) => all[verb] ?? []))
  return null
}

function press(verb: string) {
  document.querySelector<HTMLFormElement>(`form[data-verb="${verb}"]`)?.requestSubmit()
}

function openPanel(verb: string) {
  const panel = document.getElementById(`panel-${verb}`)
  if (panel instanceof HTMLDetailsElement) panel.open = true
  panel?.scrollIntoView({ block: 'nearest' })
  panel?.querySelector<HTMLElement>('textarea, input:not([type=hidden]):not([type=radio])')?.focus()
}
