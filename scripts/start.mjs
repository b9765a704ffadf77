// `npm start` and `npm run dev`: everything from a fresh clone to a served page.
// This file is plain JavaScript and only brings the machine to where TypeScript runs; the rest is scripts/house/start.ts.
import { endWithNpm, setUp } from './house/setup.mjs'

const stopDuringSetUp = (signal) => process.exit(signal === 'SIGINT' ? 130 : 143)
process.once('SIGTERM', stopDuringSetUp)
process.once('SIGINT', stopDuringSetUp)
endWithNpm()
try {
  // In two parts: settings can be read once there are dependencies, and what is wrong with them is told before the build.
  await setUp()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
await import('tsx')
const { start } = await import('./house/start.ts')
process.off('SIGTERM', stopDuringSetUp)
process.off('SIGINT', stopDuringSetUp)
await start({ dev: process.argv.includes('--dev') })
