import { scaleSymlog, scaleUtc } from 'd3-scale'
import { chosenOf, dayLabel, dayTicks, XAxis, YAxis } from '@/components/charts/axes'
import { Label, Plot, spread, type Frame } from '@/components/charts/plot'
import { inRounds, type CycleTime, type Percentiles } from '@/lib/reports'

/** Half, most, nearly all: told apart by their dashes as well as by their words. */
export const dashes = { p50: undefined, p85: '6 3', p95: '2 3' } satisfies Record<
  keyof Percentiles,
  string | undefined
>
export const percentWords = { p50: '50 %', p85: '85 %', p95: '95 %' } satisfies Record<
  keyof Percentiles,
  string
>

export function CycleTimeChart({ cycle, alt }: { cycle: CycleTime; alt: string }) {
  return (
    <Plot
      id="cycle"
      alt={alt}
      labels={96}
      height={270}
      draw={(frame) => <Dots cycle={cycle} frame={frame} />}
    />
  )
}

function Dots({ cycle: { items, percentiles, span }, frame }: { cycle: CycleTime; frame: Frame }) {
  const most = Math.max(1, ...items.map(({ days }) => days), percentiles?.p95 ?? 0)
  const ticks = dayTicks(most)
  const x = scaleUtc(
    [new Date(span.from), new Date(Date.parse(span.to) + 86_400_000)],
    [frame.left + 6, frame.right],
  )
  const y = scaleSymlog([0, Math.max(most, ticks.at(-1)!)], [frame.bottom, frame.top]).constant(1)
  const names = ['p95', 'p85', 'p50'] as const
  const places = spread(
    names.map((name) => y(percentiles?.[name] ?? 0)),
    { from: frame.top, to: frame.bottom },
  )
  const many = items.length > 150
  return (
    <>
      <YAxis frame={frame} scale={y} values={ticks} unit=" d" />
      {items.map(({ key, title, days, doneAt }) => (
        <circle
          key={key}
          cx={x(doneAt)}
          cy={y(days)}
          r={many ? 2.6 : 4}
          className="fill-done stroke-sheet"
          fillOpacity={0.8}
          strokeWidth={0.75}
        >
          <title>{`${key} ${title}: ${inRounds(days)} days`}</title>
        </circle>
      ))}
      {percentiles &&
        names.map((name, n) => (
          <g key={name}>
            <line
              x1={frame.left}
              x2={frame.right}
              y1={y(percentiles[name])}
              y2={y(percentiles[name])}
              className="stroke-ink-2"
              strokeWidth={1.4}
              strokeDasharray={dashes[name]}
            />
            <Label x={frame.right + 6} y={places[n]!} strong={name === 'p50'}>
              {percentWords[name]} · {inRounds(percentiles[name])} d
            </Label>
          </g>
        ))}
      <XAxis
        frame={frame}
        ticks={chosenOf(
          span.starts.map((start) => ({
            x: x(new Date(start)),
            label: dayLabel(start, { years: span.bucket !== 'day' }),
          })),
          frame.narrow ? 3 : 5,
        )}
      />
    </>
  )
}
