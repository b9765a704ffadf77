// The workspace that is measured: enough of everything, made in bulk by the owner, with people who can sign in.
import { createHash, randomBytes } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import pg from 'pg'

export const person = '00000000-0000-4000-8000-00000000000b'
export const colleague = '00000000-0000-4000-8000-00000000000c'

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** People, a token, a session, and so many public entries. Answers what to sign in with. */
export async function makePeople(ownerUrl: string, secret: string) {
  const session = randomBytes(32).toString('base64url')
  const token = `dl_${randomBytes(32).toString('base64url')}`
  const hash = (words: string) => createHash('sha256').update(words).digest()
  await withClient(ownerUrl, async (client) => {
    await client.query(
      `INSERT INTO work.person (id, email, name, role, claimed_at) VALUES ($1, 'bench@daylight.example', 'Bench', 'security', now()), ($2, 'second@daylight.example', 'Second', 'admin', now())`,
      [person, colleague],
    )
    await client.query(
      `INSERT INTO gate.session (id, hash, person_id, method, expires_at) VALUES (gen_random_uuid(), $1, $2, 'bench', now() + interval '1 day')`,
      [hash(session), person],
    )
    await client.query(
      `INSERT INTO gate.api_token (id, hash, person_id, name, scopes) VALUES (gen_random_uuid(), $1, $2, 'bench', ARRAY['read', 'ideas:write', 'items:write', 'requests:write'])`,
      [hash(token), person],
    )
  })
  const cookie = await encode({ token: { session }, secret, maxAge: 86_400 })
  return { cookie, token }
}

/** So many people of the team, each with a token. */
export function makeCrowd(ownerUrl: string, count: number): Promise<string[]> {
  return withClient(ownerUrl, async (client) => {
    const tokens: string[] = []
    for (let n = 0; n < count; n += 1) {
      const token = `dl_${randomBytes(32).toString('base64url')}`
      await client.query(
        `WITH p AS (INSERT INTO work.person (id, email, name, role, claimed_at) VALUES ($1, 'crowd' || $2 || '@daylight.example', 'Crowd ' || $2, 'security', now()) RETURNING id)
         INSERT INTO gate.api_token (id, hash, person_id, name, scopes) SELECT gen_random_uuid(), $3, p.id, 'crowd', ARRAY['read', 'items:write'] FROM p`,
        [uuid(5000 + n), n, createHash('sha256').update(token).digest()],
      )
      tokens.push(token)
    }
    return tokens
  })
}

/** Entries with a quarter, so that all of them stand on the roadmap. */
export function makeEntries(ownerUrl: string, count: number) {
  return withClient(ownerUrl, (client) =>
    client.query(
      `INSERT INTO published.entry (slug, kind, title, summary, body, status, quarter, votes, published_at, updated_at)
       SELECT 'entry-' || n, 'idea', 'Entry ' || n || ': one more thing that makes the product safer',
         'What it is, why it matters to you, and roughly when, in one or two sentences of plain words.', 'Body of entry ' || n,
         (ARRAY['planned', 'in progress', 'shipped'])[1 + n % 3],
         extract(year FROM now() + make_interval(months => n % 12)) || '-Q' || extract(quarter FROM now() + make_interval(months => n % 12)), n % 50, now(), now()
       FROM generate_series(1, $1::int) n`,
      [count],
    ),
  )
}

/** Items spread over the board's columns, numbered from..to. */
export function makeItems(ownerUrl: string, from: number, to: number) {
  return withClient(ownerUrl, async (client) => {
    await client.query(
      `INSERT INTO work.item (id, key, title, description, type, origin, status, priority, assignee_id, labels, rank, audience)
       SELECT gen_random_uuid(), 'BEN-' || n, 'Card ' || n || ': tighten one more thing', 'Why, and what is done when it is done.',
         'task', 'small', (ARRAY['backlog', 'ready', 'in-progress', 'in-review', 'done'])[1 + n % 5], (ARRAY['high', 'medium', 'low', 'none'])[1 + n % 4],
         CASE WHEN n % 3 = 0 THEN $3::uuid END, ARRAY['bench'], 'b' || lpad(n::text, 8, '0') || 'V', (ARRAY['internal', 'private'])[1 + n % 2]
       FROM generate_series($1::int, $2::int) n`,
      [from, to, person],
    )
    await client.query('ANALYZE work.item')
  })
}

/** A face that goes out, by two people, through the one door. Answers its slug and how to withdraw it. */
export async function makeLiveFace(appUrl: string, ownerUrl: string, n: number) {
  const [idea, face, slug] = [uuid(1000 + n), uuid(2000 + n), `leaving-${n}`]
  await withClient(ownerUrl, async (client) => {
    await client.query(
      `INSERT INTO work.idea (id, slug, title, audience, status, quarter) VALUES ($1, $2, 'Leaving', 'internal', 'planned', '2027-Q1')`,
      [idea, slug],
    )
    await client.query(
      `INSERT INTO work.face (id, idea_id, slug, title, summary, status, quarter, state, editor_ids, submitted_at, submitted_by_id, approved_at, approved_by_id, approved_version)
       VALUES ($1, $2, $3, $4, 'x', 'planned', '2027-Q1', 'in review', ARRAY[$5::uuid], now(), $5, now(), $6, 1)`,
      [face, idea, slug, `Leaving ${n}`, person, colleague],
    )
  })
  // Connected beforehand, as the product's pool is.
  const client = new pg.Client({ connectionString: appUrl })
  await client.connect()
  const asColleague = async (sql: string) => {
    await client.query('BEGIN')
    await client.query('SELECT gate.become_person($1)', [colleague])
    await client.query(sql, [face])
    await client.query('COMMIT')
  }
  await asColleague('SELECT work.publish_face($1, now())')
  return {
    slug,
    withdraw: () => asColleague('SELECT work.withdraw_face($1, now())'),
    end: () => client.end(),
  }
}

function uuid(n: number) {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
}
