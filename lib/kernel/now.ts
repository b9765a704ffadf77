// The time of a command. It is the real one, except for the sample loader and the importer, who tell a past:
// they alone may call `atTime` (a lint rule holds this), and it reaches no request.
import { AsyncLocalStorage } from 'node:async_hooks'

const told = new AsyncLocalStorage<Date>()

/** The instant that a command writes down. */
export function now(): Date {
  return told.getStore() ?? new Date()
}

/** Runs `work` as if it were `instant`. For the sample loader and the importer. */
export function atTime<T>(instant: Date, work: () => Promise<T>): Promise<T> {
  return told.run(instant, work)
}
