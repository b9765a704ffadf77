// Who is in, as what, and with which keys. The row policies allow these writes to admins and to Daylight itself alone;
// here is what the database cannot know: that one admin always remains, and that whoever is put out is out at once.
import { randomUUID } from 'node:crypto'
import type { Viewer } from '../kernel/audience'
import { command, tooLate, type Note } from '../kernel/command'
import { Prisma, type Tx } from '../kernel/db'
import { conflict, invalid, notFound, orNotFound, refuseIf } from '../kernel/errors'
import { hashOf, newSecret } from '../kernel/secrets'
import { isPersonThemselves, mayAdminister, refuseLastAdmin } from './rules'
import {
  changeRoleSchema,
  identitySchema,
  inviteSchema,
  issuerSchema,
  personSchema,
  renameSchema,
  revokeTokenSchema,
  signInLinkSchema,
  signOutSchema,
  tokenSchema,
} from './schema'

const DAY = 86_400_000

/** What every token begins with, so that people and scanners recognise one that lies about. */
export const tokenPrefix = 'dl_'

/** Makes an account. Nobody is signed in by it: the person comes by the company's sign-on or by a link. */
export const invitePerson = command({
  name: 'person.invite',
  input: inviteSchema,
  may: mayAdminister,
  async run({ tx, input, now, note }) {
    const there = await tx.person.findUnique({ where: { email: input.email }, select: { id: true } })
    if (there) throw invalid('email', 'Somebody with this address is here already.')
    const id = randomUUID()
    await tx.person.create({ data: { id, ...input, createdAt: now }, select: { id: true } })
    note.created({ kind: 'person', id, version: 1 }, 'person.invited')
    note.detail({ role: input.role })
    return { id, version: 1 }
  },
  replay: ({ tx, id }) => findVersion(tx, id),
})

/** Holds from the person's next transaction: nothing keeps a role but the row itself. */
export const changeRole = command({
  name: 'person.change-role',
  input: changeRoleSchema,
  may: mayAdminister,
  async run({ tx, input, note }) {
    const before = await getAccount(tx, input.id)
    if (before.role === 'admin' && input.role !== 'admin') await refuseToLose(tx, before.id)
    const after = await update(tx, before, input.version, { role: input.role })
    note.changed(subject(after), { before, after, fields: ['role'], event: 'person.changed' })
    note.detail({ was: before.role, role: after.role })
    return { id: after.id, version: after.version }
  },
  replay: ({ tx, id }) => findVersion(tx, id),
})

/** Puts somebody out at once: sessions end, tokens stop, links no longer open. What they made stays theirs. */
export const disablePerson = command({
  name: 'person.disable',
  input: personSchema,
  may: mayAdminister,
  async run({ tx, input, now, note }) {
    const before = await getAccount(tx, input.id)
    refuseIf(before.disabledAt, 'This person is disabled already.')
    await refuseToLose(tx, before.id)
    const after = await update(tx, before, input.version, { disabledAt: now })
    const sessions = await endSessions(tx, before.id)
    noteAbility(note, before, after)
    note.detail({ sessions })
    return { id: after.id, version: after.version }
  },
  replay: ({ tx, id }) => findVersion(tx, id),
})

export const enablePerson = command({
  name: 'person.enable',
  input: personSchema,
  may: mayAdminister,
  async run({ tx, input, note }) {
    const before = await getAccount(tx, input.id)
    refuseIf(!before.disabledAt, 'This person is not disabled.')
    const after = await update(tx, before, input.version, { disabledAt: null })
    noteAbility(note, before, after)
    return { id: after.id, version: after.version }
  },
  replay: ({ tx, id }) => findVersion(tx, id),
})

/** Ends every session of the viewer, or, for an admin, of anybody. Tokens are other keys and stay. */
export const signOutEverywhere = command({
  name: 'person.sign-out-everywhere',
  input: signOutSchema,
  may: (viewer) => mayAdminister(viewer) || isPersonThemselves(viewer),
  async run({ tx, viewer, input, note }) {
    const id = orNotFound(input.id ?? viewer.id)
    if (id !== viewer.id && !mayAdminister(viewer)) throw notFound()
    const person = await getAccount(tx, id)
    const sessions = await endSessions(tx, id)
    note.told(subject(person), 'person.signed-out')
    note.detail({ sessions })
    return { id, version: person.version, sessions }
  },
})

/** The own name, as everybody here will see it. */
export const renameSelf = command({
  name: 'person.rename-self',
  input: renameSchema,
  may: isPersonThemselves,
  async run({ tx, viewer, input, note }) {
    const before = await getAccount(tx, orNotFound(viewer.id))
    const [row] = await tx.$queryRaw<
      { version: number | null }[]
    >`SELECT gate.rename_self(${input.name}) AS version`
    const after = { ...before, name: input.name, version: orNotFound(row?.version) }
    note.changed(subject(after), { before, after, fields: ['name'], event: 'person.changed' })
    return { id: after.id, version: after.version }
  },
  replay: ({ tx, id }) => findVersion(tx, id),
})

/** Makes a token and answers its secret, this once: only a hash is kept. It acts as its person, narrowed by its scopes. */
export const makeToken = command({
  name: 'token.make',
  input: tokenSchema,
  may: isPersonThemselves,
  async run({ tx, viewer, input, now, note }) {
    const owner = await ownerOfToken(tx, viewer, input.email)
    if (input.scopes.includes('admin') && owner.role !== 'admin')
      throw invalid('scopes', 'Only an admin’s token can administer.')
    const secret = tokenPrefix + newSecret()
    const expiresAt = new Date(now.getTime() + (input.days ?? 90) * DAY)
    const [row] = await tx.$queryRaw<{ id: string | null }[]>`
      SELECT gate.make_token(${owner.id}::uuid, ${hashOf(secret)}, ${input.name}, ${input.scopes}::text[], ${expiresAt}) AS id`
    const id = orNotFound(row?.id)
    note.told({ kind: 'token', id, version: 1 }, 'token.made')
    note.detail({ ...(owner.id === viewer.id ? {} : { owner: owner.id }), scopes: input.scopes.join(' ') })
    return { id, secret, expiresAt }
  },
})

