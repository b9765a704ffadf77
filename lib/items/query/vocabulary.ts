// The words that a viewer may use.
import { Prisma, type Tx } from '../../kernel/db'
import type { Vocabulary } from '../../kernel/query'
import { fieldWords, functionWords } from './words'

export type Surroundings = { vocabulary: Vocabulary; zone: string }

/** What a query is read against, in one statement. */
export async function surroundings(tx: Tx): Promise<Surroundings> {
  const [row] = await tx.$queryRaw<{ zone: string }[]>(Prisma.sql`SELECT zone FROM work.workspace`)
  return { vocabulary: { fields: fieldWords, functions: functionWords }, zone: row?.zone ?? 'UTC' }
}
