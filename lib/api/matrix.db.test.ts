// The matrix: every operation × every kind of id × everybody, against the table in expectations.ts. What is hidden must
// be answered exactly like what never was.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeClients } from '../kernel/db'
import { archiveIdea, createIdea, suggestIdea } from '../ideas'
import { ask, askers, earOf, type Heard, type MatrixAsker } from '../instruments/asking'
import { leakLines, leaksIn, type Leak } from '../instruments/canaries'
import { plantWorld, type Person, type World } from '../instruments/world'
import { archiveItem, createItem } from '../items'
import { createIteration } from '../iterations'
import { createRequest } from '../requests'
import { archiveView, saveView } from '../views'
import { askRisk } from '../vulnerabilities'
import { expectations } from './expectations'
import { operations, type Operation } from '.'

let world: World
const as = (person: Person) => ({ kind: 'person', id: world.people[person].id }) as const

beforeAll(async () => {
  world = await plantWorld({ ownerUrl: process.env.DATABASE_OWNER_URL! })
})
afterAll(closeClients)

/** How to make one more of each kind of id, for operations that use theirs up. */
const fresh: Record<string, Record<string, () => Promise<string> | string>> = {
  items: {
    internal: async () =>
      (await createItem(as('security'), { title: 'Internal', origin: 'small', audience: 'internal' })).key,
    private: async () => (await createItem(as('security'), { title: 'Private', origin: 'small' })).key,
    restricted: async () =>
      (await createItem(as('security'), { title: 'Restricted', origin: 'small', audience: 'restricted' }))
        .key,
    archived: async () => {
      const { key } = await createItem(as('security'), { title: 'Archived', origin: 'small' })
      await archiveItem(as('security'), { key })
      return key
    },
    'public face': () => world.things.slugs.item,
    absent: () => 'SEC-999999',
    'wrong kind': () => world.things.requests.own,
  },
  ideas: {
    internal: async () =>
      (await createIdea(as('security'), { title: 'Internal', audience: 'internal' })).slug,
    "a guest's own": async () => (await suggestIdea(as('guest'), { title: 'A wish' })).slug,
    private: async () => (await createIdea(as('security'), { title: 'Private', audience: 'private' })).slug,
    archived: async () => {
      const { slug } = await createIdea(as('security'), { title: 'Archived', audience: 'internal' })
      await archiveIdea(as('security'), { slug })
      return slug
    },
    'public face': () => world.things.slugs.idea,
    absent: () => 'an-idea-that-never-was-aaaaaaaa',
    'wrong kind': () => world.things.slugs.item,
  },
  iterations: {
    // A number that stands nowhere else in an answer: what was typed is taken out before answers are compared.
    planned: async () =>
      String(
        (
          await createIteration(as('security'), {
            number: 77_301,
            startsOn: '2026-11-30',
            endsOn: '2026-12-11',
          })
        ).number,
      ),
    absent: () => '999999',
    'wrong kind': () => world.things.items.private,
  },
  vulnerabilities: {
    internal: () => vulnerability('internal'),
    private: () => vulnerability('private'),
    restricted: () => vulnerability('restricted'),
    absent: () => 'SEC-999999',
    'wrong kind': () => world.things.requests.own,
  },
  // All asked for by the security engineer, who is named on the restricted one.
  risks: {
    internal: async () => risk(await vulnerability('internal')),
    private: async () => risk(await vulnerability('private')),
    restricted: async () => risk(await vulnerability('restricted')),
    grave: async () => risk(await vulnerability('private', 'critical')),
    absent: () => '00000000-0000-4000-8000-00000000beef',
    'wrong kind': () => world.things.items.private,
  },
  // All of the security engineer, whose the token is.
  views: {
    shared: () => view({ shared: true }),
    'not shared': () => view({ shared: false }),
    archived: async () => {
      const slug = await view({ shared: true })
      await archiveView(as('security'), { slug, version: 1 })
      return slug
    },
    absent: () => 'a-view-that-never-was-aaaaaaaa',
    'wrong kind': () => world.things.slugs.item,
  },
  requests: {
    "an employee's own": () => request('employee'),
    "sales' own": () => request('sales'),
    absent: () => 'REQ-999999',
    'wrong kind': () => world.things.items.private,
  },
}

