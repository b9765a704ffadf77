// Everything that is set from outside, read once and said plainly: one sentence for each thing that is wrong.
import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { z } from 'zod'

export type Settings = {
  port: number
  /** Every absolute address that we write begins with this; without a slash at its end. */
  publicAddress: string
  /** False: nobody set APP_URL, so we answer to the names of this machine. */
  addressIsSet: boolean
  dataDir: string
  database: {
    /** True: Daylight starts its own PostgreSQL. */
    embedded: boolean
    /** The owner with CREATEROLE; never known to the serving process. */
    adminUrl: string | null
    appUrl: string | null
    publicUrl: string | null
    jobsUrl: string | null
    backupUrl: string | null
  }
  /** Signs sessions. Before an embedded workspace has brought its own, a random one that nobody else knows. */
  nextauthSecret: string
  oidc: { issuer: string; clientId: string; clientSecret: string } | null
  githubSignIn: { id: string; secret: string } | null
  /** Domains whose addresses may sign in as teammates; none: only people who are there already. */
  allowedDomains: string[]
  mailLinks: boolean
  guests: boolean
  mail: { url: string; from: string } | null
  slack: { signingSecret: string; botToken: string; apiUrl: string } | null
  github: { token: string | null; apiUrl: string; webhookSecret: string | null }
  jira: { url: string; email: string; token: string } | null
  /** How many forwarding proxies of ours stand in front; only their words about who asks are believed. */
  trustedHops: number
  /** How often a minute one token, one session or one visitor's address may ask the API. */
  apiTurns: number
  logLevel: (typeof logLevels)[number]
}

export type ReadSettings = { ok: true; settings: Settings } | { ok: false; sentences: string[] }

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

/** Names of this machine, which need no certificate. */
const loopback = /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[::1\])$/

function webAddress(name: string) {
  return z.string().superRefine((value, context) => {
    const url = URL.canParse(value) ? new URL(value) : null
    if (!url || !/^https?:$/.test(url.protocol))
      context.addIssue(`${name} must be a web address like https://daylight.example.com, and is “${value}”.`)
    else if (url.protocol === 'http:' && !loopback.test(url.hostname))
      context.addIssue(`${name} must begin with https://, because ${url.hostname} is not this machine.`)
    else if (url.username || url.password) context.addIssue(`${name} must not hold a name or a password.`)
  })
}

function databaseAddress(name: string) {
  // The value holds a password, so the sentence does not repeat it.
  return z
    .string()
    .refine((value) => URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol), {
      error: `${name} must be an address like postgresql://user:password@host:5432/database.`,
    })
}

function wholeNumber(name: string, from: number, to: number) {
  return z
    .string()
    .refine((value) => /^\d{1,9}$/.test(value) && Number(value) >= from && Number(value) <= to, {
      error: (issue) => `${name} must be a whole number from ${from} to ${to}, and is “${issue.input}”.`,
    })
    .transform(Number)
}

function onOff(name: string) {
  return z
    .enum(['on', 'off'], { error: (issue) => `${name} must be “on” or “off”, and is “${issue.input}”.` })
    .transform((value) => value === 'on')
}

