// The one place where mail leaves. Without SMTP_URL nothing leaves and everything else works.
import { createTransport, type Transporter } from 'nodemailer'
import { log } from './log'
import { settings } from './settings'

export type Mail = {
  to: string
  subject: string
  text: string
  /** What the mail is about, by a fixed name: the same delivery has the same Message-ID however often it is tried. */
  id: string
}

export type MailOutcome = 'sent' | 'no mail set'

declare global {
  var __daylight_mail: { url: string; transport: Transporter } | undefined
}

/** Sends one mail of plain text. Throws when the mail server refuses or is away; the caller tries again. */
export async function sendMail({ to, subject, text, id }: Mail): Promise<MailOutcome> {
  const { mail, publicAddress } = settings()
  if (!mail) return 'no mail set'
  // A line end in a header is a header of somebody else's choosing.
  for (const header of [to, subject, id])
    if (/[\r\n\0]/.test(header)) throw new Error('A mail header may not hold a line end.')
  await transportTo(mail.url).sendMail({
    from: mail.from,
    // As an object it is one address and is never parsed for more.
    to: { name: '', address: to },
    subject: subject.slice(0, 300),
    text: text.replaceAll('\0', ''),
    messageId: `<${id}@${new URL(publicAddress).hostname}>`,
    // So that an away-note does not answer us.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  log().info({ id, outcome: 'sent' }, 'mail')
  return 'sent'
}

/** Ends the connections to the mail server. */
export function closeMail(): void {
  globalThis.__daylight_mail?.transport.close()
  globalThis.__daylight_mail = undefined
}

function transportTo(url: string): Transporter {
  const known = globalThis.__daylight_mail
  if (known?.url === url) return known.transport
  known?.transport.close()
  // Ten seconds in all places: a mail server that hangs must not hold a transaction open.
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 10_000,
  })
  globalThis.__daylight_mail = { url, transport }
  return transport
}
