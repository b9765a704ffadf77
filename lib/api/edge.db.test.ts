import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { closeClients } from '../kernel/db'
import type { Asker } from '../kernel/audience'
import { castEmail, type CastName } from '@/prisma/sample/cast'
import { invitePerson } from '../people/commands'
import { answerApi, openApiDocument, operations } from '.'

const people = {} as Record<CastName, Asker>

beforeAll(async () => {
  for (const [who, role] of [
    ['lead', 'admin'],
    ['engineer', 'security'],
    ['developer', 'employee'],
  ] as const) {
    const { id } = await invitePerson({ kind: 'system' }, { email: castEmail(who), name: who, role })
    people[who] = { kind: 'person', id }
  }
  return closeClients
})

/** Asks the API as somebody would who has a session, or as a visitor. */
function ask(
  who: CastName | null,
  method: string,
  path: string,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
) {
  const url = new URL(`http://localhost/api/v1${path}`)
  const request = new Request(url, {
    method,
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  return answerApi(request, url.pathname.slice('/api/v1'.length), () =>
    Promise.resolve(who ? people[who] : { kind: 'visitor' }),
  )
}

async function makeItem(title = 'Rotate the signing key') {
  const answer = await ask('engineer', 'POST', '/items', { body: { title, origin: 'small' } })
  expect(answer.status).toBe(201)
  return { etag: answer.headers.get('etag')!, ...((await answer.json()) as { key: string; version: number }) }
}

describe('an item through the API', () => {
  test('is created with its address and its tag, and needs a title and an origin', async () => {
    const item = await makeItem()
    const bad = await ask('engineer', 'POST', '/items', { body: { titel: 'x', origin: 'whim' } })
    expect(bad.status).toBe(422)
    expect(bad.headers.get('content-type')).toBe('application/problem+json')
    const problem = (await bad.json()) as { errors: { path: string }[] }
    expect(problem.errors.map(({ path }) => path).sort()).toEqual(['origin', 'titel', 'title'])
    expect((await ask('engineer', 'GET', `/items/${item.key}`)).headers.get('etag')).toBe(item.etag)
  })

  test('is not asked for twice by whoever has it: the tag answers 304', async () => {
    const item = await makeItem()
    expect(
      (await ask('engineer', 'GET', `/items/${item.key}`, { headers: { 'if-none-match': item.etag } }))
        .status,
    ).toBe(304)
  })

  test('is never overwritten silently: the older tag is told who changed what', async () => {
    const item = await makeItem()
    expect(
      (
        await ask('lead', 'PATCH', `/items/${item.key}`, {
          body: { priority: 'high' },
          headers: { 'if-match': item.etag },
        })
      ).status,
    ).toBe(200)
    const late = await ask('engineer', 'PATCH', `/items/${item.key}`, {
      body: { priority: 'low' },
      headers: { 'if-match': item.etag },
    })
    expect(late.status).toBe(412)
    expect(((await late.json()) as { detail: string }).detail).toContain('lead changed priority')
  })

  test('is made once when the same request arrives twice, and another body with that key is refused', async () => {
    const headers = { 'idempotency-key': 'a-key-of-the-client' }
    const first = await ask('engineer', 'POST', '/items', {
      body: { title: 'Once', origin: 'small' },
      headers,
    })
    const second = await ask('engineer', 'POST', '/items', {
      body: { title: 'Once', origin: 'small' },
      headers,
    })
    expect(await second.json()).toEqual(await first.json())
    expect(
      (await ask('engineer', 'POST', '/items', { body: { title: 'Twice', origin: 'small' }, headers }))
        .status,
    ).toBe(422)
  })
})

describe('the edge', () => {
  test('a form is answered with a way on, and a form of nobody with the way to sign in', async () => {
    const form = {
      body: 'title=A+wish&problem=Because&next=%2Fwishlist',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }
    const sent = await ask('developer', 'POST', '/ideas', form)
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/wishlist'])
    const nobody = await ask(null, 'POST', '/ideas', form)
    expect([nobody.status, nobody.headers.get('location')]).toEqual([303, '/signin?next=%2Fwishlist'])
  })

  test('a redirect never leaves our own origin', async () => {
    for (const next of [
      '//elsewhere.example',
      'https://elsewhere.example',
      '/\\elsewhere.example',
      'javascript:alert(1)',
    ]) {
      const form = {
        body: new URLSearchParams({ title: 'A wish', next }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }
      expect((await ask('developer', 'POST', '/ideas', form)).headers.get('location'), next).toBe('/')
    }
  })

  test('what cannot be read is a 400 that says so', async () => {
    expect((await ask('engineer', 'POST', '/items', { body: '{"title":' })).status).toBe(400)
    expect((await ask('engineer', 'POST', '/items', { body: '[]' })).status).toBe(400)
    expect((await ask('engineer', 'GET', '/items?limit=1&limit=2')).status).toBe(400)
    expect((await ask('engineer', 'GET', '/items?nonsense=1')).status).toBe(400)
    expect(
      (await ask('engineer', 'PATCH', '/items/SEC-1', { body: {}, headers: { 'if-match': 'v1' } })).status,
    ).toBe(400)
    expect((await ask('engineer', 'PATCH', '/me', { body: {} })).status).toBe(405)
    for (const path of ['/items', '/ideas', '/requests', '/roadmap'])
      expect((await ask('engineer', 'GET', `${path}?cursor=made-up`)).status, path).toBe(422)
    expect(
      (await ask('engineer', 'POST', '/items', { body: JSON.stringify({ title: 'x'.repeat(1_100_000) }) }))
        .status,
    ).toBe(413)
  })

  test('a wrong token is told that it is wrong, also where a visitor would be answered', async () => {
    for (const path of ['/roadmap', '/items', '/me'])
      expect(
        (await ask(null, 'GET', path, { headers: { authorization: 'Bearer nothing-we-know' } })).status,
        path,
      ).toBe(401)
  })

  test('whatever is sent to whatever operation, the answer is 2xx or 4xx', async () => {
    const odd = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.constant(null),
      fc.constant('\u0000'),
      fc.constant('\ud800'),
      fc.constant({ not: '' }),
      fc.array(fc.string()),
      fc.constant('x'.repeat(5000)),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...operations),
        fc.string(),
        fc.dictionary(
          fc.constantFrom(
            'title',
            'origin',
            'body',
            'audience',
            'slug',
            'key',
            'type',
            'answers',
            'status',
            'quarter',
            'to',
            'goals',
            'version',
            'keys',
            'changes',
            'place',
            'query',
            'shape',
            'kind',
            'decision',
            'id',
            '__proto__',
          ),
          odd,
        ),
        async (operation, id, fields) => {
          const path = operation.path.replaceAll(
            /\{\w+\}/g,
            encodeURIComponent(id.replaceAll(/[^\x20-\x7e]/g, 'ü') || 'x'),
          )
          const answer = await ask(
            'lead',
            operation.method.toUpperCase(),
            path,
            operation.method === 'get' ? {} : { body: fields },
          )
          expect(answer.status, `${operation.id} ${JSON.stringify(fields)} ${id}`).toBeLessThan(500)
        },
      ),
      { numRuns: 300 },
    )
  }, 60_000)
})

test('the document is valid OpenAPI 3.1 and names every operation', async () => {
  const document = openApiDocument(operations, 'http://localhost:3000') as {
    openapi: string
    paths: Record<string, Record<string, { operationId: string }>>
  }
  const ids = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  )
  expect(ids.sort()).toEqual(operations.map(({ id }) => id).sort())
  const { Validator } = await import('@seriousme/openapi-schema-validator')
  const result = await new Validator().validate(structuredClone(document))
  expect(result.errors ?? []).toEqual([])
})