const shape = z.object({
  PORT: wholeNumber('PORT', 1, 65_535).optional(),
  APP_URL: webAddress('APP_URL')
    .refine(
      (value) =>
        !URL.canParse(value) ||
        /^\/?$/.test(new URL(value).pathname + new URL(value).search + new URL(value).hash),
      {
        error: 'APP_URL must end after the host: Daylight lives at the root of its address.',
      },
    )
    .optional(),
  DATA_DIR: z
    .string()
    .refine((value) => !value.includes('\0'), { error: 'DATA_DIR must be the path of a folder.' })
    .optional(),
  DATABASE_URL: databaseAddress('DATABASE_URL').optional(),
  DATABASE_APP_URL: databaseAddress('DATABASE_APP_URL').optional(),
  DATABASE_PUBLIC_URL: databaseAddress('DATABASE_PUBLIC_URL').optional(),
  DATABASE_JOBS_URL: databaseAddress('DATABASE_JOBS_URL').optional(),
  DATABASE_BACKUP_URL: databaseAddress('DATABASE_BACKUP_URL').optional(),
  NEXTAUTH_SECRET: z
    .string()
    .min(32, {
      error: 'NEXTAUTH_SECRET must have at least 32 characters; make one with: openssl rand -base64 32.',
    })
    .optional(),
  AUTH_OIDC_ISSUER: webAddress('AUTH_OIDC_ISSUER').optional(),
  AUTH_OIDC_CLIENT_ID: z.string().optional(),
  AUTH_OIDC_CLIENT_SECRET: z.string().optional(),
  AUTH_GITHUB_ID: z.string().optional(),
  AUTH_GITHUB_SECRET: z.string().optional(),
  AUTH_ALLOWED_DOMAINS: z
    .string()
    .transform((value) =>
      value
        .split(',')
        .map((domain) => domain.trim().toLowerCase())
        .filter(Boolean),
    )
    .refine((domains) => domains.every((domain) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain)), {
      error: 'AUTH_ALLOWED_DOMAINS must be domains with commas between them, like example.com, example.org.',
    })
    .optional(),
  AUTH_MAIL_LINKS: onOff('AUTH_MAIL_LINKS').optional(),
  AUTH_GUESTS: onOff('AUTH_GUESTS').optional(),
  SMTP_URL: z
    .string()
    .refine((value) => URL.canParse(value) && /^smtps?:$/.test(new URL(value).protocol), {
      error: 'SMTP_URL must be an address like smtps://user:password@mail.example.com:465.',
    })
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>\r\n]*<)?[^\s<>@]+@[^\s<>@]+>?$/, {
      error: (issue) =>
        `MAIL_FROM must be an address like Daylight <daylight@example.com>, and is “${issue.input}”.`,
    })
    .optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_BOT_TOKEN: z.string().optional(),
  SLACK_API_URL: webAddress('SLACK_API_URL').optional(),
  GITHUB_TOKEN: z.string().optional(),
  GITHUB_API_URL: webAddress('GITHUB_API_URL').optional(),
  GITHUB_WEBHOOK_SECRET: z.string().optional(),
  JIRA_URL: webAddress('JIRA_URL').optional(),
  JIRA_EMAIL: z.string().optional(),
  JIRA_TOKEN: z.string().optional(),
  TRUSTED_HOPS: wholeNumber('TRUSTED_HOPS', 0, 10).optional(),
  API_TURNS: wholeNumber('API_TURNS', 1, 10_000_000).optional(),
  LOG_LEVEL: z
    .enum(logLevels, {
      error: (issue) => `LOG_LEVEL must be one of ${logLevels.join(', ')}, and is “${issue.input}”.`,
    })
    .optional(),
})

type Given = z.infer<typeof shape>

export function readSettings(env: Record<string, string | undefined>): ReadSettings {
  const known = Object.keys(shape.shape)
  // Set to nothing is how a compose file says "not set".
  const given = Object.fromEntries(known.map((name) => [name, env[name]?.trim() || undefined]))
  const parsed = shape.safeParse(given)
  const sentences = parsed.success ? [] : parsed.error.issues.map((issue) => issue.message)
  // What belongs together is looked at even if a single value is wrong: one start shows everything that is to be done.
  sentences.push(...missingPartners(given))
  if (!parsed.success || sentences.length > 0) return { ok: false, sentences }
  return { ok: true, settings: settle(parsed.data) }
}

function missingPartners(given: Record<string, string | undefined>): string[] {
  const sentences: string[] = []
  const together = (...names: string[]) => {
    const missing = names.filter((name) => !given[name])
    if (missing.length > 0 && missing.length < names.length)
      sentences.push(
        `${names.filter((name) => given[name]).join(' and ')} also needs ${missing.join(' and ')}: set all of them, or none.`,
      )
  }
  together('AUTH_OIDC_ISSUER', 'AUTH_OIDC_CLIENT_ID', 'AUTH_OIDC_CLIENT_SECRET')
  together('AUTH_GITHUB_ID', 'AUTH_GITHUB_SECRET')
  together('SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN')
  together('JIRA_URL', 'JIRA_EMAIL', 'JIRA_TOKEN')
  const roleUrls = ['DATABASE_APP_URL', 'DATABASE_PUBLIC_URL', 'DATABASE_JOBS_URL']
  // With DATABASE_URL the missing ones are derived from it.
  if (!given.DATABASE_URL) together(...roleUrls)
  if (given.DATABASE_BACKUP_URL && !given.DATABASE_URL && !roleUrls.some((name) => given[name]))
    sentences.push(`DATABASE_BACKUP_URL also needs ${roleUrls.join(' and ')}: set all of them, or none.`)
  if ((given.DATABASE_URL || given.DATABASE_APP_URL) && !given.NEXTAUTH_SECRET)
    sentences.push(
      'NEXTAUTH_SECRET is needed with a database of your own; make one with: openssl rand -base64 32.',
    )
  if (given.AUTH_MAIL_LINKS === 'on' && !given.SMTP_URL)
    sentences.push('AUTH_MAIL_LINKS is on, which needs SMTP_URL to send the links.')
  if (given.AUTH_GUESTS === 'on' && (!given.SMTP_URL || given.AUTH_MAIL_LINKS === 'off'))
    sentences.push(
      'AUTH_GUESTS is on, and guests sign in by mail: set SMTP_URL and leave AUTH_MAIL_LINKS on.',
    )
  if (given.MAIL_FROM && !given.SMTP_URL)
    sentences.push('MAIL_FROM is set, and SMTP_URL, which sends the mail, is not.')
  return sentences
}

