// A body is as long as its route allows, whatever it says of its own length.
import { IncomingMessage } from 'node:http'

/** Says whether the announced length is too much; otherwise counts what really comes, and calls `tooLong` once. */
export function boundBody(request: IncomingMessage, most: number, tooLong: () => void): boolean {
  const announced = Number(request.headers['content-length'] ?? 0)
  if (announced > most) return false
  if (request.headers['transfer-encoding'] === undefined) return true
  let come = 0
  request.push = (piece: unknown, encoding?: BufferEncoding) => {
    if (piece) come += (piece as Buffer).byteLength
    if (come <= most) return IncomingMessage.prototype.push.call(request, piece, encoding)
    if (!request.destroyed) tooLong()
    return false
  }
  return true
}
