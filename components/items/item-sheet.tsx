import { ChevronRight, Lightbulb, MessageCircleQuestion } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { FacePanel } from '@/components/clearance/face-panel'
import { AudienceChip } from '@/components/ui/audience-chip'
import { Avatar } from '@/components/ui/avatar'
import { Card } from '@/components/ui/card'
import { Chip } from '@/components/ui/chip'
import { DayStamp, Timestamp } from '@/components/ui/timestamp'
import { PriorityIcon } from '@/components/ui/priority-icon'
import { StatusDot, StatusWord } from '@/components/ui/status'
import type { Asker, Viewer } from '@/lib/kernel/audience'
import type { FormState } from '@/lib/kernel/forms'
import { renderMarkdown } from '@/lib/kernel/markdown'
import type { ItemChoices, ItemSheet } from '@/lib/items'
import { commentAudiencesFor } from '@/lib/items/rules'
import { originLabels, typeLabels } from '@/lib/items/schema'
import { AudienceForm } from './audience-form'
import { CommentComposer } from './comment-composer'
import { FieldsForm } from './fields-form'
import { ArchiveForm, RelateForm, UnrelateButton } from './relation-forms'
import { RefreshWhenTold } from './refresh-when-told'
import { WordsForm } from './words-form'

export type ItemAction = (state: FormState, form: FormData) => Promise<FormState>
export type ItemActions = Record<'update' | 'comment' | 'relate' | 'archive', ItemAction>

type Props = {
  item: ItemSheet
  asker: Asker
  viewer: Viewer
  team: boolean
  /** What the team may choose from; null for whoever reads only. */
  choices: ItemChoices | null
  since: string
  now: string
  once: string
  actions: ItemActions
}

/** One item: what, why, state, who; the talk by audience; where it came from; what happened to it. */
export function ItemSheetView({ item, asker, viewer, team, choices, since, now, once, actions }: Props) {
  const resolve = ({ kind, text }: { kind: string; text: string }) => {
    const href = kind === 'key' ? item.links[text] : undefined
    return href ? { href, label: text } : null
  }
  const editable = team && item.archivedAt === null
  return (
    <div className="grid items-start gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_19rem]">
      <RefreshWhenTold itemKey={item.key} since={since} />
      <div className="grid min-w-0 gap-7">
        <section aria-label="What and why" className="grid gap-3">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-sm text-ink-2">
            <StatusWord status={item.status} />
            <span>{typeLabels[item.type]}</span>
            <AudienceChip
              audience={item.audience}
              people={item.audience === 'restricted' ? item.named.length : undefined}
            />
          </div>
          {item.archivedAt && (
            <p className="rounded-card border bg-sunk px-3 py-2 text-sm text-ink-2">
              Archived <Timestamp at={item.archivedAt} now={new Date(now)} />. It is on no board, and nothing
              of it is lost.
            </p>
          )}
          <h2 className="text-xl wrap-anywhere" dir="auto">
            {item.title}
          </h2>
          {item.description ? (
            <div className="prose max-w-[72ch]" dir="auto">
              {renderMarkdown(item.description, { resolve, id: 'description' })}
            </div>
          ) : (
            <p className="text-ink-3">Nobody has written yet what is to be done and why.</p>
          )}
          {editable && (
            <WordsForm
              item={{
                key: item.key,
                version: item.version,
                title: item.title,
                description: item.description,
              }}
              action={actions.update}
            />
          )}
        </section>

        {(item.children.length > 0 || item.relations.length > 0 || editable) && (
          <section aria-labelledby="belongs" className="grid gap-2">
            <h2 id="belongs" className="text-lg">
              What belongs to it
            </h2>
            {item.children.length > 0 && (
              <ul className="divide-y rounded-card border bg-sheet">
                {item.children.map((child) => (
                  <li key={child.key} className="px-3 py-2">
                    <LinkedItem item={child} />
                  </li>
                ))}
              </ul>
            )}
            {item.relations.length > 0 && (
              <ul className="grid gap-1">
                {item.relations.map((relation) => (
                  <li key={`${relation.words} ${relation.key}`} className="flex min-w-0 items-center gap-2">
                    <span className="w-28 shrink-0 text-sm text-ink-3">{relation.words}</span>
                    <LinkedItem item={relation} />
                    {editable && (
                      <UnrelateButton itemKey={item.key} relation={relation} action={actions.relate} />
                    )}
                  </li>
                ))}
              </ul>
            )}
            {editable && <RelateForm itemKey={item.key} action={actions.relate} />}
          </section>
        )}

        {team && (
          <FacePanel
            subject={{ kind: 'item', id: item.id, key: item.key, title: item.title }}
            asker={asker}
            viewer={viewer}
          />
        )}

        <Talk {...{ item, team, now, once, actions, resolve }} />
        <Happened item={item} now={now} />
      </div>

      <aside aria-label="Facts" className="grid min-w-0 gap-5">
        {editable && choices ? (
          <FieldsForm item={fieldsOf(item)} choices={choices} action={actions.update} />
        ) : (
          <ReadFacts item={item} />
        )}
        <CameFrom item={item} />
        {editable && choices && item.audience !== 'restricted' && (
          <AudienceForm
            item={{ key: item.key, version: item.version, audience: item.audience }}
            people={choices.people.filter((person) => person.team && person.id !== viewer.id)}
            action={actions.update}
          />
        )}
        {item.audience === 'restricted' && (
          <section aria-labelledby="named" className="grid gap-2">
            <h2 id="named" className="text-base">
              It exists for
            </h2>
            <ul className="grid gap-1.5 text-sm">
              {item.named.map((person) => (
                <li key={person.id} className="flex items-center gap-2">
                  <Avatar name={person.name} beside />
                  {person.name}
                </li>
              ))}
            </ul>
          </section>
        )}
        {team && (
          <ArchiveForm
            item={{ key: item.key, version: item.version, archived: item.archivedAt !== null }}
            action={actions.archive}
          />
        )}
      </aside>
    </div>
  )
}

