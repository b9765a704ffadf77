// Who is in, as what, and for how long: on the real database, as the run-time role.
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Asker } from '../kernel/audience'
import { sealAudit } from '../kernel/audit'
import { asViewer, atGate, Prisma, takeTurn } from '../kernel/db'
import { hashOf, newSecret } from '../kernel/secrets'
import {
  auditChoices,
  auditLines,
  changeRole,
  checkAudit,
  disablePerson,
  enablePerson,
  exportAudit,
  invitePerson,
  linkIdentity,
  listIdentities,
  listPeople,
  listTokens,
  makeSignInLink,
  makeToken,
  renameSelf,
  revokeToken,
  signOutEverywhere,
  teamPeople,
  unlinkIdentity,
} from '.'
import { linkState, spendLink } from './sign-in/links'

const system: Asker = { kind: 'system' }
const until = () => new Date(Date.now() + 86_400_000)
const cast: Record<string, Asker & { id: string }> = {}

async function invite(name: string, role: 'guest' | 'employee' | 'sales' | 'security' | 'admin') {
  const email = `${name.toLowerCase().replaceAll(' ', '-')}-${randomUUID().slice(0, 8)}@daylight.example`
  const { id } = await invitePerson(system, { email, name, role })
  return { kind: 'person' as const, id, email }
}

/** Signs in by an operator's link, as the sign-in route does. */
async function signIn(email: string): Promise<Asker & { secret: string }> {
  const { secret } = await makeSignInLink(system, { email })
  const session = newSecret()
  expect(
    await spendLink({ token: secret, attempt: undefined, code: undefined, session, until: until() }),
  ).not.toBeNull()
  return { kind: 'session', secret: session }
}

const whoAmI = (asker: Asker) => asViewer(asker, async (_tx, viewer) => viewer)
const refused = (code: string) => expect.objectContaining({ code })

beforeAll(async () => {
  for (const [name, role] of [
    ['Security lead', 'admin'],
    ['Security engineer', 'security'],
    ['Sales', 'sales'],
    ['Engineer', 'employee'],
    ['Guest', 'guest'],
  ] as const)
    cast[name] = await invite(name, role)
})

describe('one-time links', () => {
  test('twenty browsers that spend the same link at once: one comes in', async () => {
    const person = await invite('Engineer', 'employee')
    const { secret } = await makeSignInLink(system, { email: person.email })
    const sessions = Array.from({ length: 20 }, () => newSecret())
    const spent = await Promise.all(
      sessions.map((session) =>
        spendLink({ token: secret, attempt: undefined, code: undefined, session, until: until() }),
      ),
    )
    expect(spent.filter(Boolean)).toEqual([person.id])
    expect(await linkState(secret, undefined)).toBe('gone')
  })

  test('opening one, as scanners do, spends nothing', async () => {
    const person = await invite('Engineer', 'employee')
    const { secret } = await makeSignInLink(system, { email: person.email })
    for (let n = 0; n < 5; n++) expect(await linkState(secret, undefined)).toBe('ready')
  })

  test('a mailed one opens where it was asked for; elsewhere it wants the digits, and gives up after five wrong ones @asvs 6.5.1 6.6.2', async () => {
    const person = await invite('Engineer', 'employee')
    const ask = async () => {
      const [token, attempt] = [newSecret(), newSecret()]
      await atGate(
        Prisma.sql`SELECT gate.mail_link(${person.email}, ${hashOf(token)}, ${hashOf(attempt)}, ${hashOf('123456')}, ${until()}, NULL)`,
      )
      return { token, attempt }
    }
    const spend = (token: string, attempt?: string, code?: string) =>
      spendLink({ token, attempt, code, session: newSecret(), until: until() })

    const here = await ask()
    expect(await linkState(here.token, here.attempt)).toBe('ready')
    expect(await spend(here.token, here.attempt)).toBe(person.id)

    const elsewhere = await ask()
    expect(await linkState(elsewhere.token, newSecret())).toBe('needs code')
    expect(await spend(elsewhere.token)).toBeNull()
    expect(await spend(elsewhere.token, undefined, '654321')).toBeNull()
    expect(await spend(elsewhere.token, undefined, '123 456')).toBe(person.id)

    const guessed = await ask()
    for (let n = 0; n < 5; n++) expect(await spend(guessed.token, undefined, '000000')).toBeNull()
    expect(await spend(guessed.token, undefined, '123456')).toBeNull()
    expect(await linkState(guessed.token, guessed.attempt)).toBe('gone')
  })

  test('the link of somebody who was put out in between opens nothing', async () => {
    const person = await invite('Engineer', 'employee')
    const { secret } = await makeSignInLink(system, { email: person.email })
    await disablePerson(system, { id: person.id })
    expect(
      await spendLink({
        token: secret,
        attempt: undefined,
        code: undefined,
        session: newSecret(),
        until: until(),
      }),
    ).toBeNull()
  })

  test('nobody but the operator makes one', async () => {
    await expect(
      makeSignInLink(cast['Security lead']!, { email: 'anybody@daylight.example' }),
    ).rejects.toEqual(refused('not-allowed'))
  })
})

