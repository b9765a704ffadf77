export { createRelease } from './commands'
export { listReleases, type DrawnRelease } from './queries'
export { createReleaseSchema } from './schema'
