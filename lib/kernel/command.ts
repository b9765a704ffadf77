// One write. Form, API, operator's tool and importer all call the same commands; there is no second way in.
// A command parses its input, opens the viewer's transaction, asks whether this viewer may, runs, and writes history,
// audit line and outbox rows before it commits. Change, record and news are one transaction: all there or none.
import { createHash, randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Asker, Viewer } from './audience'
import { asViewer, Prisma, type Tx } from './db'
import {
  badText,
  conflict,
  databaseCode,
  invalid,
  notAllowed,
  notFound,
  Refusal,
  type FieldProblem,
} from './errors'
import { log } from './log'
import { metrics } from './metrics'
import { now as theTime } from './now'

/** A thing that can be spoken of in history, audit line and news. */
export type Subject = { kind: string; id: string; version: number }

/** How a command says what it did. Values in history are ids and plain words; they are resolved for whoever reads them. */
export type Note = {
  /** A new thing. Tells the world under `event` ('item.created' unless said otherwise). */
  created(subject: Subject, event?: string): void
  /** A changed thing: one history row for each of `fields` that differs. Answers whether anything did. */
  changed<T extends object>(
    subject: Subject,
    change: { before: T; after: T; fields: readonly (keyof T & string)[]; event?: string },
  ): boolean
  /** News without a changed field, such as a comment. */
  told(subject: Subject, event: string): void
  /** Ids and outcomes for the audit line; never words. */
  detail(facts: Record<string, string | number | boolean | null>): void
}

export type Context<I> = {
  tx: Tx
  viewer: Viewer
  input: I
  now: Date
  note: Note
  /** The name of this very run in history and audit log: by it, what it did can be found and undone. */
  commandId: string
}

/** Says whether a viewer may; a sentence says no with a reason. */
export type May = (viewer: Viewer) => boolean | string

export type CommandOptions = {
  /** The client's key for this very request: a second arrival answers what the first one made. Printable ASCII, at most 200. */
  idempotencyKey?: string
  /** Where it came from: 'form', 'api', 'tool', 'import'. */
  via?: string
}

export type Command<In, Out> = {
  (asker: Asker, input: In, options?: CommandOptions): Promise<Out>
  commandName: string
  schema: z.ZodType
}

/** Every command there is, by name: the permission matrix reads this list. */
export const commandNames = new Set<string>()

/**
 * Makes a command. `run` answers the thing it made or changed. With an idempotency key a replay calls `replay` with the
 * id of what the first call made, in a fresh transaction of the viewer, so it is authorised anew.
 */
