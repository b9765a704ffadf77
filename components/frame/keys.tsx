'use client'

import {
  createContext,
  use,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react'
import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'

export type KeyEntry = {
  /** "e", "g b" (one after the other), "shift k", "mod k" (Cmd on a Mac, Ctrl elsewhere). */
  keys: string
  label: string
  run: () => void
  /** The heading it stands under in the sheet. */
  group?: string
  /** Works while typing, too; only with mod. */
  always?: boolean
}

type Registry = {
  register: (id: string, entries: readonly KeyEntry[]) => void
  unregister: (id: string) => void
  showSheet: () => void
}

const KeysContext = createContext<Registry | null>(null)

/** Keys of the part that calls it, for as long as it is drawn. The latest to come has precedence. */
export function useKeys(entries: readonly KeyEntry[]) {
  const id = useId()
  const registry = use(KeysContext)
  useEffect(() => registry?.register(id, entries))
  useEffect(() => () => registry?.unregister(id), [registry, id])
}

export function useKeysSheet() {
  const registry = use(KeysContext)
  return () => registry?.showSheet()
}

/** Listens once for all keys, and shows on `?` those that work here. */
export function KeysProvider({ children }: { children: ReactNode }) {
  const lists = useRef(new Map<string, readonly KeyEntry[]>())
  const pending = useRef({ first: '', at: 0 })
  const [sheet, setSheet] = useState<readonly KeyEntry[] | null>(null)
  const [on, setOn] = useState(true)

  const all = useCallback(() => [...lists.current.values()].reverse().flat(), [])
  const registry = useMemo<Registry>(
    () => ({
      register: (id, entries) => void lists.current.set(id, entries),
      unregister: (id) => void lists.current.delete(id),
      showSheet: () => {
        setOn(singleKeysOn())
        setSheet(all())
      },
    }),
    [all],
  )

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || event.repeat) return
      const pressed = nameOf(event)
      if (!pressed) return
      const typing = isTyping(event.target)
      const entries = all()

      if (pressed.startsWith('mod ')) {
        const entry = entries.find(({ keys, always }) => keys === pressed && (always || !typing))
        if (entry) run(event, entry)
        return
      }
      if (typing || isCovered() || !singleKeysOn() || presses(event)) return
      if (pressed === '?') {
        event.preventDefault()
        registry.showSheet()
        return
      }
      const { first, at } = pending.current
      const sequence = first && Date.now() - at < 1200 ? `${first} ${pressed}` : null
      pending.current = { first: '', at: 0 }
      const entry =
        entries.find(({ keys }) => keys === sequence) ?? entries.find(({ keys }) => keys === pressed)
      if (entry) run(event, entry)
      else if (entries.some(({ keys }) => keys.startsWith(`${pressed} `)))
        pending.current = { first: pressed, at: Date.now() }
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [all, registry])

  return (
    <KeysContext value={registry}>
      {children}
      <Dialog
        title="Keys of this page"
        open={sheet !== null}
        onOpenChange={(open) => !open && setSheet(null)}
        footer={
          <label className="me-auto flex items-center gap-2 text-sm text-ink-2">
            <input
              type="checkbox"
              className="size-4"
              checked={on}
              onChange={(event) => {
                setSingleKeys(event.target.checked)
                setOn(event.target.checked)
              }}
            />
            Keys without Ctrl or Cmd work on this device
          </label>
        }
      >
        <KeyList entries={sheet ?? []} />
      </Dialog>
    </KeysContext>
  )
}

function KeyList({ entries }: { entries: readonly KeyEntry[] }) {
  const shown = entries.filter(({ keys }, n) => entries.findIndex((entry) => entry.keys === keys) === n)
  const groups = [...new Set(shown.map(({ group }) => group ?? 'Here'))]
  return (
    <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
      {groups.map((group) => (
        <section key={group}>
          <h3 className="mb-1.5 text-xs font-semibold text-ink-3">{group}</h3>
          <dl className="grid gap-1">
            {shown
              .filter((entry) => (entry.group ?? 'Here') === group)
              .map(({ keys, label }) => (
                <div key={keys} className="flex items-center justify-between gap-3 text-sm">
                  <dt>{label}</dt>
                  <dd className="flex gap-1 text-ink-2">
                    {keys.split(' ').map((key) => (
                      <Kbd key={key}>{keyWord(key)}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </div>
  )
}

function run(event: KeyboardEvent, entry: KeyEntry) {
  event.preventDefault()
  entry.run()
}

/** "e", "shift k", "mod k", "?" – or nothing for a key that stands for nothing by itself. */
function nameOf(event: KeyboardEvent) {
  if (event.altKey || ['Shift', 'Control', 'Meta', 'Alt'].includes(event.key)) return null
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase()
  if (event.ctrlKey || event.metaKey) return `mod ${key}`
  return event.shiftKey && /^[a-z]$|^..+/.test(key) ? `shift ${key}` : key
}

/** Enter and space on a button are that button's. */
function presses({ key, target }: KeyboardEvent) {
  return (
    (key === 'Enter' || key === ' ') &&
    target instanceof HTMLElement &&
    target.closest('button, summary, [role=button], [role=menuitem], [role=option]') !== null
  )
}

function isTyping(target: EventTarget | null) {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  return target.isContentEditable || target.matches('textarea, select, [role=combobox], [role=textbox]')
}

/** While a dialog or a menu stands above the page, the page's keys are not meant. */
function isCovered() {
  return document.querySelector('[role=dialog][data-state=open], [role=menu][data-state=open]') !== null
}

function keyWord(key: string) {
  if (key === 'mod')
    return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl'
  return key.length === 1 ? key.toUpperCase() : key.charAt(0).toUpperCase() + key.slice(1)
}

// People who dictate, or whose hands slip, must be able to switch single keys off (WCAG 2.1.4).
function singleKeysOn() {
  try {
    return localStorage.getItem('single-keys') !== 'off'
  } catch {
    return true
  }
}

function setSingleKeys(on: boolean) {
  try {
    localStorage.setItem('single-keys', on ? 'on' : 'off')
  } catch {
    // A browser that keeps nothing: the keys stay on.
  }
}
