// What one operation of the API is. The same list serves the requests, makes the OpenAPI document, and is walked by the
// permission matrix: an operation that is not in it does not exist.
import type { z } from 'zod'
import type { Asker } from '../kernel/audience'
import type { CommandOptions } from '../kernel/command'

export const scopes = ['read', 'ideas:write', 'items:write', 'requests:write', 'admin'] as const
export type Scope = (typeof scopes)[number]

export type Method = 'get' | 'post' | 'patch' | 'delete'

export type Call = {
  asker: Asker
  params: Record<string, string>
  query: Record<string, string>
  body: Record<string, unknown>
  /** The version that `If-Match` named. */
  version?: number
  options: CommandOptions
}

export type Answer = {
  status?: 200 | 201 | 204
  body?: unknown
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
  query?: z.ZodObject
  body?: z.ZodObject
  answer?: z.ZodType
  run(call: Call): Promise<Answer>
}

/** A page of a list. */
export type Page<T> = { data: T[]; next: string | null }