export function command<Schema extends z.ZodType, Out extends { id: string }>(spec: {
  name: string
  input: Schema
  may: May
  /** What only one such command at a time may work on; taken before anything is read. */
  lock?: string
  run(context: Context<z.output<Schema>>): Promise<Out>
  /** Of an answer what `replay` cannot read again; no words of things, for they are to be read anew as well. */
  keep?(out: Out): object
  replay?(context: { tx: Tx; viewer: Viewer; id: string; kept: unknown }): Promise<Out | null>
}): Command<z.input<Schema>, Out> {
  commandNames.add(spec.name)
  async function call(asker: Asker, raw: z.input<Schema>, options: CommandOptions = {}): Promise<Out> {
    try {
      const input = parse(spec.input, raw)
      const out = await asViewer(
        asker,
        async (tx, viewer) => {
          const may = spec.may(viewer)
          if (may !== true) throw notAllowed(typeof may === 'string' ? may : undefined)
          if (!options.idempotencyKey || !viewer.id) return attempt(tx, viewer, input, options)
          return once(tx, viewer, input, raw, { ...options, idempotencyKey: options.idempotencyKey })
        },
        { lock: spec.lock },
      )
      metrics().commands.inc({ command: spec.name, outcome: 'done' })
      return out
    } catch (error) {
      const refusal = asRefusal(error)
      metrics().commands.inc({ command: spec.name, outcome: refusal?.code ?? 'failed' })
      if (!refusal)
        log().error(
          { command: spec.name, outcome: error instanceof Error ? error.message : 'unknown' },
          'a command failed',
        )
      throw refusal ?? error
    }
  }

  async function attempt(
    tx: Tx,
    viewer: Viewer,
    input: z.output<Schema>,
    options: CommandOptions,
  ): Promise<Out> {
    const at = theTime()
    const book = new Book({
      viewer,
      at,
      name: spec.name,
      via: options.via ?? (viewer.scopes ? 'api' : 'form'),
    })
    const out = await spec.run({ tx, viewer, input, now: at, note: book, commandId: book.commandId })
    await book.write(tx)
    return out
  }

  async function once(
    tx: Tx,
    viewer: Viewer,
    input: z.output<Schema>,
    raw: unknown,
    options: CommandOptions & { idempotencyKey: string },
  ): Promise<Out> {
    const personId = viewer.id!
    const key = options.idempotencyKey
    if (!/^[\x20-\x7e]{1,200}$/.test(key))
      throw invalid('Idempotency-Key', 'A key for a request has 1 to 200 printable ASCII characters.')
    const fingerprint = new Uint8Array(
      createHash('sha256')
        .update(`${spec.name}\n${stable(raw)}`)
        .digest(),
    )
    // An uncommitted row cannot be seen, so two at once are told apart by a lock and not by the table.
    const [lock] = await tx.$queryRaw<
      { free: boolean }[]
    >`SELECT pg_try_advisory_xact_lock(hashtextextended(${`${personId} ${key}`}, 0)) AS free`
    if (!lock?.free) throw conflict('The same request is still being worked on. Wait a moment and ask again.')
    const kept = await tx.idempotency.findUnique({ where: { personId_key: { personId, key } } })
    if (kept) {
      if (Buffer.compare(kept.fingerprint, fingerprint) !== 0)
        throw invalid(
          'Idempotency-Key',
          'This key was used for another request. Use a new key for each request.',
        )
      const again = await spec.replay?.({ tx, viewer, id: kept.subjectId, kept: kept.kept })
      if (!again) throw notFound()
      return again
    }
    const out = await attempt(tx, viewer, input, options)
    await tx.idempotency.create({
      data: {
        personId,
        key,
        fingerprint,
        kind: spec.name,
        subjectId: out.id,
        ...(spec.keep && { kept: spec.keep(out) }),
      },
    })
    return out
  }

  return Object.assign(call, { commandName: spec.name, schema: spec.input })
}

/** Parses with one sentence a field; throws `invalid` with all of them. */
export function parse<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  const result = schema.safeParse(raw)
  if (result.success) return result.data
  const fields: FieldProblem[] = result.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          path: [...issue.path, key].join('.'),
          message: 'This field is not known here.',
        }))
      : [{ path: issue.path.join('.'), message: issue.message }],
  )
  throw new Refusal(
    'invalid',
    fields.length === 1 ? fields[0]!.message : `${fields.length} fields need another look.`,
    fields,
  )
}

/** What the database itself refused, in the words of the closed set; null for a fault of ours. */
function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  const code = databaseCode(error)
  if (code === 'DL001')
    return invalid(
      'audience',
      'An audience is widened by clearance alone: write a face and let a second person approve it.',
    )
  if (code === 'DL002')
    return conflict('Two people publish: whoever wrote or submitted these words cannot approve them.')
  if (code === 'DL404') return notFound()
  // A policy said no to a row that the command meant to write: for this viewer the thing is not there.
  if (code === '42501') return notFound()
  if (code === '40001' || code === '40P01')
    return conflict('Somebody changed this at the same moment. Please try again.')
  if (code === '23505') return conflict('The same thing was written at the same moment. Please try again.')
  return badText(error)
}

/** The same text for the same value, whatever the order of its keys. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

type HistoryRow = {
  kind: string
  subject_id: string
  version: number
  field: string
  was: unknown
  is: unknown
}
type NewsRow = { kind: string; subject_id: string; version: number; event: string }

/** A NOTIFY carries less than 8,000 bytes. */
const mostCalled = 50

/** Gathers what a command did, and writes it all in one statement. */
class Book implements Note {
  private history: HistoryRow[] = []
  private news: NewsRow[] = []
  private facts: Record<string, string | number | boolean | null> = {}
  private about: Subject | null = null
  readonly commandId = randomUUID()

  constructor(private who: { viewer: Viewer; at: Date; name: string; via: string }) {}

  created(subject: Subject, event = `${subject.kind}.created`) {
    this.remember(subject, { field: 'created', was: null, is: null })
    this.told(subject, event)
  }

