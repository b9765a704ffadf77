// What an import finds here already, and what it says when something stands against a row.
import { asViewer } from '../kernel/db'
import { Refusal } from '../kernel/errors'
import { sourceOf, type PlannedIssue } from './jira-plan'
import type { JiraIssue } from './jira-csv'

export const asSystem = { kind: 'system' } as const

export type Read = { line: number; issue: JiraIssue; plan: PlannedIssue; notes: string[] }
export type Known = Map<
  string,
  { id: string; key: string | null; fingerprint: string; joined: boolean; reached: Date | null }
>

/** What of these keys is here already, by an earlier import. */
export async function recall(keys: string[]): Promise<Known> {
  const rows = await asViewer(asSystem, async (tx) => {
    const sources = [...new Set(keys.map(sourceOf))]
    return tx.$queryRaw<
      {
        externalId: string
        id: string
        key: string | null
        fingerprint: string
        joined: boolean
        reached: Date | null
      }[]
    >`
      SELECT s.external_id AS "externalId", s.subject_id AS id, i.key, s.fingerprint,
        EXISTS (SELECT 1 FROM work.import_source j WHERE j.source = s.source AND j.external_id = s.external_id AND j.kind = 'joined') AS joined,
        (SELECT max(h.at) FROM work.history h WHERE h.kind = 'item' AND h.subject_id = s.subject_id AND h.field = 'status') AS reached
      FROM work.import_source s LEFT JOIN work.item i ON i.id = s.subject_id
      WHERE s.kind = 'item' AND s.source = ANY (${sources}) AND s.external_id = ANY (${keys})`
  })
  return new Map(rows.map(({ externalId, ...row }) => [externalId, row]))
}

/** Every key that the file names: its own, and those that it points to. */
export function keysIn(read: Read[]): string[] {
  return [
    ...new Set(
      read.flatMap(({ issue }) => [
        issue.externalId,
        ...(issue.parent ? [issue.parent] : []),
        ...issue.links.map((link) => link.key),
      ]),
    ),
  ]
}

/** Names that an import has met before. */
export function names(): Promise<{ person: Set<string>; release: Set<string> }> {
  return asViewer(asSystem, async (tx) => {
    const rows = await tx.importSource.findMany({
      where: { kind: { in: ['person', 'release'] } },
      select: { kind: true, externalId: true },
    })
    const of = (kind: string) => new Set(rows.filter((row) => row.kind === kind).map((row) => row.externalId))
    return { person: of('person'), release: of('release') }
  })
}

export async function attempt(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work()
    return null
  } catch (error) {
    return sentences(error).join(' ')
  }
}

/** What stands against a row, in sentences. A fault of ours is one too: the other rows still come in. */
export function sentences(error: unknown): string[] {
  if (!(error instanceof Refusal))
    return ['It could not be written, and that is our fault; the log knows more. Run the import again.']
  return error.fields.length > 0
    ? error.fields.map((field) => `${field.path}: ${field.message}`)
    : [error.message]
}
