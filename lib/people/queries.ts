// Reading people, their keys and what was done. Whoever may not administer is told what anyone is told of nothing.
import { stringify } from 'csv-stringify/sync'
import type { Asker, Role, Viewer } from '../kernel/audience'
import { verifyAudit } from '../kernel/audit'
import { cursorAt, placeAt } from '../kernel/cursor'
import { asViewer, Prisma, type Tx } from '../kernel/db'
import { notFound } from '../kernel/errors'
import { mayAdminister } from './rules'
import type { DrawnAuditLine, DrawnPerson, DrawnToken } from './schema'

const PAGE = 50

export type PeopleFilter = {
  /** Accounts that can sign in, those put out, or the unclaimed authors of imported words. */
  show?: 'accounts' | 'disabled' | 'authors'
  words?: string
  cursor?: string
}

/** People by name, with how many sessions each has open. */
export async function listPeople(
  asker: Asker,
  filter: PeopleFilter = {},
): Promise<{ people: DrawnPerson[]; next: string | null }> {
  const after = placeAt<[string, string]>('people', filter.cursor)
  const shown =
    filter.show === 'authors'
      ? Prisma.sql`p.email IS NULL`
      : filter.show === 'disabled'
        ? Prisma.sql`p.disabled_at IS NOT NULL`
        : Prisma.sql`p.email IS NOT NULL AND p.disabled_at IS NULL`
  const words = filter.words?.replaceAll('\0', '').trim().slice(0, 100)
  const rows = await asAdmin(asker, (tx) =>
    tx.$queryRaw<DrawnPerson[]>(Prisma.sql`
      SELECT p.id, p.name, p.email, p.role, p.created_at AS "createdAt", p.claimed_at AS "claimedAt", p.disabled_at AS "disabledAt",
        gate.sessions_of(p.id) AS sessions, p.version
      FROM work.person p WHERE ${shown}
        ${words ? Prisma.sql`AND (strpos(lower(p.name), lower(${words})) > 0 OR strpos(coalesce(p.email, ''), lower(${words})) > 0)` : Prisma.empty}
        ${after ? Prisma.sql`AND (p.name, p.id) > (${after[0]}, ${after[1]}::uuid)` : Prisma.empty}
      ORDER BY p.name, p.id LIMIT ${PAGE + 1}`),
  )
  const people = rows.slice(0, PAGE)
  const last = rows.length > PAGE ? people.at(-1) : undefined
  return { people, next: last ? cursorAt('people', [last.name, last.id]) : null }
}

/** Whom work can be given to: the security team, by name. */
export async function teamPeople(asker: Asker): Promise<{ id: string; name: string; role: Role }[]> {
  const rows = await asViewer(asker, (tx) =>
    tx.person.findMany({
      where: { role: { in: ['security', 'admin'] }, disabledAt: null },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      select: { id: true, name: true, role: true },
      take: 500,
    }),
  )
  return rows.map((row) => ({ ...row, role: row.role as Role }))
}

/** The own tokens; with `everybody`, an admin sees all. Never their secrets. */
export async function listTokens(asker: Asker, { everybody = false } = {}): Promise<DrawnToken[]> {
  return asViewer(asker, async (tx, viewer) => {
    if (everybody && !mayAdminister(viewer)) throw notFound()
    return tx.$queryRaw<DrawnToken[]>(Prisma.sql`
      SELECT t.id, t.name, p.name AS person, t.person_id = ${viewer.id}::uuid AS own, t.scopes, t.created_at AS "createdAt",
        t.expires_at AS "expiresAt", t.last_used_at AS "lastUsedAt", t.revoked_at AS "revokedAt"
      FROM gate.tokens() t JOIN work.person p ON p.id = t.person_id
      WHERE ${everybody} OR t.person_id = ${viewer.id}::uuid
      ORDER BY t.revoked_at IS NOT NULL, t.created_at DESC, t.id`)
  })
}

/** Which outside sign-ins lead to the own account. */
export async function listIdentities(asker: Asker): Promise<{ issuer: string; linkedAt: Date }[]> {
  return asViewer(
    asker,
    (tx) =>
      tx.$queryRaw<
        { issuer: string; linkedAt: Date }[]
      >`SELECT issuer, linked_at AS "linkedAt" FROM gate.identities()`,
  )
}

/** Days are those of UTC, first and last included. */
export type AuditFilter = { person?: string; command?: string; from?: string; to?: string; cursor?: string }

/** The audit log, newest first. */
export async function auditLines(
  asker: Asker,
  filter: AuditFilter = {},
): Promise<{ lines: DrawnAuditLine[]; next: string | null }> {
  const after = placeAt<string>('audit', filter.cursor)
  const rows = await asAdmin(asker, (tx) =>
    readAudit(tx, { filter, than: after, newestFirst: true, most: PAGE + 1 }),
  )
  const lines = rows.slice(0, PAGE)
  const last = rows.length > PAGE ? lines.at(-1) : undefined
  return { lines, next: last ? cursorAt('audit', last.id) : null }
}

