// What was installed, generated and built, remembered by the hash of what it was made from. Content, not dates: a fresh
// clone, a branch switched twice and a touched file all have new dates and nothing new to build.
// Plain JavaScript, because the launchers need it before anything is installed.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

/** Left out of a build: what was generated from the rest, and what only tests read. */
const unread = /(^|\/)(node_modules|generated|\.next|\.DS_Store)(\/|$)|\.test\.tsx?$/

/** One hash over the names and contents of all files under `paths` (relative to `root`; missing ones count as missing). */
export function hashOf(root, paths) {
  const hash = createHash('sha256')
  for (const path of [...paths].sort()) {
    for (const file of filesUnder(join(root, path), root)) {
      const name = relative(root, file).split(sep).join('/')
      hash.update(`${name}\0`).update(createHash('sha256').update(readFileSync(file)).digest())
    }
    hash.update(`${path}\n`)
  }
  return hash.digest('hex')
}

function filesUnder(path, root) {
  const kind = statSync(path, { throwIfNoEntry: false })
  if (!kind || unread.test(relative(root, path).split(sep).join('/'))) return []
  if (kind.isFile()) return [path]
  if (!kind.isDirectory()) return []
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name), root))
}

/** True when `file` says that what it stands for was made from exactly this. */
export function isFresh(file, hash) {
  try {
    return readFileSync(file, 'utf8').trim() === hash
  } catch {
    return false
  }
}

export function writeStamp(file, hash) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${hash}\n`)
}

/** Taken away before the work begins, so that work which was cut off is done again. */
export function dropStamp(file) {
  rmSync(file, { force: true })
}