describe('what holds at once', () => {
  test('a new role is there in the next transaction of an open session @asvs 8.3.2', async () => {
    const person = await invite('Engineer', 'employee')
    const session = await signIn(person.email)
    expect((await whoAmI(session)).role).toBe('employee')
    await changeRole(cast['Security lead']!, { id: person.id, role: 'security' })
    expect((await whoAmI(session)).role).toBe('security')
  })

  test('a disabled person is out in the next transaction: session, token and name alike @asvs 7.4.2', async () => {
    const person = await invite('Engineer', 'employee')
    const session = await signIn(person.email)
    const token: Asker = {
      kind: 'token',
      secret: (await makeToken(session, { name: 'Script', scopes: ['read'] })).secret,
    }
    await disablePerson(cast['Security lead']!, { id: person.id })
    for (const asker of [session, token, { kind: 'person', id: person.id } as const])
      await expect(whoAmI(asker)).rejects.toEqual(refused('signed-out'))
    await enablePerson(cast['Security lead']!, { id: person.id })
    await expect(whoAmI(session)).rejects.toEqual(refused('signed-out'))
  })

  test('signing out everywhere ends every session and nobody else’s @asvs 7.4.1', async () => {
    const person = await invite('Engineer', 'employee')
    const other = await signIn((await invite('Sales', 'sales')).email)
    const [laptop, phone] = [await signIn(person.email), await signIn(person.email)]
    expect(await signOutEverywhere(laptop, {})).toMatchObject({ sessions: 2 })
    await expect(whoAmI(laptop)).rejects.toEqual(refused('signed-out'))
    await expect(whoAmI(phone)).rejects.toEqual(refused('signed-out'))
    expect((await whoAmI(other)).role).toBe('sales')
  })
})

