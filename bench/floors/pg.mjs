// Floor "pg": the rows of a list read by pg and sent as JSON, without policies, as somebody who may see everything.
import { createServer } from 'node:http'
import pg from 'pg'

const [, , port, url] = process.argv
const pool = new pg.Pool({ connectionString: url, max: 16 })

createServer(async (request, response) => {
  const { rows } = await pool.query(
    `SELECT i.key, i.title, i.description, i.type, i.origin, i.status, i.priority, i.estimate, i.labels, i.due, i.rank, i.audience,
       i.created_at AS "createdAt", i.updated_at AS "updatedAt", i.version, p.name AS assignee
     FROM work.item i LEFT JOIN work.person p ON p.id = i.assignee_id WHERE i.archived_at IS NULL ORDER BY i.rank LIMIT 200`,
  )
  const body = JSON.stringify({ data: rows, next: null })
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) })
  response.end(body)
}).listen(Number(port), '127.0.0.1')
