import { scaleLinear } from 'd3-scale'
import { area, curveMonotoneX, line } from 'd3-shape'
import { chosenOf, countTicks, dayLabel, XAxis, YAxis } from '@/components/charts/axes'
import { Label, Plot, spread, type Frame } from '@/components/charts/plot'
import { addDays, type Forecast } from '@/lib/reports'
import { dashes, percentWords } from './cycle-time-chart'

type Props = { forecast: Forecast; from: string; alt: string }

export function ForecastChart({ alt, ...rest }: Props) {
  return <Plot id="forecast" alt={alt} labels={132} draw={(frame) => <Fan {...rest} frame={frame} />} />
}

function Fan({ forecast: { fan, items, done }, from, frame }: Omit<Props, 'alt'> & { frame: Frame }) {
  const last = fan.at(-1)!
  const x = scaleLinear([0, last.week], [frame.left, frame.right])
  const y = scaleLinear([0, items], [frame.bottom, frame.top + 4])
  const names = ['p50', 'p85', 'p95'] as const
  const dayOf = (week: number) => addDays(from, week * 7)
  const years = last.week > 40
  const path = (name: (typeof names)[number]) =>
    line<(typeof fan)[number]>()
      .x(({ week }) => x(week))
      .y((each) => y(each[name]))
      .curve(curveMonotoneX)(fan.slice(0, (done[name] ?? last.week) + 1))
  const places = spread(
    names.map((_, n) => frame.top + 10 + n * 16),
    { from: frame.top + 6, to: frame.bottom },
  )
  return (
    <>
      <YAxis frame={frame} scale={y} values={countTicks(items)} />
      <path
        d={
          area<(typeof fan)[number]>()
            .x(({ week }) => x(week))
            .y0(({ p95 }) => y(p95))
            .y1(({ p50 }) => y(p50))
            .curve(curveMonotoneX)(fan) ?? undefined
        }
        className="fill-done"
        fillOpacity={0.14}
      />
      <line x1={frame.left} x2={frame.right} y1={y(items)} y2={y(items)} className="stroke-ink-3" />
      <Label x={frame.left + 4} y={y(items) + 9}>
        {items} items
      </Label>
      {names.map((name, n) => (
        <g key={name}>
          <path
            d={path(name) ?? undefined}
            fill="none"
            className="stroke-done"
            strokeWidth={2}
            strokeDasharray={dashes[name]}
          />
          {done[name] !== null && <circle cx={x(done[name])} cy={y(items)} r={3.5} className="fill-done" />}
          <line
            x1={frame.right + 6}
            x2={frame.right + 22}
            y1={places[n]}
            y2={places[n]}
            className="stroke-done"
            strokeWidth={2}
            strokeDasharray={dashes[name]}
          />
          <Label x={frame.right + 26} y={places[n]!} strong={name === 'p85'}>
            {percentWords[name]} {done[name] === null ? 'later' : dayLabel(dayOf(done[name]), { years })}
          </Label>
        </g>
      ))}
      <XAxis
        frame={frame}
        ticks={chosenOf(
          fan.map(({ week }) => ({ x: x(week), label: dayLabel(dayOf(week), { years }) })),
          frame.narrow ? 2 : 4,
        )}
      />
    </>
  )
}