/** The own token, or, for an admin, anybody's. It is refused from the next request on. */
export const revokeToken = command({
  name: 'token.revoke',
  input: revokeTokenSchema,
  may: (viewer) => mayAdminister(viewer) || isPersonThemselves(viewer),
  async run({ tx, input, note }) {
    const [row] = await tx.$queryRaw<
      { revoked: boolean }[]
    >`SELECT gate.revoke_token(${input.id}::uuid) AS revoked`
    if (!row?.revoked) throw notFound()
    note.told({ kind: 'token', id: input.id, version: 1 }, 'token.revoked')
    return { id: input.id }
  },
})

/** A way in that works once, within a day, for the operator to hand over. */
export const makeSignInLink = command({
  name: 'person.sign-in-link',
  input: signInLinkSchema,
  // An admin who could make these could become anybody; whoever runs the machine can anyway.
  may: (viewer) => viewer.role === 'system',
  async run({ tx, input, now, note }) {
    const person = await tx.person.findUnique({ where: { email: input.email }, select: accountColumns })
    if (!person) throw conflict('Nobody here has this address.')
    refuseIf(person.disabledAt, 'This person is disabled.')
    const secret = newSecret()
    await tx.$queryRaw`SELECT gate.operator_link(${person.id}::uuid, ${hashOf(secret)}, ${new Date(now.getTime() + DAY)})::text`
    note.told(subject(person), 'person.link-made')
    return { id: person.id, secret }
  },
})

/** Lets an outside sign-in lead to the own account. The one who is signed in says so; no address decides it. */
export const linkIdentity = command({
  name: 'person.link-identity',
  input: identitySchema,
  may: isPersonThemselves,
  async run({ tx, viewer, input, note }) {
    const person = await getAccount(tx, orNotFound(viewer.id))
    const [row] = await tx.$queryRaw<
      { outcome: string | null }[]
    >`SELECT gate.link_identity(${input.issuer}, ${input.subject}) AS outcome`
    refuseIf(
      row?.outcome !== 'linked',
      'That account signs somebody else in already, or another one of the same kind is linked to you.',
    )
    note.told(subject(person), 'person.identity-linked')
    note.detail({ issuer: input.issuer })
    return { id: person.id }
  },
})

export const unlinkIdentity = command({
  name: 'person.unlink-identity',
  input: issuerSchema,
  may: isPersonThemselves,
  async run({ tx, viewer, input, note }) {
    const person = await getAccount(tx, orNotFound(viewer.id))
    const [row] = await tx.$queryRaw<
      { gone: boolean }[]
    >`SELECT gate.unlink_identity(${input.issuer}) AS gone`
    if (!row?.gone) throw notFound()
    note.told(subject(person), 'person.identity-unlinked')
    note.detail({ issuer: input.issuer })
    return { id: person.id }
  },
})

const accountColumns = { id: true, name: true, role: true, disabledAt: true, version: true } as const
type Account = Prisma.PersonGetPayload<{ select: typeof accountColumns }>

function subject(person: Account) {
  return { kind: 'person', id: person.id, version: person.version }
}

async function getAccount(tx: Tx, id: string): Promise<Account> {
  return orNotFound(await tx.person.findUnique({ where: { id }, select: accountColumns }))
}

async function findVersion(tx: Tx, id: string) {
  return tx.person.findUnique({ where: { id }, select: { id: true, version: true } })
}

async function update(
  tx: Tx,
  before: Account,
  version: number | undefined,
  data: Partial<Pick<Account, 'role' | 'disabledAt'>>,
): Promise<Account> {
  const based = version ?? before.version
  const done = await tx.person.updateMany({
    where: { id: before.id, version: based },
    data: { ...data, version: { increment: 1 } },
  })
  if (done.count === 0) throw await tooLate(tx, { kind: 'person', id: before.id, since: based })
  return { ...before, ...data, version: based + 1 }
}

// Two admins who put each other out at the same moment would both find one left; the lock lets the second see the first.
async function refuseToLose(tx: Tx, id: string) {
  const admins = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM work.person WHERE role = 'admin' AND disabled_at IS NULL ORDER BY id FOR UPDATE`
  const reason = refuseLastAdmin(admins, id)
  if (reason) throw conflict(reason)
}

async function endSessions(tx: Tx, id: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ ended: number }[]>`SELECT gate.end_sessions(${id}::uuid) AS ended`
  return row?.ended ?? 0
}

async function ownerOfToken(tx: Tx, viewer: Viewer, email: string | undefined) {
  if (viewer.role === 'system') {
    const owner =
      email === undefined ? null : await tx.person.findUnique({ where: { email }, select: accountColumns })
    if (!owner) throw invalid('email', 'Nobody here has this address.')
    refuseIf(owner.disabledAt, 'This person is disabled.')
    return owner
  }
  if (email !== undefined && email !== viewer.email)
    throw invalid('email', 'A token is made by its own person.')
  return getAccount(tx, orNotFound(viewer.id))
}

function noteAbility(note: Note, before: Account, after: Account) {
  note.changed(subject(after), { before, after, fields: ['disabledAt'], event: 'person.changed' })
}
