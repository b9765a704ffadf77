// What one operation of the API is. The same list serves the requests, makes the OpenAPI document, and is walked by the
// permission matrix: an operation that is not in it does not exist.
import type { z } from 'zod'
import type { Asker } from '../kernel/audience'
import type { CommandOptions } from '../kernel/command'
import type { Scope } from '../people'

export type Method = 'get' | 'post' | 'patch' | 'delete'

export type Call<Query = Record<string, unknown>, Body = Record<string, unknown>> = {
  asker: Asker
  params: Record<string, string>
  query: Query
  /** As it was sent, after its schema has looked at it: the command parses it once more, as for every caller. */
  body: Body
  /** The version that `If-Match` named. */
  version?: number
  options: CommandOptions
}

export type Answer = {
  status?: 200 | 201 | 204
  body?: unknown
  /** The body, when it is JSON already. */
  text?: string
  /** Makes the ETag; left out for lists. */
  version?: number
  location?: string
}

export type Operation = {
  method: Method
  /** Below /api/v1, with {names}. */
  path: string
  id: string
  summary: string
  tag: string
  scope: Scope
  /** True: answered to nobody in particular, from `published`. */
  open?: boolean
  /** True: whoever brings a token is looked up by `run` itself, for every such call. */
  looksUp?: boolean
  query?: z.ZodObject
  body?: z.ZodType
  answer?: z.ZodType
  run(call: Call): Promise<Answer>
}

/** Makes an operation whose `run` knows the shapes of its query and body. */
export function operation<
  Query extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Body extends z.ZodType = z.ZodObject<Record<never, never>>,
>(
  spec: Omit<Operation, 'query' | 'body' | 'run'> & {
    query?: Query
    body?: Body
    run(call: Call<z.output<Query>, z.input<Body>>): Promise<Answer>
  },
): Operation {
  return spec as unknown as Operation
}
