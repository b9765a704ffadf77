// Floor "move": a plain Node handler that does the move's transaction (order's lock, read, update, history, audit line,
// outbox, NOTIFY), and a bare page that a second browser watches over server-sent events.
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import pg from 'pg'

const [, , port, url, person] = process.argv
const pool = new pg.Pool({ connectionString: url, max: 16 })
const streams = new Set()
const listener = new pg.Client({ connectionString: url })
await listener.connect()
await listener.query('LISTEN bench_move')
listener.on('notification', ({ payload }) => {
  for (const stream of streams) stream.write(`data: ${payload}\n\n`)
})

const page = `<!doctype html><title>move</title><ul><li id="a"><li id="b"></ul><p id="card"></p>
<script>new EventSource('/events').onmessage = (event) => { const [key, status] = event.data.split(' ')
const card = document.getElementById('card'); card.textContent = key; (status === 'done' ? document.getElementById('b') : document.getElementById('a')).append(card) }</script>`

createServer(async (request, response) => {
  if (request.url === '/events') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
    response.write(': hello\n\n')
    streams.add(response)
    return response.on('close', () => streams.delete(response))
  }
  if (request.method !== 'POST') {
    response.writeHead(200, { 'Content-Type': 'text/html' })
    return response.end(page)
  }
  let text = ''
  for await (const piece of request) text += piece
  const { key, status, rank } = JSON.parse(text)
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('bench.order', 0))`)
    const { rows } = await client.query(
      'SELECT id, status, rank, version FROM work.item WHERE key = $1 FOR UPDATE',
      [key],
    )
    const [item] = rows
    await client.query(
      'UPDATE work.item SET status = $2, rank = $3, version = version + 1, updated_at = now(), status_since = now() WHERE id = $1 AND version = $4',
      [item.id, status, rank, item.version],
    )
    await client.query(
      `WITH h AS (INSERT INTO work.history (kind, subject_id, field, was, "is", person_id, at, command, command_id)
         VALUES ('item', $1, 'status', to_jsonb($2::text), to_jsonb($3::text), $4, now(), 'bench.move', $5)),
       a AS (INSERT INTO work.audit_line (at, person_id, role, via, command, command_id, kind, subject_id) VALUES (now(), $4, 'security', 'api', 'bench.move', $5, 'item', $1)),
       o AS (INSERT INTO work.outbox (kind, subject_id, version, event, person_id, at) VALUES ('item', $1, $6, 'bench.moved', $4, now()))
       SELECT pg_notify('bench_move', $7)`,
      [item.id, item.status, status, person, randomUUID(), item.version + 1, `${key} ${status}`],
    )
    await client.query('COMMIT')
    response.writeHead(200, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify({ key, status, rank, version: item.version + 1 }))
  } catch (error) {
    await client.query('ROLLBACK')
    response.writeHead(500)
    response.end(String(error))
  } finally {
    client.release()
  }
}).listen(Number(port), '127.0.0.1')
