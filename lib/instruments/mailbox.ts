// A mail server of a test's own, on this machine: what Daylight sends arrives here over SMTP.
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { closeMail } from '../kernel/mail'
import { forgetSettings } from '../kernel/settings'

export type Mailbox = {
  received: ParsedMail[]
  /** To whom it went, sorted. */
  to(): string[]
  /** The next one is refused for now. */
  refuseNext(): void
  close(): Promise<void>
}

export async function openMailbox(): Promise<Mailbox> {
  const received: ParsedMail[] = []
  let failing = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      if (failing > 0) {
        failing -= 1
        stream.resume()
        stream.on('end', () => done(new Error('451 come back later')))
        return
      }
      void simpleParser(stream).then((parsed) => {
        received.push(parsed)
        done()
      })
    },
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  process.env.SMTP_URL = `smtp://127.0.0.1:${port}`
  process.env.MAIL_FROM = 'Daylight <daylight@daylight.example>'
  forgetSettings()
  return {
    received,
    to: () => received.map(({ to: it }) => (it && 'text' in it ? it.text : '')).sort(),
    refuseNext: () => void (failing += 1),
    async close() {
      closeMail()
      delete process.env.SMTP_URL
      delete process.env.MAIL_FROM
      forgetSettings()
      await new Promise<void>((closed) => server.close(closed))
    },
  }
}
