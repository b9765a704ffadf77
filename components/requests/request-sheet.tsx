import clsx from 'clsx'
import { ChevronRight, Siren } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { FileList, Thread } from '@/components/threads/thread'
import { Avatar } from '@/components/ui/avatar'
import { Banner } from '@/components/ui/banner'
import { Card } from '@/components/ui/card'
import { Kbd } from '@/components/ui/kbd'
import { StatusWord } from '@/components/ui/status'
import { DayStamp, Timestamp } from '@/components/ui/timestamp'
import type { DrawnAnswer, DrawnRequest } from '@/lib/requests'
import { isClosed, mayFollow, type Verb } from '@/lib/requests/rules'
import { statusSentences } from '@/lib/requests/schema'
import { ClockChip } from './clock-chip'
import { RequestKeys } from './request-keys'
import {
  DeclineForm,
  FinishForm,
  ItemForm,
  ReopenForm,
  RequesterComposer,
  TeamComposer,
  VerbButton,
  type Act,
} from './verbs'

type Props = { request: DrawnRequest; act: Act; open?: string; sent?: boolean }

/** One request: where it stands and what is expected of whom first, then what was asked, then the thread. */
export function RequestSheet({ request, act, open, sent }: Props) {
  const { status, team, mine } = request
  const may = (verb: Verb) => team && mayFollow(status, verb)
  const verbs = (['see', 'take', 'reply', 'item', 'finish', 'decline'] as const).filter(may)
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
      {team && <RequestKeys verbs={verbs} open={open} />}
      <div className="grid min-w-0 content-start gap-6">
        {sent && (
          <Banner tone="good" title="Your request reached the security team.">
            {request.expected} You get a mail when something happens, and everything stands here.
          </Banner>
        )}
        {request.urgent && (
          <div className="flex items-start gap-3 rounded-card border border-danger/30 bg-danger-soft px-4 py-3">
            <Siren className="mt-0.5 size-4 shrink-0 text-danger" aria-hidden="true" />
            <p className="min-w-0 wrap-anywhere" dir="auto">
              <span className="font-semibold text-danger">Urgent.</span> {request.urgentReason}
            </p>
          </div>
        )}
        <WhereItStands request={request} act={act} may={may} />
        <section aria-labelledby="asked">
          <h2 id="asked" className="mb-2 text-sm font-semibold text-ink-2">
            What {mine ? 'you' : request.requester} asked
          </h2>
          <Card className="grid gap-4">
            {request.answers.map((answer) => (
              <Answer key={answer.label} answer={answer} />
            ))}
            {request.files.length > 0 && (
              <div className="grid gap-1">
                <p className="text-sm text-ink-3">Files</p>
                <FileList files={request.files} />
              </div>
            )}
          </Card>
        </section>
        <section aria-labelledby="thread" className="grid gap-3">
          <h2 id="thread" className="text-sm font-semibold text-ink-2">
            Thread
          </h2>
          <Thread
            comments={request.thread}
            requester={request.requester}
            team={team}
            empty={
              team
                ? 'Nothing has been said yet.'
                : 'Nothing has been said yet. Replies from the security team appear here.'
            }
          />
          {team ? (
            <Card id="panel-reply">
              <TeamComposer act={act} request={request} requester={request.requester} />
            </Card>
          ) : (
            !isClosed(status) && (
              <Card id="panel-reply">
                <RequesterComposer act={act} request={request} />
              </Card>
            )
          )}
        </section>
      </div>
      <Aside request={request} act={act} may={may} />
    </div>
  )
}

function WhereItStands({
  request,
  act,
  may,
}: {
  request: DrawnRequest
  act: Act
  may: (verb: Verb) => boolean
}) {
  const { status, team, mine, owner } = request
  return (
    <Card className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <StatusWord status={status} className="text-lg font-semibold" />
        <span className="inline-flex min-w-0 items-center gap-1.5 text-ink-2">
          <Avatar name={owner} beside />
          <span className="truncate">
            {owner ? (isClosed(status) ? `by ${owner}` : `${owner} has it`) : 'Nobody has it yet'}
          </span>
        </span>
        <span className="flex flex-wrap gap-1.5">
          {request.clocks.map((clock) => (
            <ClockChip key={clock.name} clock={clock} />
          ))}
        </span>
      </div>
      {(mine || !team) && (
        <p className="text-ink-2">
          {statusSentences[status]}{' '}
          {!isClosed(status) && status !== 'waiting' && (
            <span className="font-medium text-ink">{request.expected}</span>
          )}
        </p>
      )}
      {request.closingWords && (
        <div className={clsx('rounded-control border bg-paper px-3 py-2', team && 'read-outside')}>
          <p className="text-sm text-ink-3">
            {status === 'declined' ? 'Why it was declined' : 'What came of it'}
          </p>
          <p className="wrap-anywhere whitespace-pre-line" dir="auto">
            {request.closingWords}
          </p>
        </div>
      )}
      {team && (may('see') || (may('take') && !request.held)) && (
        <div className="flex flex-wrap items-center gap-2">
          {may('take') && !request.held && (
            <VerbButton act={act} request={request} intent="take" variant="main">
              {owner ? 'Take it over' : 'Take it'} <Kbd>T</Kbd>
            </VerbButton>
          )}
          {may('see') && (
            <VerbButton act={act} request={request} intent="see">
              Seen <Kbd>S</Kbd>
            </VerbButton>
          )}
        </div>
      )}
    </Card>
  )
}

