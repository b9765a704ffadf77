// A load of kept connections, each asking again as soon as it was answered. Raw sockets: a client that is slower than the
// floor would measure itself.
import { connect } from 'node:net'

export type Load = { perSecond: number; answers: number; serverErrors: number; others: number }

export async function load({
  port,
  path,
  headers = {},
  seconds,
  connections = 20,
}: {
  port: number
  path: string
  headers?: Record<string, string>
  seconds: number
  connections?: number
}): Promise<Load> {
  const request = Buffer.from(
    [
      `GET ${path} HTTP/1.1`,
      `Host: localhost:${port}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      '',
      '',
    ].join('\r\n'),
  )
  let answers = 0
  let serverErrors = 0
  let others = 0
  let over = false
  const begun = performance.now()
  setTimeout(() => (over = true), seconds * 1000)
  await Promise.all(Array.from({ length: connections }, hand))
  return { perSecond: answers / ((performance.now() - begun) / 1000), answers, serverErrors, others }

  function hand() {
    return new Promise<void>((done) => {
      const socket = connect(port, '127.0.0.1')
      socket.setNoDelay(true)
      let held: Buffer<ArrayBufferLike> = Buffer.alloc(0)
      /** Bytes of the body still to come; -1: chunked; null: the head is still to come. */
      let left: number | null = null
      socket.on('connect', () => socket.write(request))
      socket.on('data', (piece) => {
        for (held = held.length ? Buffer.concat([held, piece]) : piece; ;) {
          if (left === null) {
            const end = held.indexOf('\r\n\r\n')
            if (end === -1) return
            const head = held.toString('latin1', 0, end)
            const status = Number(head.slice(9, 12))
            if (status >= 500) serverErrors += 1
            else if (status !== 200) others += 1
            const length = /\r\ncontent-length: (\d+)/i.exec(head)
            left = length ? Number(length[1]) : -1
            held = held.subarray(end + 4)
          }
          if (left === -1) {
            const end = held.length >= 5 && held.toString('latin1', held.length - 5) === '0\r\n\r\n'
            if (!end) return
            held = Buffer.alloc(0)
          } else {
            if (held.length < left) {
              left -= held.length
              held = Buffer.alloc(0)
              return
            }
            held = held.subarray(left)
          }
          left = null
          answers += 1
          if (over) {
            socket.destroy()
            return done()
          }
          socket.write(request)
        }
      })
      socket.on('close', () => done())
      socket.on('error', () => {
        serverErrors += 1
        done()
      })
    })
  }
}
