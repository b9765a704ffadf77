import { ticks as niceTicks } from 'd3-array'
import type { Frame } from './plot'
import { Label } from './plot'

type Scale = (value: number) => number

/** Quiet lines across, each with its number. */
export function YAxis({
  frame,
  scale,
  values,
  unit = '',
}: {
  frame: Frame
  scale: Scale
  values: readonly number[]
  unit?: string
}) {
  return (
    <g>
      {values.map((value) => (
        <g key={value}>
          <line
            x1={frame.left}
            x2={frame.right}
            y1={scale(value)}
            y2={scale(value)}
            className="stroke-line"
          />
          <Label x={frame.left - 6} y={scale(value)} anchor="end">
            {value.toLocaleString('en')}
            {unit}
          </Label>
        </g>
      ))}
    </g>
  )
}

/** Words below, as many as have room: the first and the last stay inside the picture. */
export function XAxis({ frame, ticks }: { frame: Frame; ticks: readonly { x: number; label: string }[] }) {
  return (
    <g>
      {ticks.map(({ x, label }) => (
        <Label
          key={label + x}
          x={Math.min(Math.max(x, frame.left), frame.right)}
          y={frame.bottom + 13}
          anchor={x < frame.left + 24 ? 'start' : x > frame.right - 24 ? 'end' : 'middle'}
        >
          {label}
        </Label>
      ))}
    </g>
  )
}

/** Whole numbers for an axis of counts, from nothing to a little above the most. */
export function countTicks(most: number): number[] {
  return niceTicks(0, Math.max(most, 1), 4).filter(Number.isInteger)
}

/** Days as people say them, for an axis that gives short and long ones room alike. */
export function dayTicks(most: number): number[] {
  const known = [0, 1, 3, 7, 14, 30, 90, 180, 365, 730, 1825]
  const next = known.findIndex((each) => each >= most)
  const upTo = known.slice(0, next === -1 ? undefined : next + 1)
  return upTo.length > 7 ? upTo.filter((value) => ![3, 14, 180].includes(value)) : upTo
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Some of many, evenly apart; the last always, because it is now. */
export function chosenOf<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, Math.ceil((all.length - 1) / Math.max(1, most - 1)))
  return all.filter((_, n) => (all.length - 1 - n) % step === 0)
}

/** "12 Nov"; where years lie between, "Nov 2026". */
export function dayLabel(day: string, { years }: { years: boolean }): string {
  const [year, month, date] = day.split('-').map(Number)
  return years ? `${months[month! - 1]} ${year}` : `${date} ${months[month! - 1]}`
}
