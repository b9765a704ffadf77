import type { ReactNode } from 'react'

/** Where a chart's marks may stand. */
export type Frame = {
  width: number
  height: number
  left: number
  right: number
  top: number
  bottom: number
  narrow: boolean
}

type Props = {
  /** What the picture says, for whoever cannot see it. */
  alt: string
  /** Room on the right for words that stand beside their lines. */
  labels?: number
  height?: number
  draw: (frame: Frame, id: string) => ReactNode
  id: string
}

/**
 * A picture drawn by the server, twice: once for a phone and once for a wider place, so that its words have the same size
 * on both. The one that does not fit is not there for anybody.
 */
export function Plot({ alt, labels = 0, height = 240, draw, id }: Props) {
  return (
    <>
      {(['wide', 'narrow'] as const).map((size) => {
        const narrow = size === 'narrow'
        const width = narrow ? 330 : 600
        const frame: Frame = {
          width,
          height,
          left: 46,
          right: width - (labels || 8),
          top: 14,
          bottom: height - 24,
          narrow,
        }
        return (
          <svg
            key={size}
            role="img"
            aria-label={alt}
            viewBox={`0 0 ${width} ${height}`}
            className={narrow ? 'h-auto w-full sm:hidden' : 'hidden h-auto w-full max-w-3xl sm:block'}
          >
            {draw(frame, `${id}-${size}`)}
          </svg>
        )
      })}
    </>
  )
}

type LabelProps = {
  x: number
  y: number
  anchor?: 'start' | 'middle' | 'end'
  strong?: boolean
  children: ReactNode
}

/** Words in a picture; they have a rim of the sheet's colour, so that no line runs through them. */
export function Label({ x, y, anchor = 'start', strong, children }: LabelProps) {
  return (
    <text
      x={x}
      y={y}
      textAnchor={anchor}
      dominantBaseline="central"
      strokeWidth={3}
      paintOrder="stroke"
      strokeLinejoin="round"
      className={
        strong
          ? 'fill-ink stroke-sheet text-xs font-semibold'
          : 'fill-ink-2 stroke-sheet text-xs tabular-nums'
      }
    >
      {children}
    </text>
  )
}

/** Places for words that want to stand at these heights, so that none covers another; in the order given. */
export function spread(wanted: readonly number[], { from, to }: { from: number; to: number }): number[] {
  const gap = 14
  const order = wanted.map((y, at) => ({ y, at })).toSorted((a, b) => a.y - b.y)
  let least = from
  for (const each of order) {
    each.y = Math.max(each.y, least)
    least = each.y + gap
  }
  let most = to
  for (const each of order.toReversed()) {
    each.y = Math.min(each.y, most)
    most = each.y - gap
  }
  return order.toSorted((a, b) => a.at - b.at).map(({ y }) => y)
}
