import { tooLate } from '../../kernel/command'
import type { Tx } from '../../kernel/db'
import { orNotFound } from '../../kernel/errors'
import { Prisma } from '../../kernel/db'

/** The iteration, locked for a change; refused when somebody else changed it since `version`. */
export async function getIterationToChange(tx: Tx, number: number, version: number | undefined) {
  await tx.$queryRaw(Prisma.sql`SELECT 1 FROM work.iteration WHERE number = ${number} FOR UPDATE`)
  const iteration = orNotFound(await tx.iteration.findUnique({ where: { number } }))
  if (version !== undefined && version !== iteration.version)
    throw await tooLate(tx, { kind: 'iteration', id: iteration.id, since: version })
  return iteration
}

export function asDay(text: string): Date {
  return new Date(`${text}T00:00:00Z`)
}

export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}
