// The secrets of an embedded workspace: made once, kept in DATA_DIR/secrets.json for nobody else's eyes.
import { hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type RolePasswords = { owner: string; app: string; public: string; jobs: string; backup: string }
export type Secrets = { superuser: string; nextauthSecret: string; roles: RolePasswords }

export function keptSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json')
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Secrets
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new Error(`${file} cannot be read: ${(error as Error).message}. Bring it back from a backup.`)
  }
  const made = newSecrets()
  // Whole or not at all: half a file would lock us out of our own database.
  writeFileSync(`${file}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flush: true })
  chmodSync(`${file}.new`, 0o600)
  renameSync(`${file}.new`, file)
  return made
}

export function newSecrets(): Secrets {
  const random = () => randomBytes(24).toString('base64url')
  return {
    superuser: random(),
    nextauthSecret: randomBytes(32).toString('base64url'),
    roles: { owner: random(), app: random(), public: random(), jobs: random(), backup: random() },
  }
}

/**
 * With a database of yours the roles' passwords follow from NEXTAUTH_SECRET, so that several machines that start against
 * one database agree on them without sharing a file.
 */
export function derivedPasswords(secret: string): RolePasswords {
  const of = (role: string) =>
    Buffer.from(hkdfSync('sha256', secret, 'daylight', `password of database role ${role}`, 24)).toString(
      'base64url',
    )
  return { owner: of('owner'), app: of('app'), public: of('public'), jobs: of('jobs'), backup: of('backup') }
}