/** What can be chosen in the audit log's filter: the commands that occur, and the people who can act. */
export async function auditChoices(
  asker: Asker,
): Promise<{ commands: string[]; people: { id: string; name: string }[] }> {
  return asAdmin(asker, async (tx) => {
    // Jumps from one command to the next along the index, however many lines there are.
    const commands = await tx.$queryRaw<{ command: string }[]>`
      WITH RECURSIVE each AS (
        SELECT min(command) AS command FROM work.audit_line
        UNION ALL SELECT (SELECT min(l.command) FROM work.audit_line l WHERE l.command > each.command) FROM each WHERE each.command IS NOT NULL
      ) SELECT command FROM each WHERE command IS NOT NULL`
    const people = await tx.person.findMany({
      where: { email: { not: null } },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      select: { id: true, name: true },
      take: 500,
    })
    return { commands: commands.map((row) => row.command), people }
  })
}

/** The audit log as CSV, oldest first, in pieces: each is read as the asker anew. Text stays text in a spreadsheet. */
export async function* exportAudit(
  asker: Asker,
  filter: Omit<AuditFilter, 'cursor'> = {},
): AsyncGenerator<string> {
  const columns = ['id', 'at', 'person', 'role', 'via', 'command', 'kind', 'subject', 'detail', 'sealed']
  let piece = await asAdmin(asker, (tx) =>
    readAudit(tx, { filter, than: null, newestFirst: false, most: 2000 }),
  )
  yield stringify([columns], { bom: true })
  for (;;) {
    if (piece.length > 0)
      yield stringify(
        piece.map((line) => [
          line.id,
          line.at.toISOString(),
          line.person ?? '',
          line.role,
          line.via,
          line.command,
          line.kind ?? '',
          line.subjectId ?? '',
          line.detail,
          line.sealed ? 'yes' : 'no',
        ]),
        { escape_formulas: true },
      )
    const last = piece.at(-1)
    if (!last || piece.length < 2000) return
    piece = await asAdmin(asker, (tx) =>
      readAudit(tx, { filter, than: last.id, newestFirst: false, most: 2000 }),
    )
  }
}

export type AuditCheck = {
  lines: number
  sealed: number
  unsealed: string[]
  broken: { line: string; why: string }[]
}

/** Goes through the whole chain and says what it found, as plain values for a page. */
export async function checkAudit(asker: Asker): Promise<AuditCheck> {
  await asAdmin(asker, async () => undefined)
  const report = await verifyAudit(asker)
  return {
    lines: report.lines,
    sealed: report.sealed,
    unsealed: report.unsealed.map(String),
    broken: report.broken.slice(0, 100).map(({ lineId, why }) => ({ line: String(lineId), why })),
  }
}

async function asAdmin<T>(asker: Asker, work: (tx: Tx, viewer: Viewer) => Promise<T>): Promise<T> {
  return asViewer(asker, (tx, viewer) => {
    if (!mayAdminister(viewer)) throw notFound()
    return work(tx, viewer)
  })
}

type Reading = { filter: AuditFilter; than: string | null; newestFirst: boolean; most: number }

function readAudit(tx: Tx, { filter, than, newestFirst, most }: Reading): Promise<DrawnAuditLine[]> {
  const { person, command, from, to } = filter
  return tx.$queryRaw<DrawnAuditLine[]>(Prisma.sql`
    SELECT l.id::text, l.at, coalesce(p.name, CASE WHEN l.role = 'system' THEN 'Daylight' END) AS person, l.role, l.via, l.command, l.kind,
      l.subject_id::text AS "subjectId", l.detail, s.n IS NOT NULL AS sealed
    FROM work.audit_line l LEFT JOIN work.person p ON p.id = l.person_id LEFT JOIN work.audit_seal s ON s.line_id = l.id
    WHERE true
      ${person ? Prisma.sql`AND l.person_id = ${person}::uuid` : Prisma.empty}
      ${command ? Prisma.sql`AND l.command = ${command}` : Prisma.empty}
      ${from ? Prisma.sql`AND l.at >= ${from}::date` : Prisma.empty}
      ${to ? Prisma.sql`AND l.at < ${to}::date + 1` : Prisma.empty}
      ${than === null ? Prisma.empty : newestFirst ? Prisma.sql`AND l.id < ${than}::bigint` : Prisma.sql`AND l.id > ${than}::bigint`}
    ORDER BY l.id ${newestFirst ? Prisma.sql`DESC` : Prisma.sql`ASC`} LIMIT ${most}`)
}

/** The filter in an address. What is no filter is left out, so that a mistyped address shows the whole log and no error. */
export function auditFilterOf(asked: Record<string, unknown>): Omit<AuditFilter, 'cursor'> {
  const filter: Omit<AuditFilter, 'cursor'> = {}
  const { person, command, from, to } = asked
  if (typeof person === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(person))
    filter.person = person
  if (typeof command === 'string' && /^[a-z.-]{1,60}$/.test(command)) filter.command = command
  if (isDay(from)) filter.from = from
  if (isDay(to)) filter.to = to
  return filter
}

function isDay(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const day = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
}