type TalkProps = Pick<Props, 'item' | 'team' | 'now' | 'once' | 'actions'> & {
  resolve: (reference: { kind: string; text: string }) => { href: string; label: string } | null
}

function Talk({ item, team, now, once, actions, resolve }: TalkProps) {
  return (
    <section aria-labelledby="talk" className="grid gap-3">
      <h2 id="talk" className="text-lg">
        Comments
      </h2>
      {item.comments.length === 0 && <p className="text-ink-3">Nothing has been said yet.</p>}
      <ol className="grid gap-3">
        {item.comments.map((comment) => (
          <li key={comment.id} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
            <Avatar name={comment.author} size="normal" beside />
            <Card className="p-3!">
              <div className="mb-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
                <span className="font-semibold">{comment.author}</span>
                <Timestamp at={comment.createdAt} now={new Date(now)} className="text-ink-3" />
                <CommentChip audience={comment.audience} people={item.named.length} />
              </div>
              <div className="prose" dir="auto">
                {renderMarkdown(comment.body, { resolve, id: `comment-${comment.id}` })}
              </div>
              {comment.files.length > 0 && (
                <ul className="mt-2 flex flex-wrap gap-2 text-sm">
                  {comment.files.map((file) => (
                    <li key={file.id}>
                      <a className="link" href={`/api/v1/files/${file.id}`}>
                        {file.name}
                      </a>
                    </li>
                  ))}
                </ul>
              )}
            </Card>
          </li>
        ))}
      </ol>
      {item.archivedAt === null && (
        <CommentComposer
          itemKey={item.key}
          audiences={commentAudiencesFor(item, { team })}
          people={item.named.length}
          once={once}
          action={actions.comment}
        />
      )}
    </section>
  )
}

function CommentChip({ audience, people }: { audience: string; people: number }) {
  if (audience === 'internal' || audience === 'private') return <AudienceChip audience={audience} />
  return audience === 'restricted' ? <AudienceChip audience="restricted" people={people} /> : null
}

function Happened({ item, now }: { item: ItemSheet; now: string }) {
  return (
    <section aria-labelledby="happened">
      <details className="group">
        <summary className="flex w-fit cursor-pointer items-center gap-2 rounded-control hover:text-accent">
          <ChevronRight
            className="-me-1 size-4 text-ink-3 transition-transform group-open:rotate-90"
            aria-hidden="true"
          />
          <h2 id="happened" className="text-lg">
            History
          </h2>
          <span className="text-sm text-ink-3">
            {item.history.length} {item.history.length === 1 ? 'change' : 'changes'}
          </span>
        </summary>
        <ol className="mt-2 grid gap-1.5 border-s-2 ps-4 text-sm">
          {item.history.map((line) => (
            <li key={line.id} className="wrap-anywhere">
              <span className="font-medium">{line.by ?? 'Daylight'}</span>{' '}
              {line.field === 'created' || line.field === 'archived' ? (
                line.label
              ) : (
                <>
                  changed {line.label.toLowerCase()}
                  {line.was !== null && <Value word="from" value={line.was} />}
                  {line.is !== null ? (
                    <Value word="to" value={line.is} />
                  ) : (
                    line.was !== null && ' to nothing'
                  )}
                </>
              )}{' '}
              <Timestamp at={line.at} now={new Date(now)} className="text-ink-3" />
            </li>
          ))}
        </ol>
      </details>
    </section>
  )
}

