// Links that sign in once. Opening one changes nothing, so that scanners may; one POST spends it. It belongs to the
// browser that asked for it; in another one it asks for the six digits that were shown there.
import { randomUUID } from 'node:crypto'
import { atGate, Prisma, takeTurn } from '../../kernel/db'
import { databaseCode, Refusal } from '../../kernel/errors'
import { log } from '../../kernel/log'
import { parse } from '../../kernel/command'
import { anonymous, hashOf, newCode, newSecret } from '../../kernel/secrets'
import { settings } from '../../kernel/settings'
import { z } from 'zod'
import { emailAddress } from '../schema'

const MINUTE = 60_000
const minutesOfALink = 10

/** The cookie of the browser that asked. Only its hash is kept. */
export const attemptCookie = 'daylight.attempt'
export const attemptCookieOptions = () => ({
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: settings().publicAddress.startsWith('https:'),
  path: '/signin',
  maxAge: minutesOfALink * 60,
})

/** May one sign in by mail here? */
export function mailLinksAreOn(): boolean {
  return settings().mailLinks && settings().mail !== null
}

/** The address of a link's page. */
export function linkAddress(secret: string, next?: string | null): string {
  const url = new URL('/signin/link', settings().publicAddress)
  url.searchParams.set('token', secret)
  if (next) url.searchParams.set('next', next)
  return url.href
}

export type Asked = {
  code: string
  attempt: string
  /** The mail on its way. It must not delay the answer: a slower one would tell that the address is known. */
  sending: Promise<void>
}

/** Mails a link, if there is somebody to mail it to. The answer is the same either way. */
export async function askForLink(asked: {
  email: string
  attempt: string | undefined
  next: string | null
  address: string
}): Promise<Asked> {
  if (!mailLinksAreOn()) throw new Refusal('not-found', 'Links by mail are switched off here.')
  const { email } = parse(z.object({ email: emailAddress }), { email: asked.email })
  await takeTurns([
    { key: anonymous('turns', `link from ${asked.address}`), most: 20 },
    { key: anonymous('turns', `link to ${email}`), most: 5 },
  ])
  const secret = newSecret()
  const code = newCode()
  const attempt = asked.attempt && /^[\w-]{43}$/.test(asked.attempt) ? asked.attempt : newSecret()
  const stored = await writeLink({ email, secret, code, attempt })
  const sending = stored ? mailTheLink(stored, linkAddress(secret, asked.next)) : Promise.resolve()
  return { code, attempt, sending }
}

async function writeLink({
  email,
  secret,
  code,
  attempt,
}: {
  email: string
  secret: string
  code: string
  attempt: string
}): Promise<string | null> {
  const guestName = settings().guests ? 'Guest' : null
  const until = new Date(Date.now() + minutesOfALink * MINUTE)
  const ask = () =>
    atGate<{ address: string | null }>(Prisma.sql`
      SELECT gate.mail_link(${email}, ${hashOf(secret)}, ${hashOf(attempt)}, ${hashOf(code)}, ${until}, ${guestName}) AS address`)
  try {
    return (await ask())[0]?.address ?? null
  } catch (error) {
    // Two first asks of a new guest at once: the second finds the person that the first one made.
    if (databaseCode(error) !== '23505') throw error
    return (await ask())[0]?.address ?? null
  }
}

async function mailTheLink(to: string, address: string) {
  try {
    const { sendMail } = await import('../../kernel/mail')
    await sendMail({
      id: `sign-in-${randomUUID()}`,
      to,
      subject: 'Your way in to Daylight',
      text: [
        `Open this within ${minutesOfALink} minutes, in the browser where you asked for it:`,
        address,
        'It works once. In another browser it asks for the six digits that stand on the page where you asked.',
        'If you did not ask for it, do nothing: nobody comes in without it.',
      ].join('\n\n'),
    })
  } catch (error) {
    log().error(
      { outcome: error instanceof Error ? error.name : 'unknown' },
      'a sign-in link could not be mailed',
    )
  }
}

export type LinkState = 'ready' | 'needs code' | 'gone'

/** What a link's page may show. Changes nothing. */
export async function linkState(token: string | undefined, attempt: string | undefined): Promise<LinkState> {
  if (!token) return 'gone'
  const rows = await atGate<{ state: LinkState }>(
    Prisma.sql`SELECT gate.link_state(${hashOf(token)}, ${attempt ? hashOf(attempt) : null}) AS state`,
  )
  return rows[0]?.state ?? 'gone'
}

/** Spends a link and opens the session whose secret it is given. Null: wrong, spent, late, or elsewhere without the code. */
export async function spendLink(spent: {
  token: string
  attempt: string | undefined
  code: string | undefined
  session: string
  until: Date
}): Promise<string | null> {
  const code = spent.code?.replace(/\D/g, '')
  const rows = await atGate<{ person: string | null }>(Prisma.sql`
    SELECT gate.spend_link(${hashOf(spent.token)}, ${spent.attempt ? hashOf(spent.attempt) : null}, ${code ? hashOf(code) : null},
      ${hashOf(spent.session)}, ${spent.until}) AS person`)
  return rows[0]?.person ?? null
}

/** Ends the session behind a secret: signing out, and making room for a new one. */
export async function endSession(secret: string): Promise<void> {
  await atGate(Prisma.sql`SELECT gate.end_session(${hashOf(secret)})::text`)
}

/** Takes a turn of each, or says how long to wait. Counted for known and unknown alike. */
export async function takeTurns(turns: { key: string; most: number }[]): Promise<void> {
  for (const turn of turns) {
    const wait = await takeTurn({ ...turn, seconds: 15 * 60 })
    if (wait > 0)
      throw new Refusal(
        'too-many',
        `That was often. Please wait ${Math.ceil(wait / 60)} minutes and try again.`,
        [],
        wait,
      )
  }
}
