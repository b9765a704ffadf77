'use client'

import '@/components/ui/style-nonce'
import { Command } from 'cmdk'
import { CornerDownLeft, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Dialog as Radix } from 'radix-ui'
import { useEffect, useState, type ReactNode } from 'react'
import { overlayClass } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { useCurrentActs, type Act } from './acts'
import { FrameIconView } from './icons'
import type { PaletteProps } from './palette'

type Found = { href: string; title: string; key?: string; kind?: string }

/** Does what can be done with the selection, goes, makes and finds. Our own entries are matched here; what the server found is shown as it came. */
export function PaletteDialog({ open, onOpenChange, links, entries, search }: PaletteProps) {
  const router = useRouter()
  const [typed, setTyped] = useState('')
  /** The act whose choices are shown. */
  const [asked, setAsked] = useState<Act | null>(null)
  const current = useCurrentActs()
  const found = useFound(search, open && !asked ? typed : '')

  function close() {
    onOpenChange(false)
    setTyped('')
    setAsked(null)
  }
  function go(href: string) {
    close()
    router.push(href)
  }
  /** After the palette is gone: what is done may open a window of its own. */
  function act(run: () => void) {
    close()
    setTimeout(run)
  }

  const choices = asked ? fittingChoices([asked], typed) : fittingChoices(current?.acts ?? [], typed, 2)
  const acts = asked ? [] : (current?.acts ?? []).filter(({ label }) => matches(label, typed))
  const places = links.filter(({ label }) => matches(`Go to ${label}`, typed))
  const makes = entries.filter(({ label }) => matches(`New ${label}`, typed))
  return (
    <Radix.Root
      open={open}
      onOpenChange={(next) => {
        if (next) onOpenChange(true)
        else close()
      }}
    >
      <Radix.Portal>
        <Radix.Overlay className={overlayClass} />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-x-3 top-[12dvh] z-50 mx-auto max-w-xl animate-rise overflow-hidden rounded-dialog border bg-sheet shadow-float focus:outline-none"
        >
          <Radix.Title className="sr-only">Search and do</Radix.Title>
          <Command shouldFilter={false} loop label="Search and do">
            <div className="flex items-center gap-3 border-b px-4">
              <Search className="size-4 shrink-0 text-ink-3" aria-hidden="true" />
              <Command.Input
                value={typed}
                onValueChange={setTyped}
                onKeyDown={(event) => {
                  if (!asked || typed !== '' || event.key !== 'Backspace') return
                  event.preventDefault()
                  setAsked(null)
                }}
                placeholder={
                  asked
                    ? asked.label
                    : search
                      ? 'Find a title, a key, a person; or go somewhere'
                      : 'Go somewhere, or make something'
                }
                className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none"
              />
              <Kbd className="text-ink-3">Esc</Kbd>
            </div>
            <Command.List
              label="What fits"
              className="max-h-[min(30rem,64dvh)] overflow-y-auto p-1.5 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-3"
            >
              <Command.Empty className="px-3 py-8 text-center text-ink-2">
                {found.state === 'looking' ? 'Looking…' : `Nothing fits “${typed}”.`}
              </Command.Empty>
              {found.state === 'failed' && (
                <p role="alert" className="px-2.5 py-2 text-sm text-danger">
                  The search did not answer. Going and making still work.
                </p>
              )}
              {acts.length > 0 && (
                <Command.Group heading={current?.heading}>
                  {acts.map((each) => (
                    <Line
                      key={each.id}
                      value={`act ${each.id}`}
                      onSelect={() => {
                        if (!each.choices) return act(each.run)
                        setTyped('')
                        setAsked(each)
                      }}
                      end={each.keys && <Keys keys={each.keys} />}
                    >
                      {each.label}
                    </Line>
                  ))}
                </Command.Group>
              )}
              {choices.length > 0 && (
                <Command.Group heading={asked ? `${asked.label} · ${current?.heading}` : 'Change to'}>
                  {choices.map(({ of, id, label, run }) => (
                    <Line key={`${of.id} ${id}`} value={`choice ${of.id} ${id}`} onSelect={() => act(run)}>
                      {!asked && <span className="shrink-0 text-ink-3">{of.label}:</span>}
                      <span className="truncate" dir="auto">
                        {label}
                      </span>
                    </Line>
                  ))}
                </Command.Group>
              )}
              {!asked && found.results.length > 0 && (
                <Command.Group heading="Found">
                  {found.results.map(({ href, title, key, kind }) => (
                    <Line key={href} value={`found ${href}`} onSelect={() => go(href)} end={kind}>
                      {key && <span className="shrink-0 text-ink-3 tabular-nums">{key}</span>}
                      <span className="truncate" dir="auto">
                        {title}
                      </span>
                    </Line>
                  ))}
                </Command.Group>
              )}
              {!asked && places.length > 0 && (
                <Command.Group heading="Go to">
                  {places.map(({ href, label, icon, keys }) => (
                    <Line
                      key={href}
                      value={`go ${href}`}
                      onSelect={() => go(href)}
                      end={keys && <Keys keys={keys} />}
                    >
                      <FrameIconView name={icon} className="size-4 shrink-0 text-ink-3" />
                      {label}
                    </Line>
                  ))}
                </Command.Group>
              )}
              {!asked && makes.length > 0 && (
                <Command.Group heading="Make">
                  {makes.map(({ href, label, icon }) => (
                    <Line key={href} value={`make ${href}`} onSelect={() => go(href)}>
                      <FrameIconView name={icon} className="size-4 shrink-0 text-ink-3" />
                      New {label.charAt(0).toLowerCase() + label.slice(1)}
                    </Line>
                  ))}
                </Command.Group>
              )}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

type LineProps = { value: string; onSelect: () => void; end?: ReactNode; children: ReactNode }

function Line({ value, onSelect, end, children }: LineProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="group/line flex min-h-9 cursor-pointer items-center gap-2.5 rounded-control px-2.5 text-base select-none data-[selected=true]:bg-accent-soft"
    >
      {children}
      <span className="ms-auto flex shrink-0 items-center gap-2 text-xs text-ink-2">
        {end}
        <CornerDownLeft
          className="size-3.5 opacity-0 group-data-[selected=true]/line:opacity-100"
          aria-hidden="true"
        />
      </span>
    </Command.Item>
  )
}

function Keys({ keys }: { keys: string }) {
  return keys.split(' ').map((key) => <Kbd key={key}>{key.toUpperCase()}</Kbd>)
}

type Search = { state: 'idle' | 'looking' | 'failed'; results: Found[] }

/** Asks a moment after the last letter, and forgets answers to earlier questions. */
function useFound(url: string | undefined, typed: string): Search {
  const [answer, setAnswer] = useState<{ question: string; failed: boolean; results: Found[] } | null>(null)
  const question = typed.trim()
  const asks = url !== undefined && question.length > 1

  useEffect(() => {
    if (!asks) return
    const stop = new AbortController()
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(`/api/v1/search?q=${encodeURIComponent(question)}`, {
          signal: stop.signal,
        })
        if (!response.ok) throw new Error(`search answered ${response.status}`)
        const body: { data: Found[] } = await response.json()
        setAnswer({ question, failed: false, results: body.data.slice(0, 12) })
      } catch {
        if (!stop.signal.aborted) setAnswer({ question, failed: true, results: [] })
      }
    }, 150)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [asks, url, question])

  if (!asks) return { state: 'idle', results: [] }
  if (answer?.question !== question) return { state: 'looking', results: [] }
  return { state: answer.failed ? 'failed' : 'idle', results: answer.results }
}

const mostChoices = 30

/** What fits of what acts may do, by the act's words and the choice's; of nothing typed only where one act was chosen. */
function fittingChoices(acts: readonly Act[], typed: string, least = 0) {
  if (typed.trim().length < least) return []
  return acts
    .flatMap((of) => (of.choices ?? []).map((choice) => ({ of, ...choice })))
    .filter(({ of, label }) => matches(`${of.label} ${label}`, typed))
    .slice(0, least > 0 ? mostChoices : undefined)
}

/** Every word that was typed begins some word of the entry. */
function matches(entry: string, typed: string) {
  const words = entry.toLowerCase().split(/[\s“”"():]+/)
  return typed
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)))
}
