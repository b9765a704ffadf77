// The walls, tried from both sides: for each table what each viewer sees, for each way of writing who may. The tables of
// walls-world-seen and walls-world-attempts are the promise; `npm run check:policies` takes every policy away in turn and wants one of these tests to fail.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { labels, makeWorld, people as p, things as t, viewers, type ViewerName } from './walls-world'
import { attempts, me } from './walls-world-attempts'
import { seen } from './walls-world-seen'

const everyone = Object.keys(viewers) as ViewerName[]
let owner: pg.Client
let app: pg.Client

beforeAll(async () => {
  owner = await connect(process.env.DATABASE_OWNER_URL)
  app = await connect(process.env.DATABASE_APP_URL)
  await makeWorld(owner)
})
afterAll(() => Promise.all([owner.end(), app.end()]))

async function connect(url: string | undefined) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

/** Runs `work` as a viewer would, and takes everything back. */
async function as<T>(name: ViewerName, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const [id, role] = viewers[name]
  await app.query('BEGIN')
  try {
    await app.query(
      `SELECT set_config('daylight.viewer_id', $1, true), set_config('daylight.viewer_role', $2, true)`,
      [id, role],
    )
    return await work(app)
  } finally {
    await app.query('ROLLBACK')
  }
}

async function code(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    return String((error as { code?: string }).code)
  }
}

