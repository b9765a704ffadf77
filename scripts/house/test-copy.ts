// A copy of the migrated database, as closed as the original.
import pg from 'pg'

export async function copyDatabase({ superuserUrl, name }: { superuserUrl: string; name: string }) {
  const template = new URL(superuserUrl).pathname.slice(1)
  const elsewhere = new URL(superuserUrl)
  elsewhere.pathname = '/postgres'
  const client = new pg.Client({ connectionString: elsewhere.href })
  client.on('error', () => {})
  await client.connect()
  const [from, to] = [pg.escapeIdentifier(template), pg.escapeIdentifier(name)]
  try {
    // Two workers must not copy at once: the template may have no other visitor.
    await client.query('SELECT pg_advisory_lock(20260103)')
    await client.query(`DROP DATABASE IF EXISTS ${to} WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${to} TEMPLATE ${from} OWNER daylight_owner`)
    // A copy takes neither the rights on the database with it, nor its settings.
    await client.query(`REVOKE ALL ON DATABASE ${to} FROM PUBLIC`)
    const rights = await client.query<{ role: string; right: string }>(
      `SELECT grantee::regrole::text AS role, privilege_type AS right
       FROM pg_database, aclexplode(datacl) WHERE datname = $1 AND grantee <> 0`,
      [template],
    )
    for (const { role, right } of rights.rows)
      await client.query(`GRANT ${right} ON DATABASE ${to} TO ${role}`)
    const settings = await client.query<{ role: string | null; setting: string }>(
      `SELECT nullif(setrole, 0)::regrole::text AS role, unnest(setconfig) AS setting
       FROM pg_db_role_setting JOIN pg_database ON pg_database.oid = setdatabase WHERE datname = $1`,
      [template],
    )
    for (const { role, setting } of settings.rows) {
      const [key, value] = [setting.slice(0, setting.indexOf('=')), setting.slice(setting.indexOf('=') + 1)]
      const whose = role ? `ROLE ${role} IN DATABASE ${to}` : `DATABASE ${to}`
      // A list of schemas is kept as it was written, and written so again.
      await client.query(
        `ALTER ${whose} SET ${key} = ${key === 'search_path' ? value : pg.escapeLiteral(value)}`,
      )
    }
  } finally {
    await client.end()
  }
}
