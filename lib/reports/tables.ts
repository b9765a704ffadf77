// The numbers behind each chart, once: the table under it and its file are the same rows.
import { stringify } from 'csv-stringify/sync'
import { statuses, statusLabels, typeLabels } from '../items'
import { inRounds } from './findings'
import type { Reports } from './queries'
import type { ReportName } from './schema'

/** `key` leads to its item. */
export type TableColumn = { label: string; kind: 'text' | 'number' | 'day' | 'key' }
export type ReportTable = { columns: TableColumn[]; rows: (string | number | null)[][] }

const text = (label: string): TableColumn => ({ label, kind: 'text' })
const number = (label: string): TableColumn => ({ label, kind: 'number' })
const day = (label: string): TableColumn => ({ label, kind: 'day' })
const key: TableColumn = { label: 'Key', kind: 'key' }

const tables: { [Name in ReportName]: (report: Reports[Name]) => ReportTable } = {
  flow: ({ span, points }) => ({
    columns: [
      day(span.bucket === 'day' ? 'Day' : `From, one ${span.bucket}`),
      ...statuses.map((status) => number(statusLabels[status])),
    ],
    rows: points.map((point) => [point.start, ...statuses.map((status) => point[status])]),
  }),
  'cycle-time': ({ items }) => ({
    columns: [key, text('Title'), text('Type'), day('Done'), number('Days')],
    rows: items.map((item) => [
      item.key,
      item.title,
      typeLabels[item.type],
      item.doneAt.toISOString().slice(0, 10),
      inRounds(item.days),
    ]),
  }),
  ageing: ({ items, stays }) => ({
    columns: [key, text('Title'), text('State'), number('Days in it'), number('85 % left it within')],
    rows: items.map(({ key: itemKey, title, status, days }) => {
      const stay = stays[status]
      return [itemKey, title, statusLabels[status], inRounds(days), stay && inRounds(stay.percentiles.p85)]
    }),
  }),
  throughput: ({ weeks }) => ({
    columns: [day('Week from'), number('Done'), number('Points of them'), text('Whole week')],
    rows: weeks.map(({ start, done, points, whole }) => [start, done, points, whole ? 'yes' : 'no']),
  }),
  forecast: ({ forecast }) => ({
    columns: [number('Weeks ahead'), ...[50, 85, 95].map((p) => number(`At least, ${p} %`))],
    rows: (forecast?.fan ?? []).map(({ week, p50, p85, p95 }) => [week, p50, p85, p95]),
  }),
  'burn-up': (report) => ({
    columns: [day('Day'), number('Taken on'), number('Done'), text('Added'), text('Taken out')],
    rows: (report?.points ?? []).map((point) => [
      point.day,
      point.scope,
      point.done,
      point.added.join(' '),
      point.removed.join(' '),
    ]),
  }),
  planned: ({ measure, iterations }) => ({
    columns: [
      number('Iteration'),
      day('Starts'),
      day('Ends'),
      number(`Planned, ${measure}`),
      number('Done of them'),
      number('Done besides'),
    ],
    rows: iterations.map((each) => [
      each.number,
      each.startsOn,
      each.endsOn,
      each.planned,
      each.done,
      each.extra,
    ]),
  }),
  split: ({ measure, months }) => ({
    columns: [day('Month from'), number(`Goals, ${measure}`), number(`Reactive, ${measure}`)],
    rows: months.map(({ start, goals, reactive }) => [start, goals, reactive]),
  }),
}

export function tableOf<Name extends ReportName>(name: Name, report: Reports[Name]): ReportTable {
  return tables[name](report)
}

/** As a file, in which text stays text in a spreadsheet. */
export function csvOf({ columns, rows }: ReportTable): string {
  return stringify([columns.map(({ label }) => label), ...rows], { bom: true, escape_formulas: true })
}
