// One holder at a time, over processes, surviving kill -9: a lock file names its holder's process and when that process
// was born, because process numbers are used again (in a container nearly at once).
// Plain JavaScript, because the launchers need it before anything is installed.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** When a living process was born, in the system's own words; null when there is no such process. */
export function birthOf(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return null
  try {
    process.kill(pid, 0)
  } catch (error) {
    // Not ours to signal still means that it lives.
    if (error.code !== 'EPERM') return null
  }
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      // The name, in brackets, may hold blanks; fields are counted from behind it. The third is the state, the 22nd the birth.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      if (fields[0] === 'Z' || fields[0] === 'X') return null
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`
    }
    if (process.platform === 'win32') return 'alive'
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null
  } catch {
    return null
  }
}

/** True when the process that wrote this down is still that process. */
export function isAlive(holder) {
  return Boolean(holder?.pid) && birthOf(holder.pid) === holder.birth
}

/** Who we are, for a lock or a note that others read. */
export function thisProcess() {
  return { pid: process.pid, birth: birthOf(process.pid) }
}

/** Takes the lock, or tells who holds it. `words` go into the file, for whoever finds it taken. */
export function tryLock(file, words = {}) {
  const mine = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(mine, JSON.stringify({ ...thisProcess(), ...words }), { mode: 0o600 })
  try {
    for (;;) {
      try {
        // A link appears whole or not at all: nobody can read a half-written lock.
        linkSync(mine, file)
        return { held: true, release: () => rmSync(file, { force: true }) }
      } catch (error) {
        if (error.code !== 'EEXIST') throw error
      }
      const holder = readHolder(file)
      if (holder && isAlive(holder)) return { held: false, holder }
      clearDeadLock(file, holder)
    }
  } finally {
    rmSync(mine, { force: true })
  }
}

export function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** Two may find the same dead lock; the second must not clear the first one's new lock away. */
function clearDeadLock(file, dead) {
  const aside = `${file}.dead.${randomBytes(4).toString('hex')}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  const taken = readHolder(aside)
  if (taken && (taken.pid !== dead?.pid || taken.birth !== dead?.birth) && isAlive(taken)) {
    try {
      linkSync(aside, file)
    } catch {
      // A third one has it by now, and the one we pushed aside will find out by its own check.
    }
  }
  rmSync(aside, { force: true })
}

/** Waits for the lock; `onWait` is told once who has it. */
export async function waitForLock(file, { words = {}, seconds = 600, onWait = () => {} } = {}) {
  const until = Date.now() + seconds * 1000
  let told = false
  for (;;) {
    const lock = tryLock(file, words)
    if (lock.held) return lock
    if (!told) onWait(lock.holder)
    told = true
    if (Date.now() > until)
      throw new Error(
        `Process ${lock.holder.pid} has held ${file} for ${seconds} seconds; end it and try again.`,
      )
    await sleep(150)
  }
}
