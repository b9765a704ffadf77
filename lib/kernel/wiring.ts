// What must change together with a thing, in rooms that the thing's own room does not know, and in the same transaction.
// lib/wiring says once what is wired to what; a process that runs commands loads it. Kept on the process, because the
// framework may hold this file more than once.

declare global {
  var __daylight_wires: Map<string, Map<string, () => Promise<unknown>>> | undefined
}

type Handler<Told extends unknown[]> = (...told: Told) => Promise<void>

/** From now on `name` is called when `happening` happens. Its room is loaded when that is for the first time. */
export function wire<Told extends unknown[]>(
  happening: string,
  name: string,
  load: () => Promise<Handler<Told>>,
): void {
  const wires = (globalThis.__daylight_wires ??= new Map())
  const own = wires.get(happening) ?? new Map<string, () => Promise<unknown>>()
  wires.set(happening, own.set(name, load))
}

/** Calls all that is wired to it, one after the other. Fails where nobody has wired anything: then something would be lost. */
export async function pull<Told extends unknown[]>(happening: string, ...told: Told): Promise<void> {
  const own = globalThis.__daylight_wires?.get(happening)
  if (!own) throw new Error(`Nothing is wired to “${happening}” here: load lib/wiring.`)
  for (const load of own.values()) await ((await load()) as Handler<Told>)(...told)
}
