// An admin: who is in, as what, and what was done. Everything holds at once, in sessions that are open too.
import type { Page } from '@playwright/test'
import { expect, fresh, listens, test, visit } from './cast'

/** Invites somebody by the form; answers the address. */
async function invite(admin: Page, role: string): Promise<string> {
  const name = fresh('Newcomer')
  const email = `${name.toLowerCase().replaceAll(' ', '-')}@daylight.example`
  await visit(admin, '/admin')
  await admin.getByText('Invite somebody').click()
  await admin.getByLabel('Mail address').fill(email)
  await admin.locator('input[name=name]').fill(name)
  await admin.locator('#role').selectOption(role)
  await admin.getByRole('button', { name: 'Invite', exact: true }).click()
  await expect(admin.getByText(`${name} is in.`)).toBeVisible()
  // Neither mail nor a company account is set up here, so the page says how the person comes in.
  await expect(admin.getByText(`npm run daylight -- sign-in-link ${email}`)).toBeVisible()
  return email
}

/** The line of one person, opened. */
async function lineOf(admin: Page, email: string) {
  await visit(admin, `/admin?show=accounts&words=${encodeURIComponent(email)}`)
  const line = admin.getByRole('listitem').filter({ hasText: email })
  await line.getByText(email).click()
  await listens(line)
  return line
}

test('lets somebody in; what the person is holds at once, in the open session', async ({ as, known }) => {
  const admin = await as('lead')
  const email = await invite(admin, 'employee')
  const person = await known(email)
  expect((await person.goto('/board'))?.status()).toBe(404)

  const line = await lineOf(admin, email)
  await line.getByLabel('Role').selectOption('security')
  await line.getByRole('button', { name: 'Save the role' }).click()
  await expect(admin.getByRole('listitem').filter({ hasText: email })).toContainText('Security')
  await expect
    .poll(async () => (await person.request.get('/api/v1/me')).json())
    .toMatchObject({ role: 'security' })
  await visit(person, '/board')

  const again = await lineOf(admin, email)
  await again.getByLabel('Role').selectOption('guest')
  await again.getByRole('button', { name: 'Save the role' }).click()
  await expect(admin.getByRole('listitem').filter({ hasText: email })).toContainText('Guest')
  for (const path of ['/board', '/requests', '/plan'])
    expect((await person.goto(path))?.status(), path).toBe(404)
})

test('puts somebody out, and in again: open sessions end with it', async ({ as, known }) => {
  const admin = await as('lead')
  const email = await invite(admin, 'security')
  const person = await known(email)
  await visit(person, '/board')
  const line = await lineOf(admin, email)
  await line.getByRole('button', { name: 'Disable' }).click()
  await expect(line).toBeHidden()
  await person.goto('/board')
  await expect(person).toHaveURL(/\/signin\?next=%2Fboard/)
  expect((await person.request.get('/api/v1/me')).status()).toBe(401)

  await visit(admin, `/admin?show=disabled&words=${encodeURIComponent(email)}`)
  const out = admin.getByRole('listitem').filter({ hasText: email })
  await out.getByText(email).click()
  await out.getByRole('button', { name: 'Let in again' }).click()
  await expect(out).toBeHidden()
  // The old session stays ended; a new link opens a new one.
  await person.goto('/board')
  await expect(person).toHaveURL(/\/signin/)
  await visit(await known(email), '/board')
})

test('signs somebody out everywhere', async ({ as, known }) => {
  const admin = await as('lead')
  const email = await invite(admin, 'employee')
  const sessions = [await known(email), await known(email)]
  for (const page of sessions) await visit(page, '/requests')
  const line = await lineOf(admin, email)
  await expect(line).toContainText('2 sessions')
  await line.getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(line).toContainText('Signed out')
  for (const page of sessions) {
    await page.goto('/requests')
    await expect(page).toHaveURL(/\/signin\?next=%2Frequests/)
  }
})

test('finds what was done in the audit log, takes it along, and has the chain verified', async ({ as }) => {
  const admin = await as('lead')
  await invite(admin, 'sales')
  await visit(admin, '/admin/audit')
  await admin.getByLabel('Did what').selectOption('person.invite')
  await admin.getByLabel('Who', { exact: true }).selectOption({ label: 'Security lead' })
  await admin.getByRole('button', { name: 'Filter' }).click()
  await expect(admin).toHaveURL(/command=person\.invite/)
  const lines = admin.getByRole('table').getByRole('row')
  await expect(lines.nth(1)).toContainText('person.invite')
  const commands = await admin.getByRole('cell', { name: /^[a-z-]+\.[a-z-]+$/ }).allTextContents()
  expect(new Set(commands)).toEqual(new Set(['person.invite']))

  const download = admin.waitForEvent('download')
  await admin.getByRole('link', { name: 'Export as CSV' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^daylight-audit-\d{4}-\d\d-\d\d\.csv$/)
  const stream = await file.createReadStream()
  let csv = ''
  for await (const piece of stream) csv += String(piece)
  const rows = csv.trim().split(/\r?\n/).slice(1)
  expect(rows).toHaveLength(commands.length)
  expect(rows.every((row) => row.includes('person.invite'))).toBe(true)

  await listens(admin.locator('main'))
  await admin.getByRole('button', { name: 'Verify the chain' }).click()
  await expect(admin.getByText('Every sealed line is as it was written.')).toBeVisible()
  await expect(lines.nth(1)).toContainText(/sealed|waits/)
})

test('is nobody’s page but an admin’s', async ({ as }) => {
  for (const who of ['engineer', 'developer', 'sales', 'guest'] as const) {
    const page = await as(who)
    for (const path of [
      '/admin',
      '/admin/audit',
      '/admin/audit/export',
      '/admin/tokens',
      '/admin/request-types',
      '/admin/workflow',
      '/admin/fields',
    ])
      expect((await page.request.get(path)).status(), `${who} ${path}`).toBe(404)
  }
})
