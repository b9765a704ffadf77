// What the edge itself refuses, as a problem document (RFC 9457).
import type { ServerResponse } from 'node:http'

const titles = {
  400: 'Bad request',
  403: 'Not allowed',
  405: 'Method not allowed',
  413: 'Too large',
  421: 'Misdirected request',
  503: 'Busy',
} as const

export function refuse(
  response: ServerResponse,
  {
    status,
    detail,
    headers = {},
  }: { status: keyof typeof titles; detail: string; headers?: Record<string, string> },
) {
  if (response.headersSent) return void response.destroy()
  const body = Buffer.from(JSON.stringify({ type: 'about:blank', title: titles[status], status, detail }))
  response.writeHead(status, {
    'Content-Type': 'application/problem+json',
    'Content-Length': body.byteLength,
    'Cache-Control': 'private, no-store',
    ...headers,
  })
  response.end(body)
}
