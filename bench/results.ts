// What a run measured: each figure beside its floor, printed as it comes and kept in a file.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { root } from '@/scripts/house/setup.mjs'

export const quick = process.argv.includes('--quick')
const onlyAt = process.argv.indexOf('--only')
const only = onlyAt === -1 ? null : new Set(process.argv[onlyAt + 1]!.split(',').map(Number))
/** Is one of these rows asked for? */
export const wants = (...rows: number[]) => !only || rows.some((row) => only.has(row))
export const runs = quick ? 3 : 7
export const loads = quick ? 1 : 3
export const loadSeconds = quick ? 2 : 8
export const moves = quick ? 8 : 20

type Row = {
  row: string
  measure: string
  product: number
  floor: number
  unit: string
  ratio: number
  goal: string
  met: boolean | null
  words?: string
}
const rows: Row[] = []
/** One figure against its floor: prints it, and keeps it for the end. */
export function note(
  row: Omit<Row, 'ratio' | 'met'> & { atMost?: number; atLeast?: number; also?: boolean },
) {
  const { atMost, atLeast, also = true, ...rest } = row
  const ratio = row.product / row.floor
  const met = (atMost === undefined || ratio <= atMost) && (atLeast === undefined || ratio >= atLeast) && also
  rows.push({ ...rest, ratio, met })
  console.log(
    `${row.row.padEnd(4)}${row.measure}: ${figure(row.product)} ${row.unit} against ${figure(row.floor)} = ${ratio.toFixed(2)} (${row.goal}) ${met ? 'met' : 'MISSED'}`,
  )
}

export function figure(value: number) {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1)
}

export function write() {
  const folder = join(root, 'bench/results')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.json`)
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/next/package.json'), 'utf8')) as {
    version: string
  }
  writeFileSync(
    file,
    `${JSON.stringify({ at: new Date().toISOString(), quick, node: process.version, next: version, processors: cpus().length, rows }, null, 2)}\n`,
  )
  console.log(
    `\n${'row'.padEnd(5)}${'measure'.padEnd(56)}${'product'.padStart(12)}${'floor'.padStart(12)}${'ratio'.padStart(8)}  goal`,
  )
  for (const row of rows)
    console.log(
      `${row.row.padEnd(5)}${row.measure.padEnd(56)}${`${figure(row.product)} ${row.unit}`.padStart(12)}${`${figure(row.floor)}`.padStart(12)}${row.ratio.toFixed(2).padStart(8)}  ${row.met ? 'met   ' : 'MISSED'} ${row.goal}${row.words ? ` (${row.words})` : ''}`,
    )
  console.log(`\n${rows.filter((row) => row.met).length} of ${rows.length} goals met; written to ${file}`)
}
