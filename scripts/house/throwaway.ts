// Folders for tests, and the servers in them, that end with the test run, or, when that was killed, with the next one.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive, readHolder, tryLock } from './locks.mjs'
import { endLeftoverServer, placeFor } from './postgres'
import { endLeftoverProcess, lockFile } from './workspace'

const prefix = 'daylight-test-'

export async function throwawayFolder() {
  await sweepAbandoned()
  const folder = mkdtempSync(join(tmpdir(), prefix))
  // The database server's own user has to pass through.
  chmodSync(folder, 0o711)
  tryLock(lockFile(folder), { purpose: 'test' })
  return { folder, remove: () => removeFolder(folder) }
}

function removeFolder(folder: string) {
  const place = placeFor(folder)
  rmSync(place, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
}

async function sweepAbandoned() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const folder = join(tmpdir(), name)
    const holder = readHolder(lockFile(folder))
    if (!holder || isAlive(holder)) continue
    try {
      await endLeftoverProcess(folder)
      await endLeftoverServer(join(placeFor(folder), 'data'))
      removeFolder(folder)
    } catch {
      // Another user's, or another run sweeps it.
    }
  }
}
