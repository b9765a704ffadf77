import { isHouse } from '../../kernel/audience'
import { command } from '../../kernel/command'
import { Prisma } from '../../kernel/db'
import { refuseIf } from '../../kernel/errors'
import { startIterationSchema } from '../schema'
import { getIterationToChange } from './lookups'

/** Begins an iteration: what is in it now is what was planned, with the points it has now. One runs at a time. */
export const startIteration = command({
  name: 'iteration.start',
  input: startIterationSchema,
  may: isHouse,
  lock: 'daylight.iteration',
  async run({ tx, input, now, note }) {
    const iteration = await getIterationToChange(tx, input.number, input.version)
    const { id, number } = iteration
    refuseIf(iteration.closedAt, `Iteration ${number} is closed already.`)
    refuseIf(iteration.startedAt, `Iteration ${number} runs already.`)
    const running = await tx.iteration.findFirst({
      where: { startedAt: { not: null }, closedAt: null },
      select: { number: true },
    })
    refuseIf(running, `Iteration ${running?.number} is still running. Close it first; one runs at a time.`)
    await tx.iteration.updateMany({ where: { id }, data: { startedAt: now, version: { increment: 1 } } })
    await tx.$queryRaw(Prisma.sql`SELECT work.keep_plan(${id}::uuid, ${now})::text`)
    const version = iteration.version + 1
    note.changed(
      { kind: 'iteration', id, version },
      {
        before: { startedAt: null },
        after: { startedAt: now.toISOString() },
        fields: ['startedAt'],
        event: 'iteration.started',
      },
    )
    return { id, number, version }
  },
})
