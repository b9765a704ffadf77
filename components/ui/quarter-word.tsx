import { quarterMonths, quarterShort } from './dates'

type Props = {
  quarter: string | null
  short?: boolean
  firstMonth?: number
  none?: string
  className?: string
}

/** "January to March 2027", or short "Q1 2027" with the months on hover. */
export function QuarterWord({ quarter, short, firstMonth, none = 'No quarter yet', className }: Props) {
  if (!quarter) return <span className={className}>{none}</span>
  const months = quarterMonths(quarter, firstMonth)
  return (
    <span className={className} title={short ? months : undefined}>
      {short ? quarterShort(quarter) : months}
    </span>
  )
}
