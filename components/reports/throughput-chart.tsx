import { scaleBand, scaleLinear } from 'd3-scale'
import { chosenOf, countTicks, dayLabel, XAxis, YAxis } from '@/components/charts/axes'
import { Label, Plot, type Frame } from '@/components/charts/plot'
import type { Throughput } from '@/lib/reports'

export function ThroughputChart({ throughput, alt }: { throughput: Throughput; alt: string }) {
  return <Plot id="throughput" alt={alt} draw={(frame) => <Bars {...throughput} frame={frame} />} />
}

function Bars({ weeks, frame }: Throughput & { frame: Frame }) {
  const most = Math.max(...weeks.map(({ done }) => done))
  const x = scaleBand(
    weeks.map(({ start }) => start),
    [frame.left + 4, frame.right],
  ).padding(weeks.length > 60 ? 0.1 : 0.3)
  const y = scaleLinear([0, Math.max(most, 1)], [frame.bottom, frame.top + 4])
  const numbers = weeks.length <= (frame.narrow ? 13 : 27)
  const years = weeks.length > 52
  return (
    <>
      <YAxis frame={frame} scale={y} values={countTicks(most)} />
      {weeks.map(({ start, done, whole }) => (
        <g key={start}>
          <rect
            x={x(start)}
            y={y(done)}
            width={x.bandwidth()}
            height={Math.max(0, frame.bottom - y(done))}
            rx={x.bandwidth() > 6 ? 2 : 0}
            className="fill-done stroke-done"
            fillOpacity={whole ? 1 : 0.25}
            strokeWidth={whole ? 0 : 1}
            strokeDasharray={whole ? undefined : '3 2'}
          >
            <title>{`Week from ${dayLabel(start, { years: false })}: ${done} done${whole ? '' : ', not a whole week'}`}</title>
          </rect>
          {numbers && done > 0 && (
            <Label x={x(start)! + x.bandwidth() / 2} y={y(done) - 7} anchor="middle">
              {done}
            </Label>
          )}
        </g>
      ))}
      <XAxis
        frame={frame}
        ticks={chosenOf(
          weeks.map(({ start }) => ({
            x: x(start)! + x.bandwidth() / 2,
            label: dayLabel(start, { years }),
          })),
          frame.narrow ? 3 : 5,
        )}
      />
    </>
  )
}
