// Sessions for a crawler: as the gate keeps them, without anybody typing anything.
import { encode } from 'next-auth/jwt'
import pg from 'pg'
import { newSecret } from '../kernel/secrets'

/** The Cookie header of a person who is signed in from now on. */
export async function sessionCookie({
  ownerUrl,
  personId,
  secret,
}: {
  ownerUrl: string
  personId: string
  secret: string
}): Promise<string> {
  const session = newSecret()
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await owner.query(
      `INSERT INTO gate.session (id, hash, person_id, method, expires_at) VALUES (gen_random_uuid(), sha256($1::bytea), $2, 'instrument', now() + interval '1 day')`,
      [Buffer.from(session), personId],
    )
  } finally {
    await owner.end()
  }
  return `daylight.session=${await encode({ token: { session }, secret })}`
}
