import { scaleLinear } from 'd3-scale'
import { area } from 'd3-shape'
import { chosenOf, countTicks, dayLabel, XAxis, YAxis } from '@/components/charts/axes'
import { Label, Plot, spread, type Frame } from '@/components/charts/plot'
import { statusLabels, type Status } from '@/lib/items'
import type { Flow, FlowPoint } from '@/lib/reports'

/** From the bottom up: what is done carries what is under way. */
const layers = ['done', 'in-review', 'in-progress', 'ready', 'backlog'] as const
const fills = {
  done: 'fill-done',
  'in-review': 'fill-review',
  'in-progress': 'fill-progress',
  ready: 'fill-ready',
  backlog: 'fill-backlog',
} satisfies Record<Status, string>

export function FlowChart({ flow, alt }: { flow: Flow; alt: string }) {
  return (
    <Plot
      id="flow"
      alt={alt}
      labels={104}
      height={270}
      draw={(frame) => <Layers flow={flow} frame={frame} />}
    />
  )
}

function Layers({ flow: { points, span }, frame }: { flow: Flow; frame: Frame }) {
  const upTo = (point: FlowPoint, layer: number) =>
    layers.slice(0, layer).reduce((sum, status) => sum + point[status], 0)
  const most = Math.max(...points.map((point) => upTo(point, layers.length)))
  const x = scaleLinear([0, Math.max(points.length - 1, 1)], [frame.left, frame.right])
  const y = scaleLinear([0, Math.max(most, 1)], [frame.bottom, frame.top])
  const last = points.at(-1)!
  const shown = layers.map((status, layer) => ({ status, layer })).filter(({ status }) => last[status] > 0)
  const places = spread(
    shown.map(({ status, layer }) => y(upTo(last, layer) + last[status] / 2)),
    { from: frame.top, to: frame.bottom - 4 },
  )
  return (
    <>
      <YAxis frame={frame} scale={y} values={countTicks(most)} />
      {layers.map((status, layer) => {
        const shape = area<FlowPoint>()
          .x((_, n) => x(n))
          .y0((point) => y(upTo(point, layer)))
          .y1((point) => y(upTo(point, layer + 1)))
        // A single day has no width of its own.
        const drawn = points.length > 1 ? shape(points) : shape([last, last])
        return (
          <path
            key={status}
            d={drawn ?? undefined}
            className={`${fills[status]} stroke-sheet`}
            strokeWidth={0.75}
          />
        )
      })}
      {shown.map(({ status }, n) => (
        <g key={status}>
          <rect
            x={frame.right + 7}
            y={places[n]! - 4.5}
            width={9}
            height={9}
            rx={2}
            className={fills[status]}
          />
          <Label x={frame.right + 20} y={places[n]!} strong={status === 'in-progress'}>
            {statusLabels[status]} {last[status].toLocaleString('en')}
          </Label>
        </g>
      ))}
      <XAxis
        frame={frame}
        ticks={chosenOf(
          points.map(({ start }, n) => ({
            x: x(n),
            label: dayLabel(start, { years: span.bucket !== 'day' }),
          })),
          frame.narrow ? 3 : 5,
        )}
      />
    </>
  )
}
