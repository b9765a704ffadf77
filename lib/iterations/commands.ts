// Beginning and ending the stretches of time for which the team takes work on.
import { randomUUID } from 'node:crypto'
import { isHouse } from '../kernel/audience'
import { command } from '../kernel/command'
import { invalid, orNotFound, refuseIf } from '../kernel/errors'
import { Prisma } from '../kernel/db'
import { closeIterationSchema, createIterationSchema } from './schema'

/** Plans the next iteration; its number is the next one unless an import brings one along. */
export const createIteration = command({
  name: 'iteration.create',
  input: createIterationSchema,
  may: isHouse,
  async run({ tx, input, now, note }) {
    // Two who plan at once must not get the same number.
    await tx.$queryRaw(
      Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended('daylight.iteration', 0))::text`,
    )
    const last = await tx.iteration.findFirst({ orderBy: { number: 'desc' }, select: { number: true } })
    const number = input.number ?? (last?.number ?? 0) + 1
    if (await tx.iteration.findUnique({ where: { number }, select: { id: true } }))
      throw invalid('number', `There is an iteration ${number} already.`)
    const id = randomUUID()
    const day = (text: string) => new Date(`${text}T00:00:00Z`)
    await tx.iteration.create({
      data: {
        id,
        number,
        startsOn: day(input.startsOn),
        endsOn: day(input.endsOn),
        aims: input.aims ?? [],
        createdAt: now,
      },
      select: { id: true },
    })
    note.created({ kind: 'iteration', id, version: 1 })
    return { id, number, version: 1 }
  },
})

/** Ends an iteration. What is not done stays marked as planned in it, so that planned and done can be compared. */
export const closeIteration = command({
  name: 'iteration.close',
  input: closeIterationSchema,
  may: isHouse,
  async run({ tx, input, now, note }) {
    const iteration = orNotFound(await tx.iteration.findUnique({ where: { number: input.number } }))
    refuseIf(iteration.closedAt, `Iteration ${iteration.number} is closed already.`)
    const written = await tx.iteration.updateMany({
      where: { id: iteration.id, closedAt: null },
      data: { closedAt: now, version: { increment: 1 } },
    })
    refuseIf(written.count === 0, `Iteration ${iteration.number} is closed already.`)
    const subject = { kind: 'iteration', id: iteration.id, version: iteration.version + 1 }
    note.changed(subject, {
      before: { closedAt: null },
      after: { closedAt: now.toISOString() },
      fields: ['closedAt'],
      event: 'iteration.closed',
    })
    return { id: iteration.id, number: iteration.number, version: subject.version }
  },
})
