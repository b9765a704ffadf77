import { scaleBand, scaleLinear } from 'd3-scale'
import { chosenOf, XAxis, YAxis, dayLabel } from '@/components/charts/axes'
import { Label, Plot, type Frame } from '@/components/charts/plot'
import type { Split } from '@/lib/reports'

export function SplitChart({ split, alt }: { split: Split; alt: string }) {
  return (
    <Plot
      id="split"
      alt={alt}
      labels={72}
      draw={(frame, id) => <Shares split={split} frame={frame} id={id} />}
    />
  )
}

function Shares({ split: { months }, frame, id }: { split: Split; frame: Frame; id: string }) {
  const x = scaleBand(
    months.map(({ start }) => start),
    [frame.left + 4, frame.right],
  ).padding(months.length > 30 ? 0.1 : 0.3)
  const y = scaleLinear([0, 100], [frame.bottom, frame.top])
  const numbers = months.length <= (frame.narrow ? 6 : 13)
  const last = months.findLast(({ goals, reactive }) => goals + reactive > 0)!
  const lastShare = (last.goals / (last.goals + last.reactive)) * 100
  return (
    <>
      <defs>
        <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width={5} height={5} className="fill-hover" />
          <rect width={1.6} height={5} className="fill-line-2" />
        </pattern>
      </defs>
      <YAxis frame={frame} scale={y} values={[0, 25, 50, 75, 100]} unit=" %" />
      {months.map(({ start, goals, reactive }) => {
        const all = goals + reactive
        if (all === 0) return null
        const share = (goals / all) * 100
        const column = { x: x(start), width: x.bandwidth() }
        return (
          <g key={start}>
            <rect
              {...column}
              y={y(100)}
              height={y(share) - y(100)}
              fill={`url(#${id})`}
              className="stroke-line-2"
            >
              <title>{`${dayLabel(start, { years: true })}: ${reactive} reactive`}</title>
            </rect>
            <rect {...column} y={y(share)} height={y(0) - y(share)} className="fill-ink-2">
              <title>{`${dayLabel(start, { years: true })}: ${goals} for goals`}</title>
            </rect>
            {numbers && (
              <Label
                x={column.x! + column.width / 2}
                y={Math.min(y(share) - 8, frame.bottom - 10)}
                anchor="middle"
                strong
              >
                {Math.round(share)} %
              </Label>
            )}
          </g>
        )
      })}
      <Label x={frame.right + 6} y={Math.max(y(100) + 8, (y(lastShare) + y(100)) / 2)}>
        Reactive
      </Label>
      <Label x={frame.right + 6} y={Math.min(y(0) - 8, (y(0) + y(lastShare)) / 2 + 14)} strong>
        Goals
      </Label>
      <XAxis
        frame={frame}
        ticks={chosenOf(
          months.map(({ start }) => ({
            x: x(start)! + x.bandwidth() / 2,
            label: dayLabel(start, { years: true }),
          })),
          frame.narrow ? 3 : 5,
        )}
      />
    </>
  )
}
