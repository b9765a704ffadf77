import { z } from 'zod'
import type { Asker } from '../kernel/audience'
import { orNotFound } from '../kernel/errors'
import { listItems } from '../items'
import { findIteration, pageOfIterations, type DrawnIteration } from '../iterations'
import { operation, type Operation } from './operation'
import { item, listQuery, pageOf } from './shapes'

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

async function found(asker: Asker, typed: string): Promise<DrawnIteration> {
  const number = /^[1-9]\d{0,5}$/.test(typed) ? Number(typed) : 0
  return orNotFound(await findIteration(asker, number))
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
      const body = drawn(await found(asker, params.number!))
      return { body, version: body.version }
    },
  }),
  operation({
    method: 'get',
    path: '/iterations/{number}/items',
    id: 'listItemsOfIteration',
    tag: 'iterations',
    summary: 'What the asker may see of what is in an iteration now, in order',
    scope: 'read',
    query: z.strictObject(listQuery),
    answer: pageOf(item),
    async run({ asker, params, query }) {
      const { number } = await found(asker, params.number!)
      const { data, next } = await listItems(asker, { ...query, iteration: String(number) })
      return { text: `{"data":${data},"next":${JSON.stringify(next)}}` }
    },
  }),
]
