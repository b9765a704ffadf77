// The OpenAPI document, made from the very list that answers requests and the very schemas that validate.
import {
  extendZodWithOpenApi,
  OpenAPIRegistry,
  OpenApiGeneratorV31,
  type RouteConfig,
} from '@asteasolutions/zod-to-openapi'
import { z } from 'zod'
import type { Operation } from './operation'

extendZodWithOpenApi(z)

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z
      .array(
        z.object({
          path: z.string(),
          message: z.string(),
          position: z.object({ from: z.int(), to: z.int() }).optional().meta({
            description: 'Of a query: where in it, in characters from 0; `to` is the one after the last',
          }),
          choices: z.array(z.string()).optional().meta({ description: 'What could stand there' }),
        }),
      )
      .optional(),
  })
  .meta({ description: 'RFC 9457 problem document' })

const refusals = {
  400: 'Cannot be read',
  401: 'Nobody is signed in',
  403: 'Not allowed',
  404: 'Nothing here',
  409: 'Not possible now',
  412: 'Changed in the meantime',
  413: 'Too large',
  422: 'Fields need another look',
  429: 'Too many requests',
}

/** The document, for an address such as https://daylight.example. */
export function openApiDocument(operations: readonly Operation[], address: string): object {
  const registry = new OpenAPIRegistry()
  const Problem = registry.register('Problem', problemSchema)
  registry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'A token acts as its person, narrowed by its scopes.',
  })
  for (const operation of operations) registry.registerPath(pathOf(operation, Problem))
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Daylight',
      version: '1',
      description:
        'Without a token only what is public is answered. Lists take `limit` (at most 200) and `cursor` and answer `{ data, next }`. Every POST takes an `Idempotency-Key`; every single resource answers an `ETag` and honours `If-Match`.',
    },
    servers: [{ url: `${address}/api/v1` }],
  })
}

function pathOf(operation: Operation, Problem: z.ZodType): RouteConfig {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)
  const writes = operation.method !== 'get'
  const headers = [
    ...(operation.method === 'post'
      ? [['Idempotency-Key', 'The same key and body again answers what the first one made.'] as const]
      : []),
    ...(operation.method === 'patch' ||
    (operation.method === 'delete' && operation.path.endsWith('}')) ||
    operation.path.endsWith('/move')
      ? [['If-Match', 'The ETag that the change is based on.'] as const]
      : []),
  ]
  const json = (schema: z.ZodType) => ({ 'application/json': { schema } })
  return {
    method: operation.method,
    path: operation.path,
    operationId: operation.id,
    summary: operation.summary,
    tags: [operation.tag],
    security: operation.open ? [{}, { token: [] as string[] }] : [{ token: [] as string[] }],
    description: `Scope: \`${operation.scope}\`${operation.open ? '; answered without a token from what is public' : ''}.`,
    request: {
      ...(names.length > 0
        ? { params: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) }
        : {}),
      ...(operation.query ? { query: operation.query } : {}),
      ...(headers.length > 0
        ? {
            headers: z.object(
              Object.fromEntries(
                headers.map(([name, description]) => [name, z.string().optional().meta({ description })]),
              ),
            ),
          }
        : {}),
      ...(operation.body ? { body: { required: true, content: json(operation.body) } } : {}),
    },
    responses: {
      [operation.path.endsWith('s') && operation.method === 'post' ? 201 : 200]: {
        description: 'Done',
        ...(operation.answer ? { content: json(operation.answer) } : {}),
      },
      ...Object.fromEntries(
        Object.entries(refusals)
          .filter(([status]) => writes || !['409', '412', '413'].includes(status))
          .map(([status, description]) => [
            status,
            { description, content: { 'application/problem+json': { schema: Problem } } },
          ]),
      ),
    },
  }
}
