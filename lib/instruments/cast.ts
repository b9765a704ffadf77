// The sample workspace's people, for a test that needs nothing but somebody of each role.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Role } from '../kernel/audience'

const people = {
  lead: ['Security lead', 'admin'],
  engineer: ['Security engineer', 'security'],
  analyst: ['Security analyst', 'security'],
  employee: ['Engineer', 'employee'],
  sales: ['Sales', 'sales'],
  guest: ['Guest', 'guest'],
} as const satisfies Record<string, readonly [string, Role]>

export type CastMember = keyof typeof people
export type Cast = Record<CastMember, { kind: 'person'; id: string }>

/** Lets `members` in, written down by the owner, and answers them as askers. */
export async function letIn<Member extends CastMember>(
  owner: pg.Client,
  members: readonly Member[],
): Promise<Pick<Cast, Member>> {
  const cast = {} as Pick<Cast, Member>
  for (const member of members) {
    const [name, role] = people[member]
    const id = randomUUID()
    await owner.query('INSERT INTO work.person (id, email, name, role) VALUES ($1, $2, $3, $4)', [
      id,
      `${member}@daylight.example`,
      name,
      role,
    ])
    cast[member] = { kind: 'person', id }
  }
  return cast
}
