// Letting people in, from the machine itself.
import { withDatabase } from '../house/connect'
import type { Role } from '@/lib/kernel/audience'
import type { Scope } from '@/lib/people'
import { json, type Command } from './command-line'

const system = { kind: 'system' } as const
const tool = { via: 'tool' }

export const people: Command[] = [
  {
    name: 'sign-in-link',
    says: 'Prints an address that signs somebody in once, within a day.',
    args: ['email'],
    options: { json },
    run: ({ args, flag }) =>
      withDatabase(async () => {
        const { linkAddress, makeSignInLink } = await import('@/lib/people')
        const { secret } = await makeSignInLink(system, { email: args[0]! }, tool)
        const address = linkAddress(secret)
        console.log(flag('json') ? JSON.stringify({ email: args[0], link: address }) : address)
      }),
  },
  {
    name: 'user add',
    says: 'Makes an account.',
    args: ['email'],
    options: {
      name: { says: 'As everybody will see it', value: 'name', needed: true },
      role: { says: 'guest, employee, sales, security or admin; employee unless said', value: 'role' },
      json,
    },
    run: ({ args, value, flag }) =>
      withDatabase(async () => {
        const { invitePerson } = await import('@/lib/people')
        const email = args[0]!
        const role = (value('role') ?? 'employee') as Role
        const { id } = await invitePerson(system, { email, name: value('name') ?? '', role }, tool)
        if (flag('json')) console.log(JSON.stringify({ id, email, role }))
        else
          console.log(
            `${value('name')} is in, as ${role}. The way in: npm run daylight -- sign-in-link ${email}`,
          )
      }),
  },
  {
    name: 'token create',
    says: 'Makes a token for scripts and prints it, this once.',
    options: {
      email: { says: 'Whose token it is: it acts as this person', value: 'email', needed: true },
      scope: {
        says: 'read, requests:write, ideas:write, items:write or admin; read unless said',
        value: 'scope',
        many: true,
      },
      name: { says: 'What it is for', value: 'name' },
      days: { says: 'How long it works; 90 unless said, 365 at most', value: 'days' },
      json,
    },
    run: ({ value, values, flag }) =>
      withDatabase(async () => {
        const { makeToken } = await import('@/lib/people')
        const days = value('days')
        const chosen = values('scope') as Scope[]
        const made = await makeToken(
          system,
          {
            email: value('email') ?? '',
            name: value('name') ?? 'Made by the operator',
            scopes: chosen.length > 0 ? chosen : ['read'],
            ...(days === undefined ? {} : { days: Number(days) }),
          },
          tool,
        )
        if (flag('json'))
          console.log(JSON.stringify({ id: made.id, token: made.secret, expiresAt: made.expiresAt }))
        else console.log(made.secret)
      }),
  },
]
