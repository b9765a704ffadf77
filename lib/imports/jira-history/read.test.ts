import { expect, test } from 'vitest'
import { planIssue } from '../jira-plan'
import { readOriginMap, type JiraRow } from '../jira-csv'
import { readJiraHistory } from './read'

const origins = readOriginMap('Bug=bug,*=small')
const flat = {
  title: 'OLD-1',
  summary: 'Copy the archive',
  type: 'Task',
  priority: 'Major',
  status: 'Closed',
  resolution: 'Fixed',
  date: '2021-05-03T09:51:40.283-0400',
  updated: '2021-05-12T21:53:04.626-0400',
  description: 'Why it is **needed**.',
}

async function read(...lines: unknown[]): Promise<JiraRow[]> {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  const rows: JiraRow[] = []
  for await (const row of readJiraHistory(text)) rows.push(row)
  return rows
}

function planOf(row: JiraRow) {
  if (!row.ok || !origins.ok) throw new Error(JSON.stringify(row))
  const planned = planIssue(row.issue, origins.value)
  if (!planned.ok) throw new Error(planned.problems.join())
  return planned
}

test('an issue whose file knows only its ends is made as it was made, and done when it was last touched', async () => {
  const [row] = await read(flat)
  expect(planOf(row!).plan).toMatchObject({
    status: 'backlog',
    createdAt: new Date('2021-05-03T13:51:40.283Z'),
    doneAt: null,
    steps: [{ at: new Date('2021-05-13T01:53:04.626Z'), status: 'done' }],
  })
})

test('a changelog is told in the order of its times, and a state that is not known here is passed over and said', async () => {
  const change = (created: string, fromString: string, to: string) => ({
    created,
    items: [{ field: 'status', fromString, toString: to }],
  })
  const [row] = await read({
    key: 'NEW-1',
    fields: {
      summary: 'Renew',
      issuetype: { name: 'Bug' },
      status: { name: 'Done', statusCategory: { name: 'Done' } },
      created: '2022-02-01T10:00:00.000+0000',
      updated: '2022-02-28T10:00:00.000+0000',
      resolutiondate: '2022-02-20T10:00:00.000+0000',
      description: 'h2. Why',
    },
    changelog: {
      histories: [
        change('2022-02-20T10:00:00.000+0000', 'Elsewhere', 'Done'),
        change('2022-02-05T10:00:00.000+0000', 'Selected for Development', 'In Progress'),
        change('2022-02-09T10:00:00.000+0000', 'In Progress', 'Elsewhere'),
      ],
    },
  })
  const { plan, notes } = planOf(row!)
  expect(plan.status).toBe('ready')
  expect(plan.steps).toEqual([
    { at: new Date('2022-02-05T10:00Z'), status: 'in-progress' },
    { at: new Date('2022-02-20T10:00Z'), status: 'done' },
  ])
  expect(notes).toEqual(['The states “Elsewhere” are not known here and are passed over.'])
  expect(plan.description).toBe('## Why')
})

test.each([
  ['{"half', /no JSON/],
  ['[1]', /no issue/],
  [{ ...flat, title: 'old 1' }, /no key/],
  [{ ...flat, date: '2021-02-03 at noon' }, /no time/],
  [{ ...flat, summary: '  ' }, /empty/],
  [{ ...flat, description: { type: 'doc' } }, /API 2/],
])('%j is named and stops nothing', async (line, sentence) => {
  const [broken, whole] = await read(line, { ...flat, title: 'OLD-2' })
  expect(broken).toMatchObject({ line: 1, ok: false, problems: [expect.stringMatching(sentence)] })
  expect(whole).toMatchObject({ line: 2, ok: true })
})

test('a key that stood in an earlier line is said, with the line', async () => {
  const [, again] = await read(flat, flat)
  expect(again).toMatchObject({ ok: false, problems: ['key: OLD-1 stands in line 1 already.'] })
})
