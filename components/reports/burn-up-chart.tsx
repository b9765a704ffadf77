import { scaleLinear } from 'd3-scale'
import { area, curveStepAfter, line } from 'd3-shape'
import { chosenOf, countTicks, dayLabel, XAxis, YAxis } from '@/components/charts/axes'
import { Label, Plot, spread, type Frame } from '@/components/charts/plot'
import { addDays, daysBetween, type BurnPoint, type IterationBurnUp } from '@/lib/reports'

export function BurnUpChart({ burnUp, alt }: { burnUp: IterationBurnUp; alt: string }) {
  return <Plot id="burn-up" alt={alt} labels={92} draw={(frame) => <Lines burnUp={burnUp} frame={frame} />} />
}

function Lines({ burnUp: { points, startsOn, endsOn }, frame }: { burnUp: IterationBurnUp; frame: Frame }) {
  const length = daysBetween(startsOn, endsOn) + 1
  const most = Math.max(...points.map(({ scope }) => scope))
  const x = scaleLinear([0, length], [frame.left, frame.right])
  const y = scaleLinear([0, Math.max(most * 1.12, 1)], [frame.bottom, frame.top])
  // A day's numbers are those of its end: each step is as wide as its day.
  const steps = [...points, points.at(-1)!]
  const at = (_: BurnPoint, n: number) => x(n)
  const last = points.at(-1)!
  const [scopeY, doneY] = spread([y(last.scope), y(last.done)], { from: frame.top, to: frame.bottom })
  return (
    <>
      <YAxis frame={frame} scale={y} values={countTicks(most)} />
      <path
        d={
          area<BurnPoint>()
            .x(at)
            .y0(y(0))
            .y1(({ done }) => y(done))
            .curve(curveStepAfter)(steps) ?? undefined
        }
        className="fill-done"
        fillOpacity={0.85}
      />
      <path
        d={
          line<BurnPoint>()
            .x(at)
            .y(({ scope }) => y(scope))
            .curve(curveStepAfter)(steps) ?? undefined
        }
        fill="none"
        className="stroke-ink"
        strokeWidth={2}
      />
      {points.map(({ day, scope, added, removed }, n) => (
        <g key={day}>
          {added.length > 0 && (
            <Change x={x(n + 0.5)} y={y(scope) - 9} up words={`${day}: added ${added.join(', ')}`}>
              {`+${added.length}`}
            </Change>
          )}
          {removed.length > 0 && (
            <Change x={x(n + 0.5)} y={y(scope) + 11} words={`${day}: taken out ${removed.join(', ')}`}>
              {`−${removed.length}`}
            </Change>
          )}
        </g>
      ))}
      <Label x={frame.right + 8} y={scopeY!} strong>
        Taken on {last.scope}
      </Label>
      <Label x={frame.right + 8} y={doneY!}>
        Done {last.done}
      </Label>
      <XAxis
        frame={frame}
        ticks={chosenOf(
          Array.from({ length }, (_, n) => ({
            x: x(n),
            label: dayLabel(addDays(startsOn, n), { years: false }),
          })),
          frame.narrow ? 3 : 5,
        )}
      />
    </>
  )
}

type ChangeProps = { x: number; y: number; up?: boolean; words: string; children: string }

/** What was taken on changed here: a small arrow, the way it went, and by how many items. */
function Change({ x, y, up, words, children }: ChangeProps) {
  const [tip, foot] = up ? [y - 4, y + 3] : [y + 4, y - 3]
  return (
    <g>
      <path d={`M${x} ${tip}L${x + 4.5} ${foot}L${x - 4.5} ${foot}Z`} className="fill-ink">
        <title>{words}</title>
      </path>
      <Label x={x + 7} y={y}>
        {children}
      </Label>
    </g>
  )
}
