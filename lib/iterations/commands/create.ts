// Planning the stretches of time for which the team takes work on.
import { randomUUID } from 'node:crypto'
import { isHouse } from '../../kernel/audience'
import { command, tooLate } from '../../kernel/command'
import { invalid, refuseIf } from '../../kernel/errors'
import { usualSlack } from '../labels'
import { createIterationSchema, updateIterationSchema } from '../schema'
import { asDay, dayOf, getIterationToChange } from './lookups'

/** Plans the next iteration; its number is the next one unless an import brings one along. */
export const createIteration = command({
  name: 'iteration.create',
  input: createIterationSchema,
  may: isHouse,
  // Two who plan at once must not get the same number.
  lock: 'daylight.iteration',
  async run({ tx, input, now, note }) {
    const last = await tx.iteration.findFirst({ orderBy: { number: 'desc' }, select: { number: true } })
    const number = input.number ?? (last?.number ?? 0) + 1
    if (await tx.iteration.findUnique({ where: { number }, select: { id: true } }))
      throw invalid('number', `There is an iteration ${number} already.`)
    const id = randomUUID()
    await tx.iteration.create({
      data: {
        id,
        number,
        startsOn: asDay(input.startsOn),
        endsOn: asDay(input.endsOn),
        aims: input.aims ?? [],
        capacity: input.capacity ?? null,
        slack: input.slack ?? usualSlack,
        createdAt: now,
      },
      select: { id: true },
    })
    note.created({ kind: 'iteration', id, version: 1 })
    return { id, number, version: 1 }
  },
})

/** Changes dates, aims, capacity or slack of one that is not over. */
export const updateIteration = command({
  name: 'iteration.update',
  input: updateIterationSchema,
  may: isHouse,
  async run({ tx, input, note }) {
    const iteration = await getIterationToChange(tx, input.number, input.version)
    const { id, number, version } = iteration
    refuseIf(iteration.closedAt, `Iteration ${number} is closed: what it was stays as it was.`)
    const before = {
      startsOn: dayOf(iteration.startsOn),
      endsOn: dayOf(iteration.endsOn),
      aims: iteration.aims,
      capacity: iteration.capacity,
      slack: iteration.slack,
    }
    const after = {
      startsOn: input.startsOn ?? before.startsOn,
      endsOn: input.endsOn ?? before.endsOn,
      aims: input.aims ?? before.aims,
      capacity: input.capacity === undefined ? before.capacity : input.capacity,
      slack: input.slack ?? before.slack,
    }
    if (after.endsOn < after.startsOn) throw invalid('endsOn', 'It must end on or after the day it starts.')
    const subject = { kind: 'iteration', id, version: version + 1 }
    const fields = ['startsOn', 'endsOn', 'aims', 'capacity', 'slack'] as const
    if (!note.changed(subject, { before, after, fields })) return { id, number, version }
    const written = await tx.iteration.updateMany({
      where: { id, version },
      data: {
        ...after,
        startsOn: asDay(after.startsOn),
        endsOn: asDay(after.endsOn),
        version: { increment: 1 },
      },
    })
    if (written.count === 0) throw await tooLate(tx, { kind: 'iteration', id, since: version })
    return { id, number, version: subject.version }
  },
})
