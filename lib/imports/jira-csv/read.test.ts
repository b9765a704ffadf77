import { existsSync, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { textKind } from './wiki-to-markdown'
import { detectDateOrders, readJiraCsv, type JiraCsvOptions, type JiraIssue, type JiraRow } from './read'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const sample = readFileSync(here('./sample.csv'), 'utf8')

async function read(text: string, options?: JiraCsvOptions): Promise<JiraRow[]> {
  const rows: JiraRow[] = []
  for await (const row of readJiraCsv(text, options)) rows.push(row)
  return rows
}

async function issues(text: string, options?: JiraCsvOptions): Promise<Map<string, JiraIssue>> {
  const rows = await read(text, options)
  return new Map(rows.flatMap((row) => (row.ok ? [[row.issue.externalId, row.issue] as const] : [])))
}

const HEAD = 'Summary,Issue key,Issue Type,Status,Created,Due date,Description'
const file = (...rows: string[]) => [HEAD, ...rows].join('\n')

describe('the sample file', () => {
  test('gives every whole row, and names the broken ones by line without harm to their neighbours', async () => {
    const rows = await read(sample)
    expect(rows.filter((row) => row.ok).map((row) => row.issue.externalId)).toEqual(
      [1, 2, 3, 4, 5, 7, 9, 11, 12].map((number) => `DEMO-${number}`),
    )
    const lines = sample.split('\n')
    const broken = rows.filter((row) => !row.ok)
    expect(broken.map((row) => lines[row.line - 1]?.split(',')[1])).toEqual(['DEMO-6', 'DEMO-8', 'DEMO-10'])
    expect(broken.map((row) => row.problems.join(' '))).toEqual([
      'Created: “31/Feb/22 10:00 AM” is no date of the calendar.',
      expect.stringMatching(/quote that has no partner\. Reading went on in line \d+\./),
      'This row has 5 cells where the header has 34.',
    ])
  })

  test('keeps repeated columns, links, the last sprint, points and the parent by key', async () => {
    const all = await issues(sample)
    expect(all.get('DEMO-1')).toMatchObject({
      labels: ['supply-chain', 'signing'],
      fixVersions: ['2022.3', '2022.4'],
      components: ['Build'],
      due: '2022-09-30',
      rank: '0|i00001:',
      parent: null,
    })
    expect(all.get('DEMO-2')).toMatchObject({
      sprint: 'Sprint 8',
      storyPoints: 3,
      parent: 'DEMO-1',
      createdAt: new Date('2022-06-02T23:59Z'),
      resolvedAt: new Date('2022-06-13T00:00Z'),
      links: [
        { type: 'Blocks', direction: 'outward', key: 'DEMO-3' },
        { type: 'Blocks', direction: 'outward', key: 'DEMO-4' },
      ],
    })
    expect(all.get('DEMO-3')?.links).toEqual([{ type: 'Blocks', direction: 'inward', key: 'DEMO-2' }])
    expect(all.get('DEMO-3')?.affectsVersions).toEqual(['2022.2'])
    expect(all.get('DEMO-5')).toMatchObject({
      priority: '',
      resolution: null,
      description: '',
      environment: null,
    })
  })

  test('keeps comments whole, semicolons, quotes, new lines and all', async () => {
    const all = await issues(sample)
    expect(all.get('DEMO-2')?.comments).toEqual([
      { at: new Date('2022-06-03T07:00Z'), author: 'Service desk', body: 'Who watches it; and when?' },
      {
        at: new Date('2022-06-04T19:00Z'),
        author: 'Platform lead',
        body: '@kim **I** do.\n\n> and when?\n\nAt breakfast.',
      },
    ])
    expect(all.get('DEMO-7')?.comments.map(({ body }) => body)).toEqual(['', '"quoted", with a comma'])
  })

  test('turns wiki markup into Markdown, also where a text alone would not tell', async () => {
    const all = await issues(sample)
    expect(all.get('DEMO-1')?.description).toContain('# Why\n\nAnyone can **replace** an artefact')
    expect(all.get('DEMO-1')?.description).toContain('cosign sign "$IMAGE"   # *not* bold\n```')
    expect(all.get('DEMO-9')?.description).toBe('It is **here**.')
  })

  test('notes what was lost', async () => {
    const row = (await read(sample)).find((found) => found.ok && found.issue.externalId === 'DEMO-11')
    expect(row).toMatchObject({ issue: { parent: null }, notes: ['Its parent “7777” is not in this file.'] })
  })

  test('reads alike as a stream that is cut anywhere, with Windows line ends and with semicolons', async () => {
    const rows = await read(sample)
    const bytes = Buffer.from(sample)
    const chunks = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, at) =>
      bytes.subarray(at * 7, at * 7 + 7),
    )
    const streamed: JiraRow[] = []
    for await (const row of readJiraCsv(Readable.from(chunks))) streamed.push(row)
    expect(streamed).toEqual(rows)
    const ids = async (text: string) => [...(await issues(text)).keys()]
    expect(await ids(sample.replace(/\r?\n/g, '\r\n'))).toEqual([...(await issues(sample)).keys()])
    const semicolons = 'Summary;Issue key;Created\nOne, two;DEMO-1;2022-06-12 17:16'
    expect(await ids(semicolons)).toEqual(['DEMO-1'])
  })
})

