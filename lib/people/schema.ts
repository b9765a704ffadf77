// The shapes and words of people: one list of roles and of scopes, for forms, commands, the API and the operator's tool.
import { z } from 'zod'
import { roles, type Role } from '../kernel/audience'
import { version } from '../kernel/shapes'
import { line } from '../kernel/text'

export const roleLabels = {
  guest: 'Guest',
  employee: 'Employee',
  sales: 'Sales',
  security: 'Security',
  admin: 'Admin',
} satisfies Record<Role, string>

export const roleHints = {
  guest: 'Someone outside: sees what visitors see, votes, suggests, follows.',
  employee: 'Everyone here: asks the team, reads what is internal.',
  sales: 'Like everyone here, and works on questionnaires.',
  security: 'The security team: plans, answers, publishes.',
  admin: 'The security team, and decides who is in it.',
} satisfies Record<Role, string>

/** What a token may do beside reading. A token never sees more than its person. */
export const scopes = ['read', 'requests:write', 'ideas:write', 'items:write', 'admin'] as const
export type Scope = (typeof scopes)[number]

export const scopeLabels = {
  read: 'Read what I may read',
  'requests:write': 'Make and answer requests',
  'ideas:write': 'Suggest, vote, plan ideas',
  'items:write': 'Make, move and change items',
  admin: 'Administer people',
} satisfies Record<Scope, string>

/** How long a token may live, in days. */
export const tokenDays = [30, 90, 365] as const

/**
 * An address as it is stored and looked up. Plain letters only: lower case means the same here and in the database, and
 * no two addresses look alike. Mail goes to the stored one.
 */
export const emailAddress = line(254)
  .overwrite((value) => value.toLowerCase())
  .refine((value) => /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(value), {
    error: 'This is no mail address. Write it as name@example.com.',
  })

const role = z.enum(roles, { error: `A role is one of: ${roles.join(', ')}.` })
const id = z.uuid('This is no person.')

export const inviteSchema = z.strictObject({ email: emailAddress, name: line(100), role })
export const changeRoleSchema = z.strictObject({ id, role, version: version.optional() })
export const personSchema = z.strictObject({ id, version: version.optional() })
export const signOutSchema = z.strictObject({ id: id.optional() })
export const renameSchema = z.strictObject({ name: line(100) })
export const signInLinkSchema = z.strictObject({ email: emailAddress })
export const tokenSchema = z.strictObject({
  name: line(100),
  scopes: z
    .array(z.enum(scopes, { error: `A scope is one of: ${scopes.join(', ')}.` }))
    .min(1, 'Choose at least one scope.')
    .max(scopes.length),
  days: z.int().min(1, 'A token lives at least a day.').max(365, 'A token lives at most a year.').optional(),
  /** For the operator's tool: whose token it is. Everyone else makes their own. */
  email: emailAddress.optional(),
})
export const revokeTokenSchema = z.strictObject({ id: z.uuid('This is no token.') })
export const issuerSchema = z.strictObject({ issuer: z.string().min(1).max(500) })
export const identitySchema = z.strictObject({
  issuer: z.string().min(1).max(500),
  subject: z.string().min(1).max(500),
})

/** A person as the admin's list draws one. */
export type DrawnPerson = {
  id: string
  name: string
  email: string | null
  role: Role
  createdAt: Date
  claimedAt: Date | null
  disabledAt: Date | null
  sessions: number
  version: number
}

/** A token without its secret, which nobody can show again. */
export type DrawnToken = {
  id: string
  name: string
  person: string
  own: boolean
  scopes: string[]
  createdAt: Date
  expiresAt: Date | null
  lastUsedAt: Date | null
  revokedAt: Date | null
}

/** A line of the audit log: who did what to which thing, when; never the words. */
export type DrawnAuditLine = {
  id: string
  at: Date
  person: string | null
  role: string
  via: string
  command: string
  kind: string | null
  subjectId: string | null
  detail: string
  sealed: boolean
}