async function request(person: 'employee' | 'sales') {
  return (
    await createRequest(as(person), {
      type: 'support',
      answers: { what: 'Help', about: 'question', why: 'Because' },
    })
  ).key
}

async function vulnerability(audience: 'internal' | 'private' | 'restricted', severity?: 'critical') {
  const what = { title: 'A hole', type: 'vulnerability', severity: severity ?? 'low', origin: 'bug' } as const
  return (await createItem(as('security'), { ...what, audience })).key
}

async function risk(key: string) {
  const asked = expectations.askRisk!.body as Omit<Parameters<typeof askRisk>[1], 'key'>
  return (await askRisk(as('security'), { ...asked, key } as Parameters<typeof askRisk>[1])).id
}

async function view({ shared }: { shared: boolean }) {
  return (await saveView(as('security'), { name: 'A list', place: 'backlog', shared })).slug
}

const kept = new Map<string, string>()

/** A thing of a kind; the same one until an operation has changed it. */
async function idOf(resource: string, kind: string): Promise<string> {
  const name = `${resource} ${kind}`
  if (!kept.has(name)) kept.set(name, await fresh[resource]![kind]!())
  return kept.get(name)!
}

function resourceOf(operation: Operation): string | null {
  if (!operation.path.includes('{')) return null
  return expectations[operation.id]?.things ?? operation.path.split('/')[1]!
}

async function answerFor(operation: Operation, kind: string, asker: MatrixAsker): Promise<Heard> {
  const resource = resourceOf(operation)
  const id = resource ? await idOf(resource, kind) : ''
  const path = operation.path.replace(/\{\w+\}/, id)
  const heard = await ask(world, asker, {
    method: operation.method,
    path,
    body: expectations[operation.id]?.body,
    typed: id ? [id] : [],
  })
  if (resource && operation.method !== 'get' && heard.status < 300) kept.delete(`${resource} ${kind}`)
  return heard
}

test('every operation stands in the table, and nothing else does', () => {
  expect(Object.keys(expectations).sort()).toEqual(operations.map(({ id }) => id).sort())
})

describe.each(operations.map((operation) => [operation.id, operation] as const))('%s', (id, operation) => {
  const resource = resourceOf(operation)
  const kinds = resource ? Object.keys(fresh[resource]!) : ['-']
  const leaks: Leak[] = []
  const answers = new Map<string, Heard>()

  test('answers everybody as the table says', async () => {
    const seen: Record<string, string> = {}
    for (const kind of kinds) {
      const row: number[] = []
      for (const asker of askers) {
        const heard = await answerFor(operation, kind, asker)
        answers.set(`${kind} ${asker}`, heard)
        leaks.push(
          ...leaksIn(heard.headers + heard.body, {
            canaries: world.canaries,
            ear: earOf(asker),
            door: `${id} ${kind}`,
            form: 'json',
          }),
        )
        row.push(heard.status)
      }
      seen[kind] = row.join(' ')
    }
    if (process.env.MATRIX_PRINT)
      console.log(JSON.stringify({ [id]: { body: expectations[id]?.body, ids: seen } }))
    expect(seen).toEqual(expectations[id]?.ids)
  })

  test('lets nobody hear a word that is not theirs', () => {
    expect(leakLines(leaks)).toEqual([])
  })

  test('answers what is hidden exactly like what never was', () => {
    const different: string[] = []
    for (const [name, heard] of answers) {
      const asker = name.split(' ').at(-1)!
      const absent = answers.get(`absent ${asker}`)
      if (heard.status !== 404 || !absent) continue
      if (JSON.stringify(heard) !== JSON.stringify(absent)) different.push(name)
    }
    expect(different).toEqual([])
  })
})