describe('what each viewer sees', () => {
  test.each(Object.keys(labels))('of %s', async (table) => {
    const found: Record<string, string> = {}
    for (const name of everyone) {
      const { rows } = await as(name, (client) =>
        client.query<{ label: string }>(`SELECT ${labels[table]} AS label FROM work.${table}`),
      )
      found[name] = rows
        .map(({ label }) => label)
        .sort()
        .join(' ')
    }
    const expected = Object.entries(seen[table] ?? {})
    expect(found).toEqual(
      Object.fromEntries(
        everyone.map((name) => [
          name,
          expected.find(([names]) => names.split(' ').includes(name))?.[1] ?? '',
        ]),
      ),
    )
  })

  test('and no table of work is left out', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'work'::regnamespace AND relkind = 'r'`,
    )
    // Nobody but the sealer may even ask for the lines that wait; one of the attempts below says so.
    expect(
      rows
        .map(({ name }) => name)
        .filter((name) => name !== 'audit_waiting')
        .sort(),
    ).toEqual(Object.keys(labels).sort())
  })
})

describe('who may', () => {
  test.each(attempts)('%s: %s', async (_name, may, sql) => {
    const could: string[] = []
    for (const name of everyone) {
      const outcome = await as(name, (client) =>
        client.query(sql).then(
          ({ rowCount }) => (rowCount ? 'done' : 'nothing'),
          (error: { code: string }) => error.code,
        ),
      )
      // Anything else is a mistake in the attempt and would hide what a policy says.
      expect(
        ['done', 'nothing', '42501', '23502', '23505', '23514', 'DL002'],
        `${name}: ${outcome}`,
      ).toContain(outcome)
      if (outcome === 'done') could.push(name)
    }
    expect(could.join(' ')).toBe(may)
  })
})

test('a policy that somebody writes too wide still shows nothing, and lets nothing in, where there is no viewer', async () => {
  const admin = await connect(process.env.DATABASE_SUPERUSER_URL)
  try {
    for (const table of Object.keys(labels)) {
      await admin.query('BEGIN')
      await admin.query(
        `CREATE POLICY too_wide ON work.${table} TO daylight_app USING (true) WITH CHECK (true)`,
      )
      await admin.query(`GRANT SELECT, INSERT ON work.${table} TO daylight_app`)
      await admin.query('SET LOCAL ROLE daylight_app')
      const { rows } = await admin.query<{ n: number }>(`SELECT count(*)::int AS n FROM work.${table}`)
      expect([table, rows[0]!.n]).toEqual([table, 0])
      await admin.query('ROLLBACK')
    }
    await admin.query('BEGIN')
    await admin.query('CREATE POLICY too_wide ON work.audit_waiting TO daylight_app USING (true)')
    await admin.query('GRANT SELECT ON work.audit_waiting TO daylight_app')
    await admin.query('SET LOCAL ROLE daylight_app')
    expect((await admin.query('SELECT FROM work.audit_waiting')).rowCount).toBe(0)
    await admin.query('ROLLBACK')
  } finally {
    await admin.end()
  }
})

test('a migration that fills a column reaches every row of every table', async () => {
  for (const table of [...Object.keys(labels), 'audit_waiting']) {
    await owner.query('BEGIN')
    await owner.query(`ALTER TABLE work.${table} ADD COLUMN filled text`)
    if (/^audit_(line|seal)$/.test(table))
      await owner.query(`ALTER TABLE work.${table} DISABLE TRIGGER never_changes`)
    const { rowCount } = await owner.query(`UPDATE work.${table} SET filled = 'x'`)
    await owner.query('ROLLBACK')
    expect([table, (rowCount ?? 0) > 0]).toEqual([table, true])
  }
})

test('the public role reads what is published and nothing else whatever', async () => {
  const visitor = await connect(process.env.DATABASE_PUBLIC_URL)
  try {
    expect((await visitor.query('SELECT FROM published.entry')).rowCount).toBe(1)
    for (const table of Object.keys(labels))
      expect(await code(visitor.query(`SELECT FROM work.${table}`))).toBe('42501')
    for (const table of ['session', 'api_token', 'one_time_link', 'identity', 'rate_count'])
      expect(await code(visitor.query(`SELECT FROM gate.${table}`))).toBe('42501')
    expect(await code(visitor.query('SELECT gate.become_system()'))).toBe('42501')
    expect(await code(visitor.query('SELECT work.viewer_role()'))).toBe('42501')
    await visitor.query('SET default_transaction_read_only = off')
    for (const sql of [
      `UPDATE published.entry SET title = 'x'`,
      'DELETE FROM published.entry',
      'CREATE TABLE published.x (id int)',
      'CREATE TABLE public.x (id int)',
      'CREATE TEMP TABLE x (id int)',
      'SET ROLE daylight_app',
      'SET ROLE daylight_owner',
    ])
      expect([sql, await code(visitor.query(sql))]).toEqual([sql, '42501'])
  } finally {
    await visitor.end()
  }
})

test('the queue’s role knows of no work, and the application can become nobody else', async () => {
  const jobs = await connect(process.env.DATABASE_JOBS_URL)
  try {
    for (const sql of [
      'SELECT FROM work.item',
      'SELECT FROM published.entry',
      'SELECT gate.become_system()',
      'CREATE SCHEMA x',
      'SET ROLE daylight_app',
    ])
      expect([sql, await code(jobs.query(sql))]).toEqual([sql, '42501'])
  } finally {
    await jobs.end()
  }
  for (const sql of [
    'SET ROLE daylight_owner',
    'SET ROLE daylight_backup',
    'SET row_security = off; SELECT FROM work.item',
    'ALTER TABLE work.item DISABLE ROW LEVEL SECURITY',
    'DROP POLICY by_audience ON work.item',
    'TRUNCATE work.item',
    'CREATE TABLE work.x (id int)',
    'CREATE SCHEMA x',
    `SELECT gate.become('${p.admin}', 'admin')`,
    'SELECT work.raise_revision(now())',
    `UPDATE published.workspace SET revision = 0`,
  ])
    expect([sql, await code(app.query(sql))]).toEqual([sql, '42501'])
})

test('a backup sees everything and changes nothing', async () => {
  const backup = await connect(process.env.DATABASE_BACKUP_URL)
  try {
    await backup.query('SET row_security = off')
    for (const table of [...Object.keys(labels), 'audit_waiting'])
      expect([table, (await backup.query(`SELECT FROM work.${table}`)).rowCount! > 0]).toEqual([table, true])
    expect(await code(backup.query(`UPDATE work.item SET title = 'x'`))).toBe('42501')
    expect(await code(backup.query('DELETE FROM gate.session'))).toBe('42501')
  } finally {
    await backup.end()
  }
})

test('who is asking lasts for one transaction and no longer', async () => {
  await as('admin', async (client) =>
    expect((await client.query('SELECT FROM work.item')).rowCount).toBeGreaterThan(0),
  )
  await app.query('BEGIN')
  await app.query('SELECT gate.become_system()')
  await app.query('COMMIT')
  expect((await app.query('SELECT FROM work.item')).rowCount).toBe(0)
  expect((await app.query(`SELECT current_setting('daylight.viewer_role', true) AS role`)).rows[0].role).toBe(
    '',
  )
})

test.each([
  ['idea', t.ideaInternal, 'public', 'private'],
  ['item', t.itemInternal, 'public', 'private'],
  ['item', t.itemPrivate, 'internal', 'private'],
  ['goal', t.goalInternal, 'public', 'private'],
  ['release', t.releasePrivate, 'internal', 'private'],
])('an editor makes the audience of a %s tighter and never wider', async (table, id, wider, tighter) => {
  const set = (audience: string) =>
    as('admin', (client) =>
      client.query(`UPDATE work.${table} SET audience = $1 WHERE id = $2`, [audience, id]),
    )
  expect(await code(set(wider))).toBe('DL001')
  expect(await code(set(tighter))).toBe('done')
})

describe('a face', () => {
  const face = t.faceOfIdea
  const sign = (client: pg.Client, sql: string, values: unknown[] = []) => client.query(sql, values)
  const publish = (client: pg.Client, id: string = face) =>
    client.query(`SELECT work.publish_face($1, now())`, [id])
  async function become(client: pg.Client, name: ViewerName) {
    const [id, role] = viewers[name]
    await client.query(
      `SELECT set_config('daylight.viewer_id', $1, true), set_config('daylight.viewer_role', $2, true)`,
      [id, role],
    )
  }
  const submit = `UPDATE work.face SET state = 'in review', submitted_by_id = ${me}, submitted_at = now() WHERE id = '${face}'`
  const approve = `UPDATE work.face SET approved_by_id = ${me}, approved_at = now(), approved_version = version WHERE id = '${face}'`

  test('goes out when one person submitted it and another approved these very words', async () => {
    const entries = await as('security', async (client) => {
      await sign(client, submit)
      await become(client, 'admin')
      await sign(client, approve)
      await publish(client)
      return (await client.query(`SELECT title FROM published.entry WHERE slug = 'f1'`)).rows
    })
    expect(entries).toEqual([{ title: 'of-internal-idea' }])
  })

  test('is refused to whoever submitted it, whoever wrote it, and whoever did not approve it', async () => {
    const alone = as('admin', async (client) => {
      await sign(client, submit)
      await sign(client, approve)
      await publish(client)
    })
    expect(await code(alone)).toBe('DL002')
    const writer = as('admin', async (client) => {
      await sign(client, submit)
      await become(client, 'security')
      await sign(client, approve)
      await publish(client)
    })
    expect(await code(writer)).toBe('DL002')
    const third = as('security', async (client) => {
      await sign(client, submit)
      await become(client, 'admin')
      await sign(client, approve)
      await become(client, 'named')
      await publish(client)
    })
    expect(await code(third)).toBe('DL002')
    const unsubmitted = as('admin', async (client) => {
      await sign(client, approve)
      await publish(client)
    })
    expect(await code(unsubmitted)).toBe('DL002')
  })

  test('loses its approval when a word changes', async () => {
    const changed = as('security', async (client) => {
      await sign(client, submit)
      await become(client, 'admin')
      await sign(client, approve)
      await sign(client, `UPDATE work.face SET body = 'other' WHERE id = '${face}'`)
      await publish(client)
    })
    expect(await code(changed)).toBe('DL002')
  })

  test('cannot be signed in somebody else’s name, nor lose one of its writers', async () => {
    for (const sql of [
      `UPDATE work.face SET submitted_by_id = '${p.named}' WHERE id = '${face}'`,
      `UPDATE work.face SET approved_by_id = '${p.named}' WHERE id = '${face}'`,
      `UPDATE work.face SET editor_ids = '{}' WHERE id = '${face}'`,
    ])
      expect([sql, await code(as('admin', (client) => client.query(sql)))]).toEqual([sql, 'DL002'])
  })

  test('cannot be made public by a change of its state, nor by claiming that it was published', async () => {
    for (const sql of [
      `UPDATE work.face SET state = 'public' WHERE id = '${face}'`,
      `UPDATE work.face SET published_version = 1 WHERE id = '${face}'`,
    ])
      expect([sql, await code(as('admin', (client) => client.query(sql)))]).toEqual([sql, '42501'])
  })

  test('of a restricted thing is not there for a colleague who is not named, to publish or to withdraw', async () => {
    for (const act of ['publish_face', 'withdraw_face'])
      expect(
        await code(
          as('admin', (client) => client.query(`SELECT work.${act}('${t.faceOfRestricted}', now())`)),
        ),
      ).toBe('DL404')
  })

  test('is withdrawn by the team and by nobody else', async () => {
    for (const name of ['employee', 'sales', 'guest', 'nobody'] as const)
      expect([
        name,
        await code(
          as(name, (client) => client.query(`SELECT work.withdraw_face('${t.faceOfPrivateIdea}', now())`)),
        ),
      ]).toEqual([name, 'DL404'])
    const left = await as('security', async (client) => {
      await client.query(`SELECT work.withdraw_face('${t.faceOfPrivateIdea}', now())`)
      return (await client.query('SELECT FROM published.entry')).rowCount
    })
    expect(left).toBe(0)
  })
})

test('audit lines and seals are changed by nobody, their owner included', async () => {
  for (const table of ['audit_line', 'audit_seal'])
    for (const sql of [
      `UPDATE work.${table} SET ${table === 'audit_line' ? "detail = 'x'" : "hash = 'x'"}`,
      `DELETE FROM work.${table}`,
      `TRUNCATE work.${table}`,
    ]) {
      expect([sql, await code(app.query(sql))]).toEqual([sql, '42501'])
      expect([sql, await code(owner.query(sql))]).toEqual([sql, '42501'])
    }
})

test('keys and places are given to whoever may number things', async () => {
  for (const [sql, may] of [
    ['SELECT work.take_item_key()', ['security', 'named', 'admin', 'system']],
    ['SELECT work.take_request_key()', ['employee', 'sales', 'security', 'named', 'admin', 'system']],
  ] as const)
    for (const name of everyone)
      expect([sql, name, await code(as(name, (client) => client.query(sql)))]).toEqual([
        sql,
        name,
        (may as readonly string[]).includes(name) ? 'done' : '42501',
      ])
  for (const name of everyone) {
    const { rows } = await as(name, (client) =>
      client.query<{ rank: string | null }>('SELECT work.rank_above(NULL) AS rank'),
    )
    expect([name, rows[0]!.rank]).toEqual([
      name,
      ['security', 'named', 'admin', 'system'].includes(name) ? 'a7' : null,
    ])
  }
})

test('nobody makes a way in for somebody else: links are the operator’s, tokens their own person’s', async () => {
  for (const name of everyone) {
    const made = await as(name, async (client) => {
      await client.query(`SELECT gate.operator_link('${p.sales}', 'link', now() + interval '1 hour')`)
      const { rows } = await client.query<{ token: string | null }>(
        `SELECT gate.make_token('${p.sales}', 'token', 'x', '{}', NULL) AS token`,
      )
      const link = await client.query<{ state: string }>(`SELECT gate.link_state('link', NULL) AS state`)
      return { link: link.rows[0]!.state !== 'gone', token: rows[0]!.token !== null }
    })
    expect([name, made]).toEqual([
      name,
      { link: name === 'system', token: name === 'system' || name === 'sales' },
    ])
  }
})
