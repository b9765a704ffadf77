import type { ReactNode } from 'react'
import { ChartFigure, EmptyFigure } from '@/components/charts/chart-figure'
import {
  emptyWords,
  findingOf,
  reportQuery,
  tableOf,
  type ReportFilter,
  type ReportName,
  type Reports,
} from '@/lib/reports'
import { AgeingChart } from './ageing-chart'
import { BurnUpChart } from './burn-up-chart'
import { CycleTimeChart } from './cycle-time-chart'
import { FlowChart } from './flow-chart'
import { ForecastChart } from './forecast-chart'
import { PlannedChart } from './planned-chart'
import { ForecastForm } from './report-filter'
import { SplitChart } from './split-chart'
import { ThroughputChart } from './throughput-chart'

const names = {
  flow: 'Cumulative flow',
  'cycle-time': 'Cycle time',
  ageing: 'Age of the work under way',
  throughput: 'Throughput',
  forecast: 'Forecast',
  'burn-up': 'Burn-up',
  planned: 'Planned against done',
  split: 'Goals against reactive work',
} satisfies Record<ReportName, string>

const charts: { [Name in ReportName]: (report: Reports[Name], alt: string) => ReactNode } = {
  flow: (flow, alt) => <FlowChart flow={flow} alt={alt} />,
  'cycle-time': (cycle, alt) => <CycleTimeChart cycle={cycle} alt={alt} />,
  ageing: (ageing, alt) => <AgeingChart ageing={ageing} alt={alt} />,
  throughput: (throughput, alt) => <ThroughputChart throughput={throughput} alt={alt} />,
  forecast: ({ forecast, from }, alt) =>
    forecast && <ForecastChart forecast={forecast} from={from} alt={alt} />,
  'burn-up': (burnUp, alt) => burnUp && <BurnUpChart burnUp={burnUp} alt={alt} />,
  planned: (planned, alt) => <PlannedChart planned={planned} alt={alt} />,
  split: (split, alt) => <SplitChart split={split} alt={alt} />,
}

type Props<Name extends ReportName> = { name: Name; report: Reports[Name]; filter: ReportFilter }

/** One report: its finding, its picture, its numbers and its file; or what would stand here. */
export function ReportFigure<Name extends ReportName>({ name, report, filter }: Props<Name>) {
  const finding = findingOf(name, report)
  const extra =
    name === 'forecast' ? (
      <ForecastForm filter={filter} open={(report as Reports['forecast']).open} />
    ) : undefined
  if (!finding) {
    const [title, words] = emptyWords[name]
    return (
      <EmptyFigure id={name} name={names[name]} title={title}>
        {words}
      </EmptyFigure>
    )
  }
  const query = reportQuery(filter)
  return (
    <ChartFigure
      id={name}
      name={names[name]}
      {...finding}
      {...tableOf(name, report)}
      fileHref={`/reports/${name}.csv${query && `?${query}`}`}
      extra={extra}
    >
      {charts[name](report, `${names[name]}. ${finding.title}. The numbers stand in the table below.`)}
    </ChartFigure>
  )
}
