// Summing up what was measured.
import { readFileSync } from 'node:fs'
import type { Load } from './load'
import { loads } from './results'

/** Each load in turn, several times over, and of each the median run. */
export async function rounds(runners: (() => Promise<Load>)[]): Promise<Load[]> {
  const all: Load[][] = runners.map(() => [])
  for (let n = 0; n < loads; n++) for (const [at, run] of runners.entries()) all[at]!.push(await run())
  return all.map((each) => ({
    ...each.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(each.length / 2)]!,
    serverErrors: each.reduce((sum, one) => sum + one.serverErrors, 0),
    others: each.reduce((sum, one) => sum + one.others, 0),
  }))
}

export function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Resident memory of a process and its children, in MB; only where /proc is. */
export function rss(pid: number): number {
  try {
    const own = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter(Boolean)
    return own + children.reduce((sum, child) => sum + rss(Number(child)), 0)
  } catch {
    return NaN
  }
}

export function portOf(url: string) {
  return Number(new URL(url).port)
}

/** The nearest rank: what so many percent of the numbers do not pass. */
export function percentile(numbers: readonly number[], percent: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)]!
}
