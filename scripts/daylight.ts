// The operator's tool: `npm run daylight -- <command>`. It acts as Daylight itself, through the same commands and queries
// as everyone, so that what it does stands in history and audit log like everything else.
import { main } from './daylight/main'

process.exit(await main(process.argv.slice(2)))