describe('the order of dates', () => {
  const numbers = (...dates: string[]) =>
    file(...dates.map((date, at) => `T,DEMO-${at + 1},Task,Open,${date},,x`))

  test('is proven by one date that fits no other order', () => {
    expect(detectDateOrders(sample)).toEqual(['day-first'])
    expect(detectDateOrders(numbers('12/06/2022 17:16', '13/06/2022 17:16'))).toEqual(['day-first'])
    expect(detectDateOrders(numbers('6/12/22 5:16 PM', '6/13/22 5:16 PM'))).toEqual(['month-first'])
    expect(detectDateOrders(numbers('2022-06-12 17:16'))).toEqual(['year-first'])
    expect(detectDateOrders(numbers('22/6/12 17:16', '99/6/12 17:16'))).toEqual(['year-first'])
  })

  test('is asked for when nothing proves it, with the flags to choose from', async () => {
    expect(detectDateOrders(numbers('12/06/2022 17:16'))).toEqual(['day-first', 'month-first'])
    await expect(read(numbers('12/06/2022 17:16'))).rejects.toThrow(
      'can be read in more than one way: “12/06/2022 17:16” in line 2. Say which comes first: --date-order day-first or --date-order month-first.',
    )
  })

  test('that is given is used, unless the file proves another', async () => {
    const created = async (options: JiraCsvOptions) =>
      (await issues(numbers('5/6/22 5:16 PM'), options)).get('DEMO-1')?.createdAt.toISOString()
    expect(await created({ dateOrder: 'day-first' })).toBe('2022-06-05T17:16:00.000Z')
    expect(await created({ dateOrder: 'month-first' })).toBe('2022-05-06T17:16:00.000Z')
    expect(await created({ dateOrder: 'year-first' })).toBe('2005-06-22T17:16:00.000Z')
    expect(await created({ dateOrder: 'day-first', zone: 'America/New_York' })).toBe(
      '2022-06-05T21:16:00.000Z',
    )
    await expect(read(numbers('13/06/2022'), { dateOrder: 'month-first' })).rejects.toThrow(
      'can only be day-first',
    )
    await expect(read(numbers('5/6/22'), { dateOrder: 'day-first', zone: 'Moon' })).rejects.toThrow(
      'no time zone',
    )
  })

  test('that contradicts itself must be told, and then names the rows that do not fit', async () => {
    const both = numbers('13/06/2022', '06/13/2022')
    expect(detectDateOrders(both)).toEqual([])
    await expect(read(both)).rejects.toThrow('contradict each other')
    const rows = await read(both, { dateOrder: 'day-first' })
    expect(rows.map((row) => row.ok)).toEqual([true, false])
  })

  test('does not depend on a row that no order can read', () => {
    expect(detectDateOrders(numbers('13/06/2022', '77/77/2022', 'yesterday'))).toEqual(['day-first'])
  })
})