function Answer({ answer: { label, kind, values } }: { answer: DrawnAnswer }) {
  return (
    <div className="grid min-w-0 gap-0.5">
      <p className="text-sm text-ink-3">{label}</p>
      {kind === 'link' || kind === 'links' ? (
        <ul className="grid gap-0.5">
          {values.map((value) => (
            <li key={value} className="min-w-0 wrap-anywhere">
              <a href={value} rel="noreferrer noopener nofollow" target="_blank" className="link">
                {value}
              </a>
            </li>
          ))}
        </ul>
      ) : kind === 'date' ? (
        <DayStamp day={values[0] ?? ''} />
      ) : (
        <p className="wrap-anywhere whitespace-pre-line" dir="auto">
          {values.join(', ')}
        </p>
      )}
    </div>
  )
}

function Aside({ request, act, may }: { request: DrawnRequest; act: Act; may: (verb: Verb) => boolean }) {
  const { team, mine, status } = request
  return (
    <aside className="grid min-w-0 content-start gap-5 lg:sticky lg:top-17 lg:self-start">
      {team && !isClosed(status) && (
        <div className="grid gap-2">
          {may('item') && (
            <Panel id="item" title="Make an item" keys="I">
              <ItemForm act={act} request={request} />
            </Panel>
          )}
          {may('finish') && (
            <Panel id="finish" title="Done" keys="F">
              <FinishForm act={act} request={request} requester={request.requester} />
            </Panel>
          )}
          {may('decline') && (
            <Panel id="decline" title="Decline" keys="D">
              <DeclineForm act={act} request={request} requester={request.requester} />
            </Panel>
          )}
        </div>
      )}
      {isClosed(status) && (team || mine) && (
        <Panel id="reopen" title="Open it again">
          <ReopenForm act={act} request={request} readers={mine ? 'The security team' : request.requester} />
        </Panel>
      )}
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-sm">
        <Fact name="Kind">{request.type.name}</Fact>
        <Fact name="Asked by">{mine ? 'You' : request.requester}</Fact>
        <Fact name="Asked">
          <Timestamp at={request.createdAt} />
        </Fact>
        {request.due && (
          <Fact name="Needed by">
            <DayStamp day={request.due} />
          </Fact>
        )}
        <Fact name="Read by">
          {mine ? 'You and the security team' : `${request.requester} and the security team`}
        </Fact>
      </dl>
      {request.items.length > 0 && (
        <section>
          <h2 className="mb-1.5 text-sm font-semibold text-ink-2">Work that came of it</h2>
          <ul className="grid gap-1">
            {request.items.map((item) => (
              <li key={item.key}>
                <Link
                  href={`/items/${item.key}`}
                  className="flex items-center gap-2 rounded-control border bg-sheet px-3 py-2 text-sm hover:bg-hover"
                >
                  <span className="text-ink-3 tabular-nums">{item.key}</span>
                  <span className="min-w-0 flex-1 truncate" dir="auto">
                    {item.title}
                  </span>
                  <StatusWord status={item.status} className="text-xs text-ink-2" />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2 className="mb-1.5 text-sm font-semibold text-ink-2">What happened</h2>
        <ol className="grid gap-2 border-s ps-4 text-sm">
          {request.timeline.map((entry, n) => (
            <li
              key={n}
              className="relative before:absolute before:top-1.5 before:-start-[1.19rem] before:size-1.5 before:rounded-full before:bg-line-2"
            >
              <span className="font-medium">{entry.who ?? 'Somebody'}</span>{' '}
              <span className="text-ink-2">{entry.what}</span>{' '}
              <Timestamp at={entry.at} className="text-ink-3" />
            </li>
          ))}
        </ol>
      </section>
    </aside>
  )
}

function Panel({
  id,
  title,
  keys,
  children,
}: {
  id: string
  title: string
  keys?: string
  children: ReactNode
}) {
  return (
    <details id={`panel-${id}`} name="verb" className="group rounded-card border bg-sheet">
      <summary className="flex h-10 items-center gap-2 rounded-card px-3 font-medium hover:bg-hover">
        <ChevronRight
          className="size-4 text-ink-3 transition-transform group-open:rotate-90"
          aria-hidden="true"
        />
        <span className="flex-1">{title}</span>
        {keys && <Kbd>{keys}</Kbd>}
      </summary>
      <div className="border-t p-3">{children}</div>
    </details>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  )
}
