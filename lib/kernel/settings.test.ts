import { expect, test } from 'vitest'
import { readSettings } from './settings'

const database = 'postgresql://owner:word@db.example.com:5432/daylight'
const secret = 'a-secret-of-thirty-two-characters-or-more'

function sentencesFor(env: Record<string, string>) {
  const read = readSettings(env)
  return read.ok ? [] : read.sentences
}

test('nothing set is a workspace on this machine', () => {
  const read = readSettings({})
  expect(read).toMatchObject({
    ok: true,
    settings: {
      port: 3000,
      publicAddress: 'http://localhost:3000',
      addressIsSet: false,
      trustedHops: 0,
      mailLinks: false,
      guests: false,
      database: { embedded: true, adminUrl: null },
    },
  })
})

test('set to nothing is not set', () => {
  expect(readSettings({ PORT: '', APP_URL: ' ', DATABASE_URL: '' })).toMatchObject({
    settings: { port: 3000, addressIsSet: false, database: { embedded: true } },
  })
})

test('the port is part of the address only while no address is set', () => {
  expect(readSettings({ PORT: '4001' })).toMatchObject({
    settings: { publicAddress: 'http://localhost:4001' },
  })
  expect(readSettings({ PORT: '4001', APP_URL: 'https://daylight.example.com/' })).toMatchObject({
    settings: { publicAddress: 'https://daylight.example.com', addressIsSet: true },
  })
})

test('every mistake is told, each in one sentence that names the setting', () => {
  const sentences = sentencesFor({
    PORT: '70000',
    APP_URL: 'daylight',
    DATABASE_URL: 'mysql://x',
    NEXTAUTH_SECRET: 'short',
    AUTH_OIDC_ISSUER: 'https://id.example.com',
    AUTH_MAIL_LINKS: 'yes',
    LOG_LEVEL: 'loud',
    TRUSTED_HOPS: '-1',
  })
  for (const name of [
    'PORT',
    'APP_URL',
    'DATABASE_URL',
    'NEXTAUTH_SECRET',
    'AUTH_OIDC_CLIENT_ID',
    'AUTH_MAIL_LINKS',
    'LOG_LEVEL',
    'TRUSTED_HOPS',
  ])
    expect(
      sentences.filter((sentence) => sentence.includes(name)),
      name,
    ).toHaveLength(1)
  for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/)
})

test.each([
  [{ DATABASE_URL: database }, 'NEXTAUTH_SECRET is needed'],
  [{ DATABASE_APP_URL: database, NEXTAUTH_SECRET: secret }, 'DATABASE_PUBLIC_URL and DATABASE_JOBS_URL'],
  [{ DATABASE_BACKUP_URL: database }, 'DATABASE_APP_URL'],
  [{ AUTH_GITHUB_ID: 'x' }, 'AUTH_GITHUB_SECRET'],
  [{ SLACK_BOT_TOKEN: 'x' }, 'SLACK_SIGNING_SECRET'],
  [{ JIRA_URL: 'https://x.example.com', JIRA_EMAIL: 'a@example.com' }, 'JIRA_TOKEN'],
  [{ AUTH_MAIL_LINKS: 'on' }, 'SMTP_URL'],
  [{ AUTH_GUESTS: 'on' }, 'guests sign in by mail'],
  [{ APP_URL: 'http://daylight.example.com' }, 'https://'],
  [{ APP_URL: 'https://example.com/daylight' }, 'root of its address'],
  [{ MAIL_FROM: 'a@example.com\r\nBcc: b@example.com', SMTP_URL: 'smtp://localhost' }, 'MAIL_FROM'],
  [{ AUTH_ALLOWED_DOMAINS: 'example.com, @x' }, 'AUTH_ALLOWED_DOMAINS'],
])('%j is refused with one sentence', (env, part) => {
  const sentences = sentencesFor(env as unknown as Record<string, string>)
  expect(sentences).toHaveLength(1)
  expect(sentences[0]).toContain(part)
})

test('a sentence about a database address does not repeat its password', () => {
  expect(
    sentencesFor({ DATABASE_URL: 'mysql://u:hunter2@h/d', NEXTAUTH_SECRET: secret }).join(),
  ).not.toContain('hunter2')
})

test('with a mail server, links by mail are on unless they are switched off', () => {
  expect(readSettings({ SMTP_URL: 'smtp://localhost:1025' })).toMatchObject({
    settings: { mailLinks: true, mail: { from: 'Daylight <daylight@localhost>' } },
  })
  expect(readSettings({ SMTP_URL: 'smtp://localhost', AUTH_MAIL_LINKS: 'off' })).toMatchObject({
    settings: { mailLinks: false },
  })
})
