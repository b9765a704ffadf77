'use client'

import clsx from 'clsx'
import { Siren } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, useTransition } from 'react'
import { useKeys } from '@/components/frame/keys'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { StatusDot } from '@/components/ui/status'
import { Timestamp } from '@/components/ui/timestamp'
import { useToast } from '@/components/ui/toast'
import type { QueueGroup, QueueRow } from '@/lib/requests'
import { after, mayFollow, type Verb } from '@/lib/requests/rules'
import { ClockChip } from './clock-chip'
import { DeclineForm, FinishForm, ItemForm, TeamComposer, type Act } from './verbs'

export type QueueSection = {
  group: QueueGroup
  title: string
  rows: QueueRow[]
  total: number
  moreHref?: string
}

type Ahead = Pick<QueueRow, 'version' | 'status'> & Partial<Pick<QueueRow, 'mine' | 'owner'>>

function noResult() {
  return undefined
}

function formOf(intent: string, key: string, version: number): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries({ key, version: String(version), intent })) form.set(name, value)
  return form
}

type Asked = { verb: 'reply' | 'item' | 'finish' | 'decline'; row: QueueRow }

/** The queue: a row is chosen by pointer or j/k, and one key does what its button does. */
export function QueueList({ sections, act, now }: { sections: QueueSection[]; act: Act; now: string }) {
  // What was just done is drawn before the new page has come, and the next key builds on it.
  const [ahead, setAhead] = useState<Record<string, Ahead>>({})
  const known = useRef<Record<string, Ahead>>({})
  const chain = useRef(Promise.resolve())
  const drawn = (row: QueueRow): QueueRow => {
    const news = ahead[row.key]
    return news && news.version >= row.version ? { ...row, ...news } : row
  }
  const rows = sections.flatMap((section) => section.rows.map(drawn))
  const [chosen, setChosen] = useState<string | null>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [busy, startBusy] = useTransition()
  const [busyKey, setBusyKey] = useState<string | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const router = useRouter()
  const toast = useToast()
  const current = rows.find((row) => row.key === chosen) ?? null

  // What has gone to another page takes the choice with it: the next key must not hit its neighbour. j and k go on from there.
  const place = useRef(-1)
  useEffect(() => {
    if (current) place.current = rows.indexOf(current)
  })

  function move(by: number) {
    const at = current ? rows.indexOf(current) + by : chosen && by > 0 ? place.current : place.current + by
    const row = rows[Math.max(0, Math.min(rows.length - 1, at))]
    if (!row) return
    setChosen(row.key)
    list.current?.querySelector(`[data-key="${row.key}"]`)?.scrollIntoView({ block: 'nearest' })
  }

  function quick(verb: 'see' | 'take', row: QueueRow) {
    const next = after(row.status, verb)
    if ('refusal' in next) return toast({ text: `${row.key}: ${next.refusal}` })
    const hope: Ahead = {
      version: row.version,
      status: next.status,
      ...(verb === 'take' ? { mine: true, owner: 'You' } : {}),
    }
    setAhead((all) => ({ ...all, [row.key]: hope }))
    setBusyKey(row.key)
    // One after the other: a quick second key waits for the first to be written.
    startBusy(async () => {
      await chain.current
      const done = act({}, formOf(verb, row.key, Math.max(row.version, known.current[row.key]?.version ?? 0)))
      chain.current = done.then(noResult, noResult)
      const state = await done
      if (state.done) {
        const written = { ...hope, version: Number(state.values?.version ?? row.version) }
        known.current[row.key] = written
        setAhead((all) => ({ ...all, [row.key]: written }))
        toast({
          text:
            verb === 'see' ? `${row.key} is seen, and ${row.requester} knows it.` : `You have ${row.key}.`,
        })
      } else {
        setAhead(({ [row.key]: _gone, ...rest }) => rest)
        toast({ text: state.problem ?? 'That did not work. Please try again.', danger: true })
      }
    })
  }

  const group = 'Queue'
  const may = (verb: Verb) => current !== null && mayFollow(current.status, verb)
  const askFor = (verb: Asked['verb']) => current && may(verb) && setAsked({ verb, row: current })
  useKeys([
    { keys: 'j', label: 'Next', run: () => move(1), group },
    { keys: 'k', label: 'Previous', run: () => move(-1), group },
    { keys: 'enter', label: 'Open', run: () => current && router.push(`/requests/${current.key}`), group },
    { keys: 's', label: 'Seen', run: () => current && may('see') && quick('see', current), group },
    { keys: 't', label: 'Take it', run: () => current && may('take') && quick('take', current), group },
    { keys: 'r', label: 'Reply', run: () => askFor('reply'), group },
    { keys: 'i', label: 'Make an item', run: () => askFor('item'), group },
    { keys: 'f', label: 'Done', run: () => askFor('finish'), group },
    { keys: 'd', label: 'Decline', run: () => askFor('decline'), group },
    { keys: 'escape', label: 'Choose nothing', run: () => setChosen(null), group },
  ])

  return (
    <div ref={list} className="grid gap-6">
      {sections.map(({ group: name, title, rows: own, total, moreHref }) => (
        <section key={name} aria-labelledby={`queue-${name}`} className="min-w-0">
          <h2 id={`queue-${name}`} className="mb-2 flex items-baseline gap-2 font-semibold">
            {title} <span className="text-sm font-normal text-ink-3 tabular-nums">{total}</span>
          </h2>
          {own.length === 0 ? (
            <p className="rounded-card border border-dashed px-4 py-3 text-sm text-ink-3">{nothing[name]}</p>
          ) : (
            <ul className="overflow-hidden rounded-card border bg-sheet">
              {own.map(drawn).map((row) => (
                <Line
                  key={row.key}
                  row={row}
                  now={now}
                  chosen={row.key === chosen}
                  busy={busy && row.key === busyKey}
                  onChoose={() => setChosen(row.key)}
                  onQuick={(verb) => quick(verb, row)}
                  onAsk={(verb) => setAsked({ verb, row })}
                />
              ))}
            </ul>
          )}
          {moreHref && (
            <div className="pt-2">
              <Button href={moreHref} variant="quiet" size="small">
                All {total}
              </Button>
            </div>
          )}
        </section>
      ))}
      <Dialog
        title={asked ? dialogTitles[asked.verb] : ''}
        description={asked ? `${asked.row.key} · ${asked.row.title}` : undefined}
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
      >
        {asked && (
          <AskedForm
            asked={asked}
            act={act}
            onDone={() => {
              toast({ text: doneWords[asked.verb](asked.row) })
              setAsked(null)
            }}
          />
        )}
      </Dialog>
    </div>
  )
}

