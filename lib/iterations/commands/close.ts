// The end of an iteration: a decision about each piece of work that is not done, all of them in one step or none.
import { isHouse, type Audience } from '../../kernel/audience'
import { command, type Context } from '../../kernel/command'
import { Prisma, type Tx } from '../../kernel/db'
import { invalid, refuseIf } from '../../kernel/errors'
import { archiveWithin, orderLock, takeIntoIteration } from '../../items'
import { writeComment } from '../../threads'
import { undecided, type Decision } from '../rules'
import { closeIterationSchema } from '../schema'
import { getIterationToChange } from './lookups'

type Unfinished = { id: string; key: string; audience: Audience }
type Decided = Unfinished & { decision: Decision; reason?: string }

/**
 * Ends an iteration. What is not done is carried into the next one, goes back to the backlog, or is dropped: taken out
 * and archived with a reason. What was planned stays marked as planned in it, so that planned and done can be compared.
 */
export const closeIteration = command({
  name: 'iteration.close',
  input: closeIterationSchema,
  may: isHouse,
  // Nothing comes in while it ends.
  lock: orderLock,
  async run(context) {
    const { tx, input, now, note } = context
    const iteration = await getIterationToChange(tx, input.number, input.version)
    const { id, number } = iteration
    refuseIf(iteration.closedAt, `Iteration ${number} is closed already.`)
    // One that nobody started was planned as it stands.
    if (!iteration.startedAt) await tx.$queryRaw(Prisma.sql`SELECT work.keep_plan(${id}::uuid, ${now})::text`)
    const decided = decide(await unfinishedIn(tx, id), input)
    const next = decided.some(({ decision }) => decision === 'carried')
      ? await nextAfter(tx, { id, number }, input.into)
      : null
    await writeOutcomes(tx, id, decided, now)
    await tx.$queryRaw(Prisma.sql`SELECT work.keep_outcomes(${id}::uuid, ${now})::text`)
    const keysOf = (decision: Decision) =>
      decided.flatMap((item) => (item.decision === decision ? [item.key] : []))
    if (next !== null) await takeIntoIteration(context, keysOf('carried'), next)
    await takeIntoIteration(context, [...keysOf('returned'), ...keysOf('dropped')], null)
    for (const item of decided) if (item.decision === 'dropped') await drop(context, item, number)
    const version = iteration.version + 1
    await tx.iteration.updateMany({
      where: { id },
      data: { startedAt: iteration.startedAt ?? now, closedAt: now, version: { increment: 1 } },
    })
    note.changed(
      { kind: 'iteration', id, version },
      {
        before: { closedAt: null },
        after: { closedAt: now.toISOString() },
        fields: ['closedAt'],
        event: 'iteration.closed',
      },
    )
    note.detail({ unfinished: decided.length })
    return { id, number, version }
  },
})

/** As far as whoever ends it can see; what is hidden from them stays where it is, and for those who see it in the backlog. */
function unfinishedIn(tx: Tx, id: string): Promise<Unfinished[]> {
  return tx.$queryRaw(Prisma.sql`
    SELECT i.id, i.key, i.audience FROM work.item i
    WHERE i.iteration_id = ${id}::uuid AND i.archived_at IS NULL AND i.status <> 'done' ORDER BY i.rank`)
}

function decide(
  unfinished: readonly Unfinished[],
  input: {
    decisions?: { key: string; decision: Decision; reason?: string }[]
    others?: 'carried' | 'returned'
  },
): Decided[] {
  const said = new Map((input.decisions ?? []).map((each) => [each.key.toUpperCase(), each]))
  const { missing, strange } = undecided(
    unfinished.map(({ key }) => key),
    [...said.keys()],
  )
  if (strange.length > 0)
    throw invalid(
      'decisions',
      `There is nothing to decide about ${listed(strange)} any more. Look at the list again.`,
    )
  if (missing.length > 0 && !input.others)
    throw invalid('decisions', `Say what becomes of ${listed(missing)}.`)
  return unfinished.map((item) => {
    const own = said.get(item.key)
    return { ...item, decision: own?.decision ?? input.others!, reason: own?.reason }
  })
}

function listed(keys: readonly string[]): string {
  return keys.length > 5 ? `${keys.slice(0, 5).join(', ')} and ${keys.length - 5} more` : keys.join(', ')
}

/** The one that comes next and is not over, or the one that was named. */
async function nextAfter(
  tx: Tx,
  iteration: { id: string; number: number },
  into: number | undefined,
): Promise<number> {
  const next = await tx.iteration.findFirst({
    where: {
      closedAt: null,
      id: { not: iteration.id },
      ...(into === undefined ? { number: { gt: iteration.number } } : { number: into }),
    },
    orderBy: { number: 'asc' },
    select: { number: true },
  })
  if (!next)
    throw invalid(
      into === undefined ? 'decisions' : 'into',
      into === undefined
        ? 'There is no next iteration to carry anything into. Plan it first.'
        : `There is no open iteration ${into}.`,
    )
  return next.number
}

async function writeOutcomes(tx: Tx, iteration: string, decided: readonly Decided[], now: Date) {
  if (decided.length === 0) return
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO work.iteration_item (iteration_id, item_id, planned, points, at, outcome, outcome_at)
    SELECT ${iteration}::uuid, i.id, false, i.estimate, ${now}, d.outcome, ${now}
    FROM unnest(${decided.map(({ id }) => id)}::uuid[], ${decided.map(({ decision }) => decision)}::text[]) AS d(id, outcome)
      JOIN work.item i ON i.id = d.id
    ON CONFLICT (iteration_id, item_id) DO UPDATE SET outcome = EXCLUDED.outcome, outcome_at = EXCLUDED.outcome_at`)
}

/** Out of everybody's way, with the reason in its thread for those who see it. */
async function drop(context: Context<unknown>, { id, key, audience, reason }: Decided, number: number) {
  if (context.viewer.id)
    await writeComment(context, {
      on: { itemId: id },
      body: `Dropped at the end of iteration ${number}: ${reason}`,
      audience: audience === 'restricted' || audience === 'private' ? audience : 'internal',
    })
  await archiveWithin(context, { key })
}
