// What the team's own past says of its future: weeks are drawn from it again and again. No plan, no opinion, no estimate.
// The dice are seeded by the data, so the same data draw the same picture for everybody who looks.
import { percentile, percents } from './rules'

export type Forecast = {
  /** The weeks of the past that were drawn from, oldest first. */
  weeks: number[]
  items: number
  /** By so many weeks from now, how many are done at least, with that confidence (the nearest rank from the top). Begins with week 0. */
  fan: { week: number; p50: number; p85: number; p95: number }[]
  /** In how many weeks all are done, with that confidence; null: not within `horizon`. */
  done: { p50: number | null; p85: number | null; p95: number | null }
}

/** Two years: what lies behind says nothing of what is further ahead. */
export const horizon = 104
/** With fewer weeks than these the picture is little more than a guess, and says so. */
export const enoughWeeks = 8
const runs = 4000

/** Null when nothing was finished in any of the weeks: from nothing follows nothing. */
export function forecastFrom(weeks: readonly number[], items: number): Forecast | null {
  if (items < 1 || weeks.every((week) => week === 0)) return null
  const roll = diceFor([...weeks, items])
  // One row for each week ahead: what each run had done by then.
  const done: number[] = Array.from({ length: runs }, () => 0)
  const ends: number[] = Array.from({ length: runs }, () => Infinity)
  const fan: Forecast['fan'] = [{ week: 0, p50: 0, p85: 0, p95: 0 }]
  for (let week = 1; week <= horizon; week += 1) {
    for (let run = 0; run < runs; run += 1) {
      if (done[run]! >= items) continue
      done[run] = Math.min(items, done[run]! + weeks[Math.floor(roll() * weeks.length)]!)
      if (done[run]! >= items) ends[run] = week
    }
    const sorted = Float64Array.from(done).sort()
    const [p50, p85, p95] = percents.map((percent) => sorted[runs - Math.ceil((percent / 100) * runs)])
    fan.push({ week, p50: p50!, p85: p85!, p95: p95! })
    if (p95! >= items) break
  }
  const [p50, p85, p95] = percents.map((percent) => {
    const week = percentile(ends, percent)!
    return Number.isFinite(week) ? week : null
  })
  return { weeks: [...weeks], items, fan, done: { p50: p50!, p85: p85!, p95: p95! } }
}

/** Mulberry32, seeded by FNV-1a of the numbers: small, known, and the same everywhere. */
export function diceFor(numbers: readonly number[]): () => number {
  let seed = 0x811c9dc5
  for (const letter of numbers.join(' ')) seed = Math.imul(seed ^ letter.charCodeAt(0), 0x01000193)
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
