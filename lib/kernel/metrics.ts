// What the operator watches. Totals of what the process did; nothing that counts hidden things per audience.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

type Metrics = {
  registry: Registry
  commands: Counter<'command' | 'outcome'>
  answers: Histogram<'kind' | 'status'>
  streams: Gauge
  statements: Counter<'role'>
}

declare global {
  var __daylight_metrics: Metrics | undefined
}

/** The process's one registry. */
export function metrics(): Metrics {
  globalThis.__daylight_metrics ??= make()
  return globalThis.__daylight_metrics
}

function make(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    commands: new Counter({
      name: 'daylight_commands_total',
      help: 'Commands by outcome',
      labelNames: ['command', 'outcome'],
      registers: [registry],
    }),
    answers: new Histogram({
      name: 'daylight_answer_seconds',
      help: 'Seconds to an answer',
      labelNames: ['kind', 'status'],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 3],
      registers: [registry],
    }),
    streams: new Gauge({ name: 'daylight_event_streams', help: 'Open event streams', registers: [registry] }),
    statements: new Counter({
      name: 'daylight_statements_total',
      help: 'Statements sent to the database, by the role that sent them',
      labelNames: ['role'],
      registers: [registry],
    }),
  }
}
