// Vulnerabilities through the API: the clocks that run, and the decisions of two people about a risk.
import { z } from 'zod'
import { severities } from '../items'
import { orNotFound } from '../kernel/errors'
import {
  askRisk,
  clocksForApi,
  decideRisk,
  decideRiskSchema,
  pageOfRisks,
  riskAskedSchema,
  riskForApi,
} from '../vulnerabilities'
import { operation, type Operation } from './operation'
import { listQuery, pageOf } from './shapes'

const clock = z
  .object({
    name: z.enum(['triage', 'estimate', 'fix']),
    target: z.string(),
    startedAt: z.iso.datetime(),
    due: z.iso.datetime(),
    metAt: z.iso.datetime().nullable(),
    breached: z.boolean(),
    words: z.string(),
  })
  .meta({ description: 'A promise of the team, in business days' })

const risk = z
  .object({
    id: z.uuid(),
    item: z.string(),
    kind: z.enum(['acceptance', 'extension']),
    severity: z.enum(severities).meta({ description: 'As it was when it was asked: it says who decides' }),
    why: z.string(),
    mitigations: z.string(),
    effort: z.string(),
    affected: z.string(),
    howFound: z.string(),
    until: z.iso.date().nullable().meta({ description: 'Of an extension: how long' }),
    reviewOn: z.iso.date().nullable().meta({ description: 'Of an acceptance: when it is looked at again' }),
    askedBy: z.string(),
    askedAt: z.iso.datetime(),
    decision: z.enum(['granted', 'refused']).nullable(),
    words: z.string(),
    decidedBy: z.string().nullable(),
    decidedAt: z.iso.datetime().nullable(),
    notYours: z.string().nullable().meta({ description: 'Why the asker does not decide; null: they may' }),
    version: z.int(),
  })
  .meta({ description: 'Living with a risk, or more time for it: one asks, another decides' })

/** What is no id is the id of nothing, and is answered so behind the same question who may decide at all. */
const noRisk = '00000000-0000-4000-8000-000000000000'

export const risks: Operation[] = [
  operation({
    method: 'get',
    path: '/items/{key}/clocks',
    id: 'listClocks',
    tag: 'vulnerabilities',
    summary: 'The clocks of a vulnerability; other items have none',
    scope: 'read',
    answer: z.object({ data: z.array(clock), next: z.null() }),
    async run({ asker, params }) {
      return { body: { data: orNotFound(await clocksForApi(asker, params.key!)), next: null } }
    },
  }),
  operation({
    method: 'get',
    path: '/items/{key}/risks',
    id: 'listRisks',
    tag: 'vulnerabilities',
    summary: 'What was asked and decided about its risk, the newest first',
    scope: 'read',
    query: z.strictObject(listQuery),
    answer: pageOf(risk),
    async run({ asker, params, query }) {
      return { body: orNotFound(await pageOfRisks(asker, params.key!, query)) }
    },
  }),
  operation({
    method: 'post',
    path: '/items/{key}/risks',
    id: 'askRisk',
    tag: 'vulnerabilities',
    summary: 'Ask that a risk be accepted (`acceptance`), or for more time to fix it (`extension`)',
    scope: 'items:write',
    body: riskAskedSchema,
    answer: risk,
    async run({ asker, params, body, options }) {
      const { id } = await askRisk(asker, { ...body, key: params.key! }, options)
      const made = orNotFound(await riskForApi(asker, id))
      return {
        status: 201,
        location: `/api/v1/items/${made.item}/risks`,
        body: made,
        version: made.version,
      }
    },
  }),
  operation({
    method: 'patch',
    path: '/risks/{id}',
    id: 'decideRisk',
    tag: 'vulnerabilities',
    summary: 'Grant or refuse, with words. Never by whoever asked; critical and high risks by an admin',
    scope: 'items:write',
    body: decideRiskSchema.omit({ id: true, version: true }),
    answer: risk,
    async run({ asker, params, body, version, options }) {
      const id = z.uuid().safeParse(params.id).data ?? noRisk
      // Nothing about it changes before it is decided, so without a tag the first version is meant.
      await decideRisk(asker, { ...body, id, version: version ?? 1 }, options)
      const decided = orNotFound(await riskForApi(asker, id))
      return { body: decided, version: decided.version }
    },
  }),
]