describe('who decides', () => {
  test('only an admin invites, changes roles and puts out; and of others only an admin ends sessions', async () => {
    const person = await invite('Engineer', 'employee')
    for (const name of ['Security engineer', 'Sales', 'Engineer', 'Guest']) {
      const asker = cast[name]!
      await expect(
        invitePerson(asker, { email: 'new@daylight.example', name: 'New', role: 'admin' }),
      ).rejects.toEqual(refused('not-allowed'))
      await expect(changeRole(asker, { id: asker.id, role: 'admin' })).rejects.toEqual(refused('not-allowed'))
      await expect(disablePerson(asker, { id: person.id })).rejects.toEqual(refused('not-allowed'))
      await expect(signOutEverywhere(asker, { id: person.id })).rejects.toEqual(refused('not-found'))
      await expect(listPeople(asker)).rejects.toEqual(refused('not-found'))
      await expect(auditLines(asker)).rejects.toEqual(refused('not-found'))
      await expect(checkAudit(asker)).rejects.toEqual(refused('not-found'))
      await expect(listTokens(asker, { everybody: true })).rejects.toEqual(refused('not-found'))
    }
  })

  test('an admin’s token administers only when it was made for that', async () => {
    const email = (await whoAmI(cast['Security lead']!)).email!
    const narrow = await makeToken(system, { email, name: 'Reader', scopes: ['read'] })
    const wide = await makeToken(system, { email, name: 'Admin script', scopes: ['read', 'admin'] })
    await expect(listPeople({ kind: 'token', secret: narrow.secret })).rejects.toEqual(refused('not-found'))
    expect((await listPeople({ kind: 'token', secret: wide.secret })).people.length).toBeGreaterThan(0)
    await expect(
      makeToken({ kind: 'token', secret: wide.secret }, { name: 'Child', scopes: ['read'] }),
    ).rejects.toEqual(refused('not-allowed'))
  })

  test('an admin cannot become somebody else by making their token or their link, whatever a command forgets', async () => {
    const lead = cast['Security lead']!
    const sales = cast.Sales!
    const hash = new Uint8Array(32)
    const later = new Date(Date.now() + 60_000)
    const made = await asViewer(
      lead,
      (tx) => tx.$queryRaw<{ id: string | null }[]>`
        SELECT gate.make_token(${sales.id}::uuid, ${hash}, 'Theirs', ARRAY['read'], ${later}) AS id`,
    )
    expect(made).toEqual([{ id: null }])
    await asViewer(
      lead,
      (tx) => tx.$queryRaw`SELECT gate.operator_link(${sales.id}::uuid, ${hash}, ${later})::text`,
    )
    expect(await atGate(Prisma.sql`SELECT gate.link_state(${hash}, NULL) AS state`)).toEqual([
      { state: 'gone' },
    ])
  })

  test('the last admin stays, even when two put each other out at the same moment @asvs 2.3.4', async () => {
    const other = await invite('Second lead', 'admin')
    const first = cast['Security lead']!
    const outcomes = await Promise.allSettled([
      disablePerson(other, { id: first.id }),
      changeRole(first, { id: other.id, role: 'employee' }),
    ])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const left = await asViewer(system, (tx) =>
      tx.person.findMany({ where: { role: 'admin', disabledAt: null }, select: { id: true } }),
    )
    expect(left).toHaveLength(1)
    await expect(changeRole(system, { id: left[0]!.id, role: 'sales' })).rejects.toThrow(/last admin/)
    await expect(disablePerson(system, { id: left[0]!.id })).rejects.toThrow(/last admin/)
    // As it was, for the tests that follow.
    await asViewer(system, (tx) =>
      tx.person.updateMany({ where: { id: first.id }, data: { role: 'admin', disabledAt: null } }),
    )
  })

  test('two admins with the same list open: the second hears who changed the role first', async () => {
    const person = await invite('Engineer', 'employee')
    await changeRole(cast['Security lead']!, { id: person.id, role: 'sales', version: 1 })
    await expect(
      changeRole(cast['Security lead']!, { id: person.id, role: 'security', version: 1 }),
    ).rejects.toThrow(/Security lead changed role/)
  })

  test('everybody names themselves and nobody raises themselves by it', async () => {
    await renameSelf(cast.Guest!, { name: 'Guest from next door' })
    expect(await whoAmI(cast.Guest!)).toMatchObject({ name: 'Guest from next door', role: 'guest' })
    await expect(
      asViewer(cast.Engineer!, (tx) =>
        tx.person.updateMany({ where: { id: cast.Engineer!.id }, data: { role: 'admin' } }),
      ),
    ).resolves.toEqual({ count: 0 })
  })
})

describe('tokens', () => {
  test('the secret is shown once, works, and is refused once it was taken back', async () => {
    const made = await makeToken(cast.Engineer!, {
      name: 'Laptop script',
      scopes: ['read', 'requests:write'],
      days: 30,
    })
    expect(made.secret).toMatch(/^dl_[\w-]{43}$/)
    const token: Asker = { kind: 'token', secret: made.secret }
    expect((await whoAmI(token)).scopes).toEqual(['read', 'requests:write'])
    const listed = await listTokens(cast.Engineer!)
    expect(listed).toEqual([expect.objectContaining({ id: made.id, name: 'Laptop script', own: true })])
    expect(JSON.stringify(listed)).not.toContain(made.secret)
    await expect(revokeToken(cast.Sales!, { id: made.id })).rejects.toEqual(refused('not-found'))
    await revokeToken(cast.Engineer!, { id: made.id })
    await expect(whoAmI(token)).rejects.toEqual(refused('signed-out'))
  })

  test('nobody makes a token that administers unless they may', async () => {
    await expect(makeToken(cast['Security engineer']!, { name: 'Up', scopes: ['admin'] })).rejects.toEqual(
      refused('invalid'),
    )
    await expect(
      makeToken(cast.Engineer!, {
        name: 'Theirs',
        scopes: ['read'],
        email: 'security-lead@daylight.example',
      }),
    ).rejects.toEqual(refused('invalid'))
  })
})

