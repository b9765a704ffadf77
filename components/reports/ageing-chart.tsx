import { scaleSymlog } from 'd3-scale'
import { dayTicks, YAxis } from '@/components/charts/axes'
import { Label, Plot, type Frame } from '@/components/charts/plot'
import { statusLabels } from '@/lib/items'
import { ageingStates, inRounds, type Ageing, type Percentiles } from '@/lib/reports'
import { dashes, percentWords } from './cycle-time-chart'

const fills = { ready: 'fill-ready', 'in-progress': 'fill-progress', 'in-review': 'fill-review' }
export function AgeingChart({ ageing, alt }: { ageing: Ageing; alt: string }) {
  return (
    <Plot id="ageing" alt={alt} height={270} draw={(frame) => <States ageing={ageing} frame={frame} />} />
  )
}

function States({ ageing: { items, stays }, frame }: { ageing: Ageing; frame: Frame }) {
  const lines = ageingStates.flatMap((status) => Object.values(stays[status]?.percentiles ?? {}))
  const most = Math.max(1, ...items.map(({ days }) => days), ...lines)
  const ticks = dayTicks(most)
  const y = scaleSymlog([0, Math.max(most, ticks.at(-1)!)], [frame.bottom, frame.top + 18]).constant(1)
  const width = (frame.right - frame.left) / ageingStates.length
  return (
    <>
      <YAxis frame={frame} scale={y} values={ticks} unit=" d" />
      {ageingStates.map((status, column) => {
        const left = frame.left + column * width
        const own = items.filter((item) => item.status === status)
        const usual = stays[status]?.percentiles
        return (
          <g key={status}>
            <Label x={left + width / 2} y={frame.top - 2} anchor="middle" strong>
              {statusLabels[status]} {own.length}
            </Label>
            {usual && <Usual {...{ usual, y, frame }} left={left + 6} right={left + width - 8} />}
            {own.map(({ key, title, days }, n) => {
              const late = usual !== undefined && days > usual.p85
              const at = left + 14 + (((n * 0.618_034) % 1) * (width - 28)) / (frame.narrow ? 1.4 : 1.6)
              return (
                <g key={key}>
                  <Mark x={at} y={y(days)} late={late} className={`${fills[status]} stroke-sheet`}>
                    {`${key} ${title}: ${inRounds(days)} days in this state`}
                  </Mark>
                  {late && n === 0 && !frame.narrow && (
                    <Label x={at - 4} y={y(days) - 12}>
                      {key}
                    </Label>
                  )}
                </g>
              )
            })}
          </g>
        )
      })}
      <Label x={frame.left} y={frame.bottom + 13}>
        {frame.narrow
          ? '◆ longer than 85 % before it'
          : '◆ longer there than 85 % of what was there before it   ● not longer'}
      </Label>
    </>
  )
}

type UsualProps = {
  usual: Percentiles
  y: (days: number) => number
  frame: Frame
  left: number
  right: number
}

/** How long others stood here. Lines that lie on each other have one word: that of the most. */
function Usual({ usual, y, frame, left, right }: UsualProps) {
  const names = ['p95', 'p85', 'p50'] as const
  const apart = names.filter(
    (name, n) => n === 0 || names.slice(0, n).every((above) => y(usual[name]) - y(usual[above]) >= 13),
  )
  return names.map((name) => (
    <g key={name}>
      <line
        x1={left}
        x2={right}
        y1={y(usual[name])}
        y2={y(usual[name])}
        className="stroke-ink-2"
        strokeWidth={1.2}
        strokeDasharray={dashes[name]}
      />
      {!frame.narrow && apart.includes(name) && (
        <Label x={right - 2} y={y(usual[name]) - 7} anchor="end">
          {percentWords[name]}
        </Label>
      )}
    </g>
  ))
}

/** What is late has another shape, not only another height. */
function Mark({
  x,
  y,
  late,
  className,
  children,
}: {
  x: number
  y: number
  late: boolean
  className: string
  children: string
}) {
  const size = 5.5
  return late ? (
    <path
      d={`M${x} ${y - size}L${x + size} ${y}L${x} ${y + size}L${x - size} ${y}Z`}
      className={className}
      strokeWidth={0.75}
    >
      <title>{children}</title>
    </path>
  ) : (
    <circle cx={x} cy={y} r={4} className={className} strokeWidth={0.75}>
      <title>{children}</title>
    </circle>
  )
}