function Value({ word, value }: { word: string; value: string }) {
  return (
    <>
      {' '}
      {word} <bdi className="text-ink-2">“{value}”</bdi>
    </>
  )
}

function CameFrom({ item }: { item: ItemSheet }) {
  return (
    <section aria-labelledby="came" className="grid gap-2">
      <h2 id="came" className="text-base">
        Where it came from
      </h2>
      <p className="text-sm text-ink-2">
        {originLabels[item.origin]}
        {item.reporter && <>, made by {item.reporter.name}</>}
      </p>
      {item.idea && (
        <Link href={`/plan/ideas/${item.idea.slug}`} className={sourceClass}>
          <Lightbulb className="mt-0.5 size-4 shrink-0 text-ink-3" aria-hidden="true" />
          <span className="grid min-w-0 gap-0.5">
            <span className="wrap-anywhere" dir="auto">
              {item.idea.title}
            </span>
            <span className="text-xs text-ink-3">Idea · {item.idea.status}</span>
          </span>
        </Link>
      )}
      {item.request && (
        <Link href={`/requests/${item.request.key}`} className={sourceClass}>
          <MessageCircleQuestion className="mt-0.5 size-4 shrink-0 text-ink-3" aria-hidden="true" />
          <span className="grid min-w-0 gap-0.5">
            <span className="wrap-anywhere" dir="auto">
              {item.request.title}
            </span>
            <span className="text-xs text-ink-3">
              Request {item.request.key} · {item.request.status}
            </span>
          </span>
        </Link>
      )}
    </section>
  )
}

function ReadFacts({ item }: { item: ItemSheet }) {
  return (
    <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-2 text-sm">
      <Fact label="Status">
        <StatusWord status={item.status} />
      </Fact>
      <Fact label="Who does it">{item.assignee?.name ?? 'Nobody yet'}</Fact>
      <Fact label="Priority">
        <PriorityIcon priority={item.priority} word />
      </Fact>
      {item.estimate !== null && <Fact label="Points">{item.estimate}</Fact>}
      {item.due && (
        <Fact label="Due">
          <DayStamp day={item.due} />
        </Fact>
      )}
      {item.iteration !== null && <Fact label="Iteration">{item.iteration}</Fact>}
      {item.release && <Fact label="Release">{item.release.name}</Fact>}
      {item.goals.length > 0 && <Fact label="Goals">{item.goals.map((goal) => goal.title).join(', ')}</Fact>}
      {item.parent && (
        <Fact label="Part of">
          <LinkedItem item={item.parent} />
        </Fact>
      )}
      {item.labels.length > 0 && (
        <Fact label="Labels">
          <span className="flex flex-wrap gap-1">
            {item.labels.map((label) => (
              <Chip key={label}>{label}</Chip>
            ))}
          </span>
        </Fact>
      )}
    </dl>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{label}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  )
}

export function LinkedItem({ item }: { item: { key: string; title: string; status: string } }) {
  return (
    <Link href={`/items/${item.key}`} className="group/link flex min-w-0 items-center gap-2 text-sm">
      <StatusDot status={item.status} />
      <span className="shrink-0 text-ink-3 tabular-nums">{item.key}</span>
      <span className="truncate group-hover/link:underline" dir="auto" title={item.title}>
        {item.title}
      </span>
    </Link>
  )
}

/** What the form of facts is drawn from, and what it compares with after somebody else was quicker. */
function fieldsOf(item: ItemSheet) {
  return {
    key: item.key,
    version: item.version,
    values: {
      status: item.status as string,
      assignee: item.assignee?.id ?? '',
      priority: item.priority as string,
      type: item.type as string,
      origin: item.origin as string,
      estimate: item.estimate === null ? '' : String(item.estimate),
      due: item.due ?? '',
      iteration: item.iteration === null ? '' : String(item.iteration),
      release: item.release?.slug ?? '',
      parent: item.parent?.key ?? '',
      labels: item.labels.join(', '),
    },
    assignee: item.assignee,
    goals: item.goals.map((goal) => goal.slug),
  }
}
export type ItemFields = ReturnType<typeof fieldsOf>

const sourceClass =
  'flex min-w-0 items-start gap-2.5 rounded-card border bg-sheet px-3 py-2 text-sm transition-colors hover:bg-hover'
