'use client'

import clsx from 'clsx'
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'

export type Tab = { value: string; label: ReactNode; count?: number; content: ReactNode }

type Props = {
  label: string
  tabs: readonly Tab[]
  defaultValue?: string
  onChange?: (value: string) => void
}

/**
 * Views of one thing, kept in the page. Own, because Radix draws style attributes on the server, which our
 * policy blocks. Views that have an address are `TabLinks`.
 */
export function Tabs({ label, tabs, defaultValue, onChange }: Props) {
  const [current, setCurrent] = useState(defaultValue ?? tabs[0]?.value)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()

  function show(value: string) {
    setCurrent(value)
    onChange?.(value)
  }

  function onKeyDown(event: KeyboardEvent) {
    const at = tabs.findIndex(({ value }) => value === current)
    const target = tabs[nextTab(event.key, at, tabs.length)]
    if (!target) return
    event.preventDefault()
    show(target.value)
    list.current?.querySelector<HTMLElement>(`[data-value="${CSS.escape(target.value)}"]`)?.focus()
  }

  return (
    <div className="min-w-0">
      <div className="border-b">
        <div ref={list} role="tablist" aria-label={label} onKeyDown={onKeyDown} className={tabListClass}>
          {tabs.map(({ value, label, count }) => (
            <button
              key={value}
              type="button"
              role="tab"
              id={`${id}-tab-${value}`}
              data-value={value}
              aria-selected={value === current}
              aria-controls={`${id}-panel-${value}`}
              tabIndex={value === current ? 0 : -1}
              onClick={() => show(value)}
              className={tabClass(value === current)}
            >
              {label}
              {count !== undefined && <span className="font-normal text-ink-3 tabular-nums">{count}</span>}
            </button>
          ))}
        </div>
      </div>
      {tabs.map(({ value, content }) => (
        <div
          key={value}
          role="tabpanel"
          id={`${id}-panel-${value}`}
          aria-labelledby={`${id}-tab-${value}`}
          tabIndex={0}
          hidden={value !== current}
          className="pt-4"
        >
          {content}
        </div>
      ))}
    </div>
  )
}

function nextTab(key: string, at: number, count: number) {
  if (key === 'ArrowRight') return (at + 1) % count
  if (key === 'ArrowLeft') return (at - 1 + count) % count
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : -1
}

const tabListClass = '-mb-px flex gap-1 overflow-x-auto'

function tabClass(current: boolean) {
  return clsx(
    'inline-flex items-center gap-1.5 border-b-2 px-3 py-2 whitespace-nowrap transition-colors focus-visible:-outline-offset-2',
    current ? 'border-accent font-semibold text-ink' : 'border-transparent text-ink-2 hover:text-ink',
  )
}
