// `node scripts/run.mjs <file.ts> [arguments]`: runs one of our TypeScript programs on a machine that has only Node.
// In this very process, so that signals, standard streams and the exit code need no passing on.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { endWithNpm, progress, setUp } from './house/setup.mjs'

const [file, ...args] = process.argv.slice(2)
if (!file) {
  console.error('Say which program to run: node scripts/run.mjs scripts/daylight.ts --help')
  process.exit(2)
}
process.once('SIGTERM', stopDuringSetUp)
process.once('SIGINT', stopDuringSetUp)
endWithNpm()
// What the program answers goes to standard output, maybe into another program; our progress does not belong there.
progress.stream = process.stderr
try {
  await setUp()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
process.off('SIGTERM', stopDuringSetUp)
process.off('SIGINT', stopDuringSetUp)

const path = resolve(file)
process.argv = [process.argv[0], path, ...args]
await import('tsx')
await import(pathToFileURL(path).href)

function stopDuringSetUp(signal) {
  process.exit(signal === 'SIGINT' ? 130 : 143)
}
