// Bringing in other tools' files.
import { access } from 'node:fs/promises'
import { withDatabase } from '../house/connect'
import type { DateOrder, ImportReport } from '@/lib/imports'
import { json, UsageProblem, type Command } from './command-line'

export const imports: Command[] = [
  {
    name: 'import jira-csv',
    says: 'Brings in an export of Jira, row by row, all of it private. A second run changes nothing.',
    args: ['file'],
    options: {
      'dry-run': { says: 'Do everything, take it back, and print the report' },
      'date-order': {
        says: 'day-first, month-first or year-first, when the file does not prove it',
        value: 'order',
      },
      zone: { says: 'The zone of whoever exported; UTC unless said', value: 'zone' },
      'origin-map': { says: "Where issue types come from: 'Bug=bug,*=small' unless said", value: 'map' },
      json,
    },
    run: async ({ args, value, flag }) => {
      const file = await fileAt(args[0]!)
      return withDatabase(async () => {
        const { dateOrders, importJiraCsv } = await import('@/lib/imports')
        const order = value('date-order')
        const dateOrder = dateOrders.find((each) => each === order)
        if (order !== undefined && !dateOrder)
          throw new UsageProblem(`--date-order is one of: ${dateOrders.join(', ')}.`)
        const report = await importJiraCsv({
          file,
          dryRun: flag('dry-run'),
          ...given({
            dateOrder: dateOrder as DateOrder | undefined,
            zone: value('zone'),
            originMap: value('origin-map'),
          }),
          onRow: showProgress,
        })
        say(report, flag('json'))
      })
    },
  },
  {
    name: 'import jira-history',
    says: 'Brings in issues of Jira as JSON, one a line, with the times at which they were made, moved and done. All private.',
    args: ['file'],
    options: {
      'dry-run': { says: 'Do everything, take it back, and print the report' },
      'origin-map': { says: "Where issue types come from: 'Bug=bug,*=small' unless said", value: 'map' },
      json,
    },
    run: async ({ args, value, flag }) => {
      const file = await fileAt(args[0]!)
      return withDatabase(async () => {
        const { importJiraHistory } = await import('@/lib/imports')
        const report = await importJiraHistory({
          file,
          dryRun: flag('dry-run'),
          ...given({ originMap: value('origin-map') }),
          onRow: showProgress,
        })
        say(report, flag('json'))
      })
    },
  },
]

async function fileAt(path: string): Promise<string> {
  await access(path).catch(() => {
    throw new UsageProblem(`There is no file ${path}.`)
  })
  return path
}

function showProgress(_row: unknown, done: number, of: number) {
  if (process.stderr.isTTY) process.stderr.write(`\r  ${done} of ${of} `)
}

function say(report: ImportReport, asJson: boolean) {
  if (process.stderr.isTTY) process.stderr.write('\r')
  console.log(asJson ? JSON.stringify(report) : reportInWords(report))
}

function given<T extends object>(values: T) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: NonNullable<T[Key]>
  }
}

function reportInWords({ dryRun, rows, totals }: ImportReport): string {
  const lines = rows.map(({ line, key, outcome, ourKey, problems = [] }) =>
    [`${line}`.padStart(5), (key ?? '–').padEnd(12), outcome.padEnd(13), ourKey ?? '', problems.join(' ')]
      .join('  ')
      .trimEnd(),
  )
  const { created, skipped, broken, comments, people, releases, relations, parents, steps } = totals
  const changed = totals['changed-there']
  return [
    ...lines,
    '',
    `${totals.rows} rows: ${created} created, ${skipped} skipped, ${changed} changed there, ${broken} broken.`,
    `With them ${comments} comments, ${people} unclaimed authors, ${releases} releases, ${parents} parents, ${relations} links.`,
    ...(steps > 0 ? [`${steps} changes of status were told anew, at their times.`] : []),
    ...(dryRun ? ['This was a dry run: nothing was kept.'] : []),
  ].join('\n')
}