function AskedForm({ asked, act, onDone }: { asked: Asked; act: Act; onDone: () => void }) {
  const around = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // After the dialog has put the cursor on its close button: words are what one came for.
    const timer = setTimeout(
      () =>
        around.current?.querySelector<HTMLElement>('textarea, input[type=text], input:not([type])')?.focus(),
      0,
    )
    return () => clearTimeout(timer)
  }, [])
  return (
    <div ref={around}>
      <VerbForm asked={asked} act={act} onDone={onDone} />
    </div>
  )
}

function VerbForm({ asked: { verb, row }, act, onDone }: { asked: Asked; act: Act; onDone: () => void }) {
  const about = { act, request: row, onDone, id: `queue-${verb}` }
  if (verb === 'item') return <ItemForm {...about} />
  if (verb === 'finish') return <FinishForm {...about} requester={row.requester} />
  if (verb === 'decline') return <DeclineForm {...about} requester={row.requester} />
  return <TeamComposer {...about} requester={row.requester} />
}

type LineProps = {
  row: QueueRow
  now: string
  chosen: boolean
  busy: boolean
  onChoose: () => void
  onQuick: (verb: 'see' | 'take') => void
  onAsk: (verb: Asked['verb']) => void
}

function Line({ row, now, chosen, busy, onChoose, onQuick, onAsk }: LineProps) {
  const shown = row.clocks.filter(({ mood }) => mood !== 'kept')
  return (
    <li
      data-key={row.key}
      data-chosen={chosen || undefined}
      onPointerDown={onChoose}
      onFocus={onChoose}
      className={clsx(
        'group relative grid gap-x-4 gap-y-1.5 border-b px-4 py-2.5 last:border-b-0 md:grid-cols-[minmax(0,1fr)_auto] md:items-center',
        chosen &&
          'bg-accent-soft before:absolute before:inset-y-0 before:start-0 before:w-0.75 before:bg-accent',
        busy && 'opacity-55',
      )}
    >
      <div className="min-w-0">
        <div className="flex min-w-0 items-center gap-2">
          {row.urgent && (
            <span
              className="inline-flex items-center gap-1 text-xs font-semibold text-danger"
              title={row.urgentReason ?? undefined}
            >
              <Siren className="size-4" aria-hidden="true" /> Urgent
            </span>
          )}
          <StatusDot status={row.status} />
          <Link
            href={`/requests/${row.key}`}
            className="min-w-0 truncate font-medium hover:underline"
            dir="auto"
          >
            {row.title}
          </Link>
        </div>
        <div className="mt-0.5 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm text-ink-3">
          <span className="tabular-nums">{row.key}</span>
          <span>{row.type}</span>
          <span className="max-w-48 truncate" dir="auto">
            {row.requester}
          </span>
          <Timestamp at={row.createdAt} now={now} />
          {row.owner && (
            <span className="inline-flex items-center gap-1.5">
              <Avatar name={row.owner} beside /> {row.mine ? 'You' : row.owner}
            </span>
          )}
        </div>
      </div>
      <div className="flex min-w-0 flex-wrap items-center gap-1.5 md:justify-end">
        {shown.map((clock) => (
          <ClockChip key={clock.name} clock={clock} />
        ))}
        <span
          className={clsx(
            'flex flex-wrap gap-1 md:order-first md:justify-end',
            chosen ? 'md:flex' : 'md:hidden md:group-focus-within:flex',
          )}
        >
          {row.status === 'new' && <Quick label="Seen" keys="S" onPress={() => onQuick('see')} />}
          {mayFollow(row.status, 'take') && !row.mine && (
            <Quick label="Take" keys="T" onPress={() => onQuick('take')} />
          )}
          {mayFollow(row.status, 'reply') && <Quick label="Reply" keys="R" onPress={() => onAsk('reply')} />}
          {mayFollow(row.status, 'item') && <Quick label="Item" keys="I" onPress={() => onAsk('item')} />}
          {mayFollow(row.status, 'finish') && <Quick label="Done" keys="F" onPress={() => onAsk('finish')} />}
          {mayFollow(row.status, 'decline') && (
            <Quick label="Decline" keys="D" onPress={() => onAsk('decline')} />
          )}
        </span>
      </div>
    </li>
  )
}

function Quick({ label, keys, onPress }: { label: string; keys: string; onPress: () => void }) {
  return (
    <Button size="small" onClick={onPress} aria-keyshortcuts={keys.toLowerCase()}>
      {label} <span className="hidden text-ink-3 md:inline">{keys}</span>
    </Button>
  )
}

const nothing = {
  new: 'Nothing waits for a first look or a hand.',
  working: 'Nobody has anything in hand.',
  waiting: 'No requester has the turn.',
  closed: 'Nothing was closed in the last two weeks.',
} satisfies Record<QueueGroup, string>

const dialogTitles = {
  reply: 'Reply',
  item: 'Make an item',
  finish: 'Done',
  decline: 'Decline',
} satisfies Record<Asked['verb'], string>

const doneWords = {
  reply: (row) => `Your words are on ${row.key}.`,
  item: (row) => `${row.key} became an item on the board’s backlog.`,
  finish: (row) => `${row.key} is done, and ${row.requester} knows it.`,
  decline: (row) => `${row.key} was declined, and ${row.requester} knows why.`,
} satisfies Record<Asked['verb'], (row: QueueRow) => string>
