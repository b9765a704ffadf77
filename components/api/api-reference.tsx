// The OpenAPI document for people: drawn on the server from the very document that machines read.
import { ChevronRight } from 'lucide-react'
import { Chip } from '@/components/ui/chip'

type Schema = {
  type?: string | string[]
  enum?: unknown[]
  properties?: Record<string, Schema>
  required?: string[]
  description?: string
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  const?: unknown
}
type Described = {
  operationId: string
  summary: string
  description: string
  tags: string[]
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema: Schema }[]
  requestBody?: { content: { 'application/json'?: { schema: Schema } } }
}

/** All operations, grouped by what they are about, each with a line to copy. */
export function ApiReference({ document, address }: { document: object; address: string }) {
  const { paths } = document as { paths: Record<string, Record<string, Described>> }
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({ path, method, ...described })),
  )
  const tags = [...new Set(all.flatMap((each) => each.tags))]
  return (
    <div className="flex flex-col gap-10">
      <p className="max-w-[66ch] text-base">
        Machines read{' '}
        <a className="link" href="/api/v1/openapi.json">
          openapi.json
        </a>
        . What goes wrong is told as a problem document with every field named; a list answers{' '}
        <code>{'{ data, next }'}</code>; a change may carry <code>If-Match</code>, a POST an{' '}
        <code>Idempotency-Key</code>.
      </p>
      {tags.map((tag) => (
        <section key={tag} aria-labelledby={`tag-${tag}`}>
          <h2 id={`tag-${tag}`} className="mb-3 font-serif text-xl font-semibold first-letter:uppercase">
            {tag}
          </h2>
          <div className="overflow-hidden rounded-card border bg-sheet">
            {all
              .filter((each) => each.tags.includes(tag))
              .map((each) => (
                <Operation key={each.operationId} {...each} address={address} />
              ))}
          </div>
        </section>
      ))}
    </div>
  )
}

function Operation({
  path,
  method,
  summary,
  description,
  parameters = [],
  requestBody,
  address,
}: Described & { path: string; method: string; address: string }) {
  const body = requestBody?.content['application/json']?.schema
  const fields = [
    ...parameters.map((each) => ({
      name: each.name,
      where: each.in,
      kind: kindOf(each.schema),
      required: each.required,
      words: each.description,
    })),
    ...(body ? partsOf(body) : []).map((part) => ({ ...part, where: 'body' })),
  ]
  return (
    <details className="group border-b last:border-b-0">
      <summary className="flex items-start gap-3 px-4 py-2.5 text-base hover:bg-hover">
        <span className="flex w-24 shrink-0 items-center gap-2">
          <ChevronRight
            className="size-4 shrink-0 text-ink-3 transition-transform group-open:rotate-90"
            aria-hidden="true"
          />
          <Chip tone={method === 'get' ? 'plain' : 'accent'}>{method.toUpperCase()}</Chip>
        </span>
        <span className="grid min-w-0 flex-1 gap-x-4 md:grid-cols-[18rem_minmax(0,1fr)]">
          <code className="text-sm leading-5.5 wrap-anywhere">{path}</code>
          <span className="text-ink-2">{summary.replaceAll('`', '')}</span>
        </span>
      </summary>
      <div className="border-t bg-paper px-4 pt-3 pb-4">
        <p className="max-w-[72ch] text-base text-ink-2">{description.replaceAll('`', '')}</p>
        {fields.length > 0 && (
          <div className="overflow-x-auto">
            <table className="mt-3 w-full text-start text-base">
              <thead className="text-ink-3">
                <tr>
                  <th scope="col" className="py-1 pr-4 font-medium">
                    Name
                  </th>
                  <th scope="col" className="py-1 pr-4 font-medium">
                    In
                  </th>
                  <th scope="col" className="py-1 pr-4 font-medium">
                    Kind
                  </th>
                </tr>
              </thead>
              <tbody>
                {fields.map((field) => (
                  <tr key={`${field.where} ${field.name}`} className="border-t border-line align-top">
                    <th scope="row" className="py-1.5 pr-4 font-normal">
                      <code>{field.name}</code>
                      {field.required ? ' (required)' : ''}
                    </th>
                    <td className="py-1.5 pr-4">{field.where}</td>
                    <td className="py-1.5 pr-4">
                      {field.kind}
                      {field.words ? <span className="block text-ink-3">{field.words}</span> : null}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <pre className="mt-3 overflow-x-auto rounded-control bg-sunk p-3 text-sm" tabIndex={0}>
          {curl({ method, path, address, hasBody: Boolean(body) })}
        </pre>
      </div>
    </details>
  )
}

type Part = { name: string; kind: string; required: boolean; words: string | undefined }

/** The fields of a body: of one shape, or of several of which one is sent; and one step into a field that has fields. */
function partsOf(body: Schema): Part[] {
  const shapes = body.oneOf ?? body.anyOf ?? [body]
  const names = [...new Set(shapes.flatMap(({ properties }) => Object.keys(properties ?? {})))]
  return names.flatMap((name): Part[] => {
    const schemas = shapes.flatMap(({ properties }) => properties?.[name] ?? [])
    const inside = Object.entries(schemas[0]?.properties ?? {})
    return [
      {
        name,
        kind: [...new Set(schemas.map(kindOf))].join(' · '),
        required: shapes.every(({ required }) => required?.includes(name)),
        words: schemas[0]?.description,
      },
      ...inside.map(([own, schema]) => ({
        name: `${name}.${own}`,
        kind: kindOf(schema),
        required: schemas[0]?.required?.includes(own) ?? false,
        words: schema.description,
      })),
    ]
  })
}

function kindOf(schema: Schema): string {
  if (schema.const !== undefined) return String(schema.const)
  if (schema.enum) return schema.enum.map(String).join(' · ')
  if (schema.anyOf) return schema.anyOf.map(kindOf).join(' or ')
  if (schema.type === 'array') return `list of ${schema.items ? kindOf(schema.items) : 'values'}`
  return [schema.type ?? 'value'].flat().join(' or ')
}

function curl({
  method,
  path,
  address,
  hasBody,
}: {
  method: string
  path: string
  address: string
  hasBody: boolean
}): string {
  const verb = method === 'get' ? '' : ` -X ${method.toUpperCase()}`
  const body = hasBody ? ` \\\n  -H 'Content-Type: application/json' -d '{}'` : ''
  return `curl${verb} ${address}${path} \\\n  -H "Authorization: Bearer $TOKEN"${body}`
}
