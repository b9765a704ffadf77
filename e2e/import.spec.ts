// Another tool's history comes in private, is found by the team, and one piece of it is brought into daylight on purpose.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { approveFace, submitFace, writeFace } from '../lib/clearance/commands'
import { importJiraCsv } from '../lib/imports'
import { address, askerOf, expect, test } from './cast'

const file = join(import.meta.dirname, '../lib/imports/jira-csv/sample.csv')

test('imported work is on the board and in search, one piece is published, and nothing else got out', async ({
  as,
  visitor,
}) => {
  const report = await importJiraCsv({ file })
  expect(report.totals.created).toBeGreaterThan(0)

  const team = await as('engineer')
  await team.goto('/board?text=Sign+the+nightly+build')
  await expect(team.getByText('Sign the nightly build, too').first()).toBeVisible()
  const found = (await (await team.request.get('/api/v1/search?q=nightly%20build')).json()) as {
    data: { key: string; title: string }[]
  }
  const item = found.data.find(({ title }) => title === 'Sign the nightly build, too')!
  const sales = await as('sales')
  expect((await sales.request.get(`/items/${item.key}`)).status()).toBe(404)

  const [writer, second] = [await askerOf('analyst'), await askerOf('lead')]
  const subject = { item: item.key }
  const words = {
    title: 'Nightly builds are signed',
    summary: 'What comes out at night is signed as well.',
    body: 'With the same key and the same watch.',
    status: 'done',
  }
  const { version, slug } = await writeFace(writer, { subject, ...words })
  await submitFace(writer, { subject, version })
  await approveFace(second, { subject, version })

  await visitor.goto(`/open-work/${slug}`)
  await expect(visitor.getByRole('heading', { level: 1, name: words.title })).toBeVisible()
  expect(await visitor.content()).not.toContain(item.key)
  // As the operator asks it; it ends with 1 when it finds something, and then this throws with what it said.
  const root = join(import.meta.dirname, '..')
  const tool = ['--import', 'tsx', join(root, 'scripts/daylight.ts'), 'leak-check', '--json']
  const { stdout } = await promisify(execFile)(process.execPath, tool, { cwd: root }).catch(
    (ended: { stdout: string }) => ended,
  )
  expect((JSON.parse(stdout) as { findings: object[] }).findings).toEqual([])
  expect((await visitor.request.get(address(`/open-work/${slug}`))).status()).toBe(200)
})