  changed<T extends object>(
    subject: Subject,
    change: { before: T; after: T; fields: readonly (keyof T & string)[]; event?: string },
  ) {
    const differing = change.fields.filter(
      (field) => plain(change.before[field]) !== plain(change.after[field]),
    )
    for (const field of differing)
      this.remember(subject, { field, was: change.before[field] ?? null, is: change.after[field] ?? null })
    if (differing.length > 0) this.told(subject, change.event ?? `${subject.kind}.changed`)
    return differing.length > 0
  }

  told(subject: Subject, event: string) {
    this.about ??= subject
    this.news.push({ kind: subject.kind, subject_id: subject.id, version: subject.version, event })
  }

  detail(facts: Record<string, string | number | boolean | null>) {
    Object.assign(this.facts, facts)
  }

  private remember({ kind, id, version }: Subject, change: Pick<HistoryRow, 'field' | 'was' | 'is'>) {
    this.history.push({ kind, subject_id: id, version, ...change })
  }

  async write(tx: Tx): Promise<void> {
    const { viewer, at, name, via } = this.who
    const { commandId } = this
    const person = viewer.id
    await tx.$queryRaw`
      WITH h AS (
        INSERT INTO work.history (kind, subject_id, version, field, was, "is", person_id, at, command, command_id)
        SELECT r.kind, r.subject_id, r.version, r.field, r.was, r."is", ${person}::uuid, ${at}, ${name}, ${commandId}::uuid
        FROM jsonb_to_recordset(${JSON.stringify(this.history)}::jsonb) AS r(kind text, subject_id uuid, version int, field text, was jsonb, "is" jsonb)
      ), a AS (
        INSERT INTO work.audit_line (at, person_id, role, via, command, command_id, kind, subject_id, detail)
        VALUES (${at}, ${person}::uuid, ${viewer.role}, ${via}, ${name}, ${commandId}::uuid, ${this.about?.kind ?? null}, ${this.about?.id ?? null}::uuid, ${JSON.stringify(this.facts)})
      ), o AS (
        INSERT INTO work.outbox (kind, subject_id, version, event, person_id, at)
        SELECT r.kind, r.subject_id, r.version, r.event, ${person}::uuid, ${at}
        FROM jsonb_to_recordset(${JSON.stringify(this.news)}::jsonb) AS r(kind text, subject_id uuid, version int, event text)
      ) SELECT pg_notify('daylight', ${this.call()})::text`
  }

  /** What streams hear at once, a line for each piece of news; of very much only that there is more in the outbox. */
  private call(): string {
    if (this.news.length === 0) return 'audit'
    const lines = this.news
      .slice(0, mostCalled)
      .map(({ kind, subject_id, version }) => `${kind} ${subject_id} ${version}`)
    return (this.news.length > mostCalled ? [...lines, 'more'] : lines).join('\n')
  }
}

function plain(value: unknown): string {
  return value instanceof Date ? value.toISOString() : (JSON.stringify(value) ?? 'null')
}

/**
 * For updates that carry a version: throws `stale` naming who changed what since, so that nothing typed is lost silently.
 * Only changes after the version that the person had, and only as far as this viewer may read the thing's history.
 */
export async function tooLate(
  tx: Tx,
  { kind, id, since }: { kind: string; id: string; since: number },
): Promise<Refusal> {
  const rows = await tx.$queryRaw<{ field: string; name: string | null }[]>(Prisma.sql`
    SELECT h.field, p.name FROM work.history h LEFT JOIN work.person p ON p.id = h.person_id
    WHERE h.kind = ${kind} AND h.subject_id = ${id}::uuid AND h.version > ${since} ORDER BY h.id DESC LIMIT 50`)
  const who = [...new Set(rows.map((row) => row.name ?? 'Daylight'))]
  const fields = [...new Set(rows.map((row) => inWords(row.field)))]
  const what = rows.length > 0 ? `${who.join(' and ')} changed ${fields.join(', ')}` : 'Somebody changed it'
  return new Refusal(
    'stale',
    `${what} since you opened it (you had version ${since}). Your words are still here: look at both and save again.`,
  )
}

/** A field's name in the code as a person says it: `ownerId` is the owner, `closedAt` is when it was closed. */
function inWords(field: string): string {
  return field.replace(/(?<=[a-z])(?:Id|At)$/, '').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
