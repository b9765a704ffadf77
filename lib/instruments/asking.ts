// Asking the API in-process, as anybody: the same edge that the server calls.
import type { Asker } from '../kernel/audience'
import { answerApi } from '../api'
import { columns } from '../api/expectations'
import type { Method } from '../api/operation'
import type { Ear } from './canaries'
import type { Person, World } from './world'

/** Everybody of the matrix: the ears, and a token that may only read. */
export const askers = columns
export type MatrixAsker = (typeof askers)[number]

/** Whose ears a token has. */
export function earOf(asker: MatrixAsker): Ear {
  return asker === 'token' ? 'security' : asker
}

export type Heard = { status: number; headers: string; body: string }

/** One call as somebody. What was typed is taken out of the answer: an echo tells nobody anything. */
export async function ask(
  world: World,
  asker: MatrixAsker,
  {
    method,
    path,
    query = '',
    body,
    typed = [],
  }: { method: Method; path: string; query?: string; body?: object; typed?: readonly string[] },
): Promise<Heard> {
  const headers: Record<string, string> =
    asker === 'token' ? { authorization: `Bearer ${world.readToken}` } : {}
  if (body) headers['content-type'] = 'application/json'
  const address = `http://localhost/api/v1${path}${query}`
  const request = new Request(address, {
    method: method.toUpperCase(),
    headers,
    body: body && JSON.stringify(body),
  })
  const answer = await answerApi(request, path, () => Promise.resolve(cookieOf(world, asker)))
  const without = (text: string) => typed.reduce((rest, word) => rest.replaceAll(word, '…'), text)
  const told = [...answer.headers].filter(([name]) => name !== 'date').map((pair) => pair.join(': '))
  return {
    status: answer.status,
    headers: without(told.sort().join('\n')),
    body: without(await answer.text()),
  }
}

function cookieOf(world: World, asker: MatrixAsker): Asker {
  if (asker === 'visitor' || asker === 'token') return { kind: 'visitor' }
  return { kind: 'person', id: world.people[asker satisfies Person].id }
}
