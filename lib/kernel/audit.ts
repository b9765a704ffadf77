// The audit chain. Lines are written with the change they tell of; a sealer, one at a time, chains committed lines by
// hash into a table that nobody can change. Verifying makes each hash again from the line as it stands.
import { createHash } from 'node:crypto'
import { asViewer, Prisma } from './db'
import { log } from './log'
import type { Asker } from './audience'

export type AuditLine = {
  id: bigint
  at: Date
  personId: string | null
  role: string
  via: string
  command: string
  commandId: string
  kind: string | null
  subjectId: string | null
  detail: string
}

/** The bytes of a line under its hash; work.audit_bytes in the database makes the same. */
export function auditBytes(line: AuditLine): Buffer {
  const fields = [
    line.id,
    line.at.getTime(),
    line.personId ?? '',
    line.role,
    line.via,
    line.command,
    line.commandId,
    line.kind ?? '',
    line.subjectId ?? '',
    line.detail,
  ]
  return Buffer.from(fields.join('\x1f'), 'utf8')
}

/** Seals what is committed and not yet sealed. Answers how many lines; another sealer at work counts as none. */
export async function sealAudit(): Promise<number> {
  const rows = await asViewer(
    { kind: 'system' },
    (tx) => tx.$queryRaw<{ n: number }[]>`SELECT work.seal_audit(2000) AS n`,
  )
  return Math.max(0, rows[0]?.n ?? 0)
}

export type AuditReport = {
  lines: number
  sealed: number
  unsealed: bigint[]
  broken: { n: bigint; lineId: bigint; why: string }[]
}

/** Goes through the whole chain in pieces, as `asker` (system or an admin). Every line is either sealed, named unsealed, or broken. */
export async function verifyAudit(asker: Asker): Promise<AuditReport> {
  const report: AuditReport = { lines: 0, sealed: 0, unsealed: [], broken: [] }
  let before = Buffer.alloc(0)
  let after = 0n
  for (;;) {
    const piece = await asViewer(asker, (tx) =>
      tx.$queryRaw<
        (AuditLine & { n: bigint; before: Uint8Array; hash: Uint8Array; gone: boolean; lineId: bigint })[]
      >(Prisma.sql`
        SELECT s.n, s.before, s.hash, s.line_id AS "lineId", l.id IS NULL AS gone, l.id, l.at, l.person_id AS "personId", l.role, l.via, l.command,
          l.command_id AS "commandId", l.kind, l.subject_id AS "subjectId", l.detail
        FROM work.audit_seal s LEFT JOIN work.audit_line l ON l.id = s.line_id WHERE s.n > ${after} ORDER BY s.n LIMIT 5000`),
    )
    for (const seal of piece) {
      const wrong = (why: string) => report.broken.push({ n: seal.n, lineId: seal.lineId, why })
      if (seal.n !== after + 1n) wrong('a seal before it is missing')
      if (!before.equals(seal.before)) wrong('it does not follow the seal before it')
      if (seal.gone) wrong('its line is missing')
      else if (!createHash('sha256').update(seal.before).update(auditBytes(seal)).digest().equals(seal.hash))
        wrong('its line was changed')
      before = Buffer.from(seal.hash)
      after = seal.n
      report.sealed += 1
    }
    if (piece.length < 5000) break
  }
  const rest = await asViewer(asker, (tx) =>
    tx.$queryRaw<{ lines: bigint; unsealed: bigint[] | null }[]>(Prisma.sql`
      SELECT (SELECT count(*) FROM work.audit_line) AS lines,
        (SELECT array_agg(l.id ORDER BY l.id) FROM work.audit_line l WHERE NOT EXISTS (SELECT 1 FROM work.audit_seal s WHERE s.line_id = l.id)) AS unsealed`),
  )
  report.lines = Number(rest[0]?.lines ?? 0n)
  report.unsealed = rest[0]?.unsealed ?? []
  return report
}

/** Keeps sealing until stopped: at once when `wake` is called, and at least once a second while there is something. */
export function startSealer(): { wake(): void; stop(): Promise<void> } {
  let stopped = false
  let running: Promise<void> | null = null
  let again = false
  async function round() {
    try {
      while (!stopped && (await sealAudit()) >= 2000) continue
    } catch (error) {
      log().warn(
        { outcome: error instanceof Error ? error.message : 'unknown' },
        'sealing waits for the database',
      )
    }
  }
  function wake() {
    if (stopped) return
    if (running) {
      again = true
      return
    }
    running = round().finally(() => {
      running = null
      if (again) {
        again = false
        setTimeout(wake, 100)
      }
    })
  }
  const tick = setInterval(wake, 900)
  tick.unref()
  return {
    wake,
    async stop() {
      stopped = true
      clearInterval(tick)
      await running
    },
  }
}
