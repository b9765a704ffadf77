// One JSON line an event, to standard output: ids and outcomes, never a token, a body, a title or an address.
import pino from 'pino'

const forbidden = [
  'token',
  'secret',
  'password',
  'email',
  'title',
  'body',
  'answers',
  'authorization',
  'cookie',
]

declare global {
  var __daylight_log: pino.Logger | undefined
}

/** The process's log. Call it as `log().info({ id, outcome }, 'sentence')`. */
export function log(): pino.Logger {
  globalThis.__daylight_log ??= pino({
    level: process.env.LOG_LEVEL || 'warn',
    base: undefined,
    redact: { paths: [...forbidden, ...forbidden.map((name) => `*.${name}`)], censor: '[kept out]' },
  })
  return globalThis.__daylight_log
}