describe('files that are not quite right', () => {
  test('without the columns that make an issue are refused with a sentence', async () => {
    await expect(read('a,b\n1,2')).rejects.toThrow('“Summary”, “Issue key”, “Created”')
    await expect(read('')).rejects.toThrow('This is no CSV export of Jira')
  })

  test('say for each row what is wrong with it', async () => {
    const rows = await read(
      file(
        ',DEMO-1,Task,Open,2022-06-12,,x',
        'T,demo,Task,Open,2022-06-12,,x',
        'T,DEMO-2,Task,Open,,soon,x',
        'T,DEMO-3,Task,Open,2022-06-12,,x',
        'T,DEMO-3,Task,Open,2022-06-12,,x',
        'T,DEMO-4,Task,Open,2022-06-12,,a\u0000b',
      ),
    )
    expect(rows.flatMap((row) => (row.ok ? [] : row.problems))).toEqual([
      'Summary: it is empty.',
      'Issue key: “demo” is no key such as SEC-1.',
      'Created: it is empty.',
      'Due date: “soon” is no date that can be read.',
      'Issue key: DEMO-3 stands in line 5 already.',
      expect.stringMatching(/^Description: .*zero character/),
    ])
  })

  test('lose nothing but the row whose quote is broken, wherever the break is', async () => {
    const good = (number: number) => `T,DEMO-${number},Task,Open,2022-06-12,,"several\nlines, ""quoted"""`
    const breaks = [
      'T,DEMO-2,Task,Open,2022-06-12,,"cut',
      'T,DEMO-2,Task,Open,2022-06-12,,cu"t',
      '"T,DEMO-2,Task,Open,2022-06-12,,x',
      'T,DEMO-2,Task,Open,2022-06-12,,"cut"off',
    ]
    for (const broken of breaks) {
      const rows = await read(file(good(1), broken, good(3), good(4)))
      expect(rows.map((row) => (row.ok ? row.issue.externalId : row.line))).toEqual([
        'DEMO-1',
        4,
        'DEMO-3',
        'DEMO-4',
      ])
      const last = await read(file(good(1), broken))
      expect(last.map((row) => row.ok)).toEqual([true, false])
    }
  })
})

// The archive is licensed for use here but not for committing, so it may be absent; the sample above never is.
const archive = here('../../../../shared/data/imports/jira-public-archive/')
const archived = `${archive}derived-INFRA.jira-cloud-layout.csv`

describe.runIf(existsSync(archived))('the archive of a real infrastructure team', () => {
  type Original = {
    title: string
    summary: string
    description?: string
    environment?: string
    comments: { body: string; author: string }[]
    issueLinks: unknown[]
  }

  test('is read whole, and its texts, which are Markdown already, come out unchanged', async () => {
    const originals = new Map(
      readFileSync(`${archive}fluid-INFRA.jsonl`, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Original)
        .map((original) => [original.title, original]),
    )
    const text = readFileSync(archived, 'utf8')
    const rows = await read(text)
    const all = await issues(text)
    const plain = (words?: string) => (words ?? '').normalize('NFC').replace(/\r\n?/g, '\n').trim()

    expect(detectDateOrders(text)).toEqual(['day-first'])
    expect(rows.filter((row) => !row.ok || row.notes.length > 0)).toEqual([])
    expect(all.size).toBe(236)
    expect([...all.values()].flatMap(({ comments }) => comments)).toHaveLength(355)
    expect([...all.values()].flatMap(({ links }) => links)).toHaveLength(66)
    for (const [key, issue] of all) {
      const original = originals.get(key)
      expect(issue.title).toBe(plain(original?.summary))
      expect(issue.description).toBe(plain(original?.description))
      expect(issue.environment ?? '').toBe(plain(original?.environment))
      expect(issue.links).toHaveLength(original?.issueLinks.length ?? -1)
      expect(issue.comments.map(({ author, body }) => [author, body])).toEqual(
        original?.comments.map(({ author, body }) => [author, plain(body)]),
      )
      expect(textKind(issue.description)).not.toBe('wiki')
    }
  })
})
