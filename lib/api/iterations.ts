import { z } from 'zod'
import { orNotFound } from '../kernel/errors'
import { findIteration, pageOfIterations, type DrawnIteration } from '../iterations'
import { operation, type Operation } from './operation'
import { listQuery, pageOf } from './shapes'

const amount = z.object({ items: z.int(), points: z.int() })

const iteration = z
  .object({
    number: z.int(),
    startsOn: z.iso.date(),
    endsOn: z.iso.date(),
    aims: z.array(z.string()),
    state: z.enum(['planned', 'running', 'closed']),
    startedAt: z.iso.datetime().nullable(),
    closedAt: z.iso.datetime().nullable(),
    capacity: z.int().nullable().meta({ description: 'Points that the team thinks it can do' }),
    slack: z.int().meta({ description: 'Percent of the capacity that is kept free' }),
    planned: amount.meta({ description: 'When it started; before that, what is planned now' }),
    added: amount.meta({ description: 'What came in later' }),
    donePoints: z.int(),
    plannedDonePoints: z.int().meta({ description: 'What of the plan is done' }),
    version: z.int(),
  })
  .meta({
    description: 'A stretch of time for which the team takes work on; counted among what the asker sees',
  })

function drawn(row: DrawnIteration): z.input<typeof iteration> {
  const { number, startsOn, endsOn, aims, state, capacity, slack, donePoints, plannedDonePoints, version } =
    row
  return {
    number,
    startsOn,
    endsOn,
    aims,
    state,
    startedAt: row.startedAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    capacity,
    slack,
    planned: { items: row.plannedItems, points: row.plannedPoints },
    added: { items: row.addedItems, points: row.addedPoints },
    donePoints,
    plannedDonePoints,
    version,
  }
}

export const iterations: Operation[] = [
  operation({
    method: 'get',
    path: '/iterations',
    id: 'listIterations',
    tag: 'iterations',
    summary: 'Iterations, the newest first, planned against done',
    scope: 'read',
    query: z.strictObject(listQuery),
    answer: pageOf(iteration),
    async run({ asker, query }) {
      const { data, next } = await pageOfIterations(asker, query)
      return { body: { data: data.map(drawn), next } }
    },
  }),
  operation({
    method: 'get',
    path: '/iterations/{number}',
    id: 'getIteration',
    tag: 'iterations',
    summary: 'One iteration',
    scope: 'read',
    answer: iteration,
    async run({ asker, params }) {
      const number = /^[1-9]\d{0,5}$/.test(params.number!) ? Number(params.number) : 0
      const body = drawn(orNotFound(await findIteration(asker, number)))
      return { body, version: body.version }
    },
  }),
]
