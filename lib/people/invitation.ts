// A word to whoever was let in. It holds no secret: the way in is the same for everyone.
import { randomUUID } from 'node:crypto'
import { log } from '../kernel/log'
import { settings } from '../kernel/settings'

/** Tells somebody that they can sign in. Without mail nothing leaves; the admin's page says what to do instead. */
export async function mailInvitation(email: string): Promise<void> {
  if (!settings().mail) return
  const address = `${settings().publicAddress}/signin`
  try {
    const { sendMail } = await import('../kernel/mail')
    await sendMail({
      id: `invitation-${randomUUID()}`,
      to: email.trim().toLowerCase(),
      subject: 'You are invited to Daylight',
      text: [
        'The security team plans and answers its work in Daylight, and somebody there let you in.',
        `Sign in with this mail address: ${address}`,
      ].join('\n\n'),
    })
  } catch (error) {
    log().error(
      { outcome: error instanceof Error ? error.name : 'unknown' },
      'an invitation could not be mailed',
    )
  }
}