function settle(given: Given): Settings {
  const port = given.PORT ?? 3000
  const publicAddress = given.APP_URL ? new URL(given.APP_URL).origin : `http://localhost:${port}`
  return {
    port,
    publicAddress,
    addressIsSet: given.APP_URL !== undefined,
    dataDir: resolve(/* turbopackIgnore: true */ given.DATA_DIR ?? '.daylight'),
    database: {
      embedded: !given.DATABASE_URL && !given.DATABASE_APP_URL,
      adminUrl: given.DATABASE_URL ?? null,
      appUrl: given.DATABASE_APP_URL ?? null,
      publicUrl: given.DATABASE_PUBLIC_URL ?? null,
      jobsUrl: given.DATABASE_JOBS_URL ?? null,
      backupUrl: given.DATABASE_BACKUP_URL ?? null,
    },
    nextauthSecret: given.NEXTAUTH_SECRET ?? randomBytes(32).toString('base64url'),
    oidc: given.AUTH_OIDC_ISSUER
      ? {
          issuer: given.AUTH_OIDC_ISSUER,
          clientId: given.AUTH_OIDC_CLIENT_ID!,
          clientSecret: given.AUTH_OIDC_CLIENT_SECRET!,
        }
      : null,
    githubSignIn: given.AUTH_GITHUB_ID
      ? { id: given.AUTH_GITHUB_ID, secret: given.AUTH_GITHUB_SECRET! }
      : null,
    allowedDomains: given.AUTH_ALLOWED_DOMAINS ?? [],
    mailLinks: given.AUTH_MAIL_LINKS ?? given.SMTP_URL !== undefined,
    guests: given.AUTH_GUESTS ?? false,
    mail: given.SMTP_URL
      ? {
          url: given.SMTP_URL,
          from: given.MAIL_FROM ?? `Daylight <daylight@${new URL(publicAddress).hostname}>`,
        }
      : null,
    slack: given.SLACK_BOT_TOKEN
      ? {
          signingSecret: given.SLACK_SIGNING_SECRET!,
          botToken: given.SLACK_BOT_TOKEN,
          apiUrl: given.SLACK_API_URL ?? 'https://slack.com/api/',
        }
      : null,
    github: {
      token: given.GITHUB_TOKEN ?? null,
      apiUrl: given.GITHUB_API_URL ?? 'https://api.github.com',
      webhookSecret: given.GITHUB_WEBHOOK_SECRET ?? null,
    },
    jira: given.JIRA_URL ? { url: given.JIRA_URL, email: given.JIRA_EMAIL!, token: given.JIRA_TOKEN! } : null,
    trustedHops: given.TRUSTED_HOPS ?? 0,
    apiTurns: given.API_TURNS ?? 600,
    logLevel: given.LOG_LEVEL ?? 'info',
  }
}

// On globalThis, because development reloads modules and the server and its pages hold a copy of this file each.
const kept = globalThis as typeof globalThis & { __daylight_settings?: Settings }

/** The settings of this process. `start` has told about mistakes before; here one is an error. */
export function settings(): Settings {
  if (kept.__daylight_settings) return kept.__daylight_settings
  const read = readSettings(process.env)
  if (!read.ok) throw new Error(`Settings that do not hold: ${read.sentences.join(' ')}`)
  return (kept.__daylight_settings = read.settings)
}

/** After the environment was changed on purpose: by the operator's tool when it has found its database, and by tests. */
export function forgetSettings() {
  delete kept.__daylight_settings
}
