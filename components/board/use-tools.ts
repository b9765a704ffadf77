'use client'

import { useState } from 'react'

export type ToolKind = 'assign' | 'status' | 'priority' | 'labels' | 'edit' | 'block' | 'peek'
export type Box = { left: number; top: number; width: number; height: number }
/** What stands above the board: a menu beside the button of a card, or a small window about it. */
export type Tool = { key: string } & ({ kind: 'menu'; at: Box } | { kind: ToolKind })

/** One thing at a time, for one card. Which card that is does not change when somebody moves it meanwhile. */
export function useTools() {
  const [tool, setTool] = useState<Tool | null>(null)

  function openMenu(key: string, button: HTMLElement) {
    const { left, top, width, height } = button.getBoundingClientRect()
    button.setAttribute('aria-expanded', 'true')
    setTool({ kind: 'menu', key, at: { left, top, width, height } })
  }

  function closeMenu() {
    for (const button of document.querySelectorAll('[data-card-menu][aria-expanded=true]'))
      button.removeAttribute('aria-expanded')
    // What was chosen in it may have opened something else already.
    setTool((now) => (now?.kind === 'menu' ? null : now))
  }

  return {
    tool,
    openMenu,
    open: (kind: ToolKind, key: string) => setTool({ kind, key }),
    closeMenu,
    close: () => setTool(null),
  }
}
