// The operator looks through the items: as somebody, or as Daylight itself.
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { letIn, type Cast } from '@/lib/instruments/cast'
import { createItem } from '@/lib/items'
import { main } from './main'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
let cast: Pick<Cast, 'lead' | 'employee'>
let said: string[] = []
let complained: string[] = []

beforeAll(async () => {
  await owner.connect()
  cast = await letIn(owner, ['lead', 'employee'])
  const of = { origin: 'small', assignee: 'lead@daylight.example' } as const
  await createItem(cast.lead, { ...of, title: 'Rotate the keys', due: '2027-01-02' })
  await createItem(cast.lead, { ...of, title: 'Burn the old ones', due: '2027-01-01' })
  await createItem(cast.lead, { ...of, title: 'Between us', audience: 'restricted', named: [cast.lead.id] })
})
afterAll(() => owner.end())

beforeEach(() => {
  said = []
  complained = []
  vi.spyOn(console, 'log').mockImplementation((words: string) => void said.push(words))
  vi.spyOn(console, 'error').mockImplementation((words: string) => void complained.push(words))
})
afterEach(() => vi.restoreAllMocks())

async function titles(...words: string[]): Promise<string[]> {
  expect(await main(['items', '--json', ...words])).toBe(0)
  return (JSON.parse(said.at(-1)!) as { title: string }[]).map(({ title }) => title)
}

test('a person’s eyes see what the person sees, and Daylight’s own all but what is restricted', async () => {
  const q = ['--q', 'origin = small ORDER BY due']
  expect(await titles(...q)).toEqual(['Burn the old ones', 'Rotate the keys'])
  expect(await titles(...q, '--as', 'Lead@daylight.example')).toEqual([
    'Burn the old ones',
    'Rotate the keys',
    'Between us',
  ])
  expect(await titles(...q, '--as', 'employee@daylight.example')).toEqual([])
})

test('me() is whoever is looked as, and nobody for Daylight', async () => {
  expect(await titles('--q', 'assignee = me()', '--as', 'lead@daylight.example')).toHaveLength(3)
  expect(await titles('--q', 'assignee = me()')).toEqual([])
})

test('a list in words, cut where it was told to end', async () => {
  expect(await main(['items', '--q', 'ORDER BY due', '--limit', '1'])).toBe(0)
  expect(said[0]).toMatch(/backlog +none +Security lead +2027-01-01 +Burn the old ones/)
  expect(said[1]).toContain('--limit 1')
})

test('a query that cannot be read is shown with the place under it', async () => {
  expect(await main(['items', '--q', 'status = finished'])).toBe(1)
  expect(complained).toEqual([
    'status = finished\n         ^',
    expect.stringContaining('At character 10: “finished” is no status. Possible here: backlog'),
  ])
})

test.each([
  [['--as', 'nobody@daylight.example'], 'Nobody here has the address'],
  [['--limit', 'many'], 'a whole number from 1 to 1000'],
])('%j ends with one sentence', async (words, sentence) => {
  expect(await main(['items', ...words])).toBe(1)
  expect(complained[0]).toContain(sentence)
})