describe('outside identities', () => {
  const enter = async (sub: string, email: string | null, vouched: boolean, role: string | null = null) =>
    (
      await atGate<{ p: string | null }>(
        Prisma.sql`SELECT gate.enter_with_identity('https://id.daylight.example', ${sub}, ${email}, ${vouched}, 'Somebody', ${role}, ${hashOf(newSecret())}, ${until()}) AS p`,
      )
    )[0]!.p

  test('an address links an account only when the company vouches for it, and only the first time @asvs 6.8.1', async () => {
    const person = await invite('Engineer', 'employee')
    expect(await enter('one', person.email, false)).toBeNull()
    expect(await enter('one', person.email, true)).toBe(person.id)
    expect(await enter('one', null, false)).toBe(person.id)
    // The address was given to somebody else at the provider: the old account is not handed over with it.
    expect(await enter('another', person.email, true)).toBeNull()
  })

  test('one account of a kind is linked by whoever is signed in, and leads to nobody else', async () => {
    const [engineer, sales] = [cast.Engineer!, cast.Sales!]
    await linkIdentity(engineer, { issuer: 'https://github.com', subject: '42' })
    await expect(linkIdentity(sales, { issuer: 'https://github.com', subject: '42' })).rejects.toEqual(
      refused('conflict'),
    )
    await expect(linkIdentity(engineer, { issuer: 'https://github.com', subject: '43' })).rejects.toEqual(
      refused('conflict'),
    )
    expect((await listIdentities(engineer)).map(({ issuer }) => issuer)).toEqual(['https://github.com'])
    expect(await listIdentities(sales)).toEqual([])
    await unlinkIdentity(engineer, { issuer: 'https://github.com' })
    await linkIdentity(sales, { issuer: 'https://github.com', subject: '42' })
  })
})

test('the security team can be chosen from, and those put out are not in the list', async () => {
  const gone = await invite('Security analyst', 'security')
  await disablePerson(system, { id: gone.id })
  const team = await teamPeople(cast.Sales!)
  expect(team.map(({ name }) => name)).toEqual(expect.arrayContaining(['Security engineer', 'Security lead']))
  expect(team.map(({ id }) => id)).not.toContain(gone.id)
})

test('people come in pages that neither repeat nor miss anybody', async () => {
  for (let n = 0; n < 60; n++) await invite('Same name', 'guest')
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await listPeople(cast['Security lead']!, {
      words: 'same name',
      ...(cursor ? { cursor } : {}),
    })
    seen.push(...page.people.map(({ id }) => id))
    cursor = page.next ?? undefined
  } while (cursor)
  expect(seen).toHaveLength(60)
  expect(new Set(seen).size).toBe(60)
})

describe('the audit log', () => {
  test('tells who did what, by person, command and day, and says of each line whether it is sealed @asvs 16.4.2', async () => {
    const admin = cast['Security lead']!
    await changeRole(admin, { id: cast.Sales!.id, role: 'employee' })
    await changeRole(admin, { id: cast.Sales!.id, role: 'sales' })
    const today = new Date().toISOString().slice(0, 10)
    const { lines } = await auditLines(admin, {
      person: admin.id,
      command: 'person.change-role',
      from: today,
      to: today,
    })
    expect(lines[0]).toMatchObject({
      person: 'Security lead',
      role: 'admin',
      kind: 'person',
      subjectId: cast.Sales!.id,
      detail: '{"was":"employee","role":"sales"}',
    })
    expect((await auditLines(admin, { to: '2020-01-01' })).lines).toEqual([])
    expect((await auditChoices(admin)).commands).toEqual(
      expect.arrayContaining(['person.change-role', 'session.open']),
    )
    while ((await sealAudit()) > 0);
    expect(await checkAudit(admin)).toMatchObject({ unsealed: [], broken: [] })
    expect((await auditLines(admin)).lines.every(({ sealed }) => sealed)).toBe(true)
  })

  test('goes into a spreadsheet as text, whatever somebody calls themselves @asvs 1.2.10', async () => {
    const admin = cast['Security lead']!
    await renameSelf(cast.Engineer!, { name: '=HYPERLINK("https://evil.example")' })
    await renameSelf(cast.Engineer!, { name: '=cmd' })
    let file = ''
    for await (const piece of exportAudit(admin, { person: cast.Engineer!.id })) file += piece
    expect(file.split('\n')[0]).toContain('id,at,person')
    expect(file).toContain("'=cmd")
    expect(file).not.toMatch(/,=/)
  })
})

test('turns are counted once each, however many arrive together', async () => {
  const waits = await Promise.all(
    Array.from({ length: 20 }, () => takeTurn({ key: 'test turns', most: 5, seconds: 60 })),
  )
  expect(waits.filter((wait) => wait === 0)).toHaveLength(5)
})
