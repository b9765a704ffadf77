import { scaleBand, scaleLinear } from 'd3-scale'
import { countTicks, YAxis } from '@/components/charts/axes'
import { Label, Plot, type Frame } from '@/components/charts/plot'
import type { Planned } from '@/lib/reports'

export function PlannedChart({ planned, alt }: { planned: Planned; alt: string }) {
  return <Plot id="planned" alt={alt} draw={(frame) => <Bars planned={planned} frame={frame} />} />
}

/** The plan is a frame, and what was done fills it; what was done besides stands on top of it. */
function Bars({ planned: { iterations }, frame }: { planned: Planned; frame: Frame }) {
  const most = Math.max(...iterations.map(({ planned, done, extra }) => Math.max(planned, done) + extra))
  const x = scaleBand(
    iterations.map(({ number }) => String(number)),
    [frame.left + 4, frame.right],
  ).padding(iterations.length > 3 ? 0.35 : 0.6)
  const y = scaleLinear([0, Math.max(most * 1.1, 1)], [frame.bottom, frame.top + 14])
  return (
    <>
      <Label x={frame.left} y={frame.top - 4}>
        {frame.narrow ? '▭ planned  ■ done  ▨ besides' : '▭ planned   ■ done of it   ▨ done besides'}
      </Label>
      <YAxis frame={frame} scale={y} values={countTicks(most)} />
      {iterations.map(({ number, planned, done, extra, running }) => {
        const left = x(String(number))!
        const top = Math.max(planned, done)
        const bar = (from: number, to: number) => ({
          x: left,
          width: x.bandwidth(),
          y: y(to),
          height: Math.max(0, y(from) - y(to)),
        })
        return (
          <g key={number}>
            <rect {...bar(0, done)} className="fill-done" />
            <rect {...bar(0, planned)} fill="none" className="stroke-ink-2" strokeWidth={1.4} />
            <rect
              {...bar(top, top + extra)}
              className="fill-done stroke-done"
              fillOpacity={0.25}
              strokeDasharray="3 2"
            />
            <Label x={left + x.bandwidth() / 2} y={y(top + extra) - 8} anchor="middle">
              {`${done}/${planned}${extra > 0 ? ` +${extra}` : ''}`}
            </Label>
            <Label x={left + x.bandwidth() / 2} y={frame.bottom + 13} anchor="middle">
              {`${number}${running ? ' now' : ''}`}
            </Label>
          </g>
        )
      })}
    </>
  )
}
