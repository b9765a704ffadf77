// `npm run bench`: the product against its floors in one run, as ratios, since times on a shared machine lie.
// `--quick`: fewer runs and shorter loads, to see that it works. `--only 3,8` for some rows.
import { setUp } from '@/scripts/house/setup.mjs'
import { throwawayFolder } from '@/scripts/house/throwaway'
import { openEmbedded } from '@/scripts/house/workspace'
import { makeWorld } from './bench-world'
import { wants, write } from './results'
import { boardOf500, boardOf5000 } from './rows/board'
import { bulkEdit, movingAtOnce } from './rows/crowd'
import { growth } from './rows/growth'
import { movesAt500, movesAt5000 } from './rows/moves'
import { processes } from './rows/process'
import { publicPages } from './rows/public-pages'
import { goneEverywhere } from './rows/withdrawal'
import { atEnd, endAll } from './starting'
import { makeItems } from './workspace'

const isServed = wants(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 15)

await setUp({ build: isServed })
try {
  if (isServed) await measureServed()
  if (wants(14)) await bulkEdit(...(await throwaway()))
  if (wants(12)) await growth(throwaway)
  write()
} finally {
  await endAll()
}
process.exit(0)

async function throwaway() {
  const { folder, remove } = await throwawayFolder()
  atEnd(remove)
  const workspace = await openEmbedded(folder)
  atEnd(() => workspace.postgres.stop())
  return [workspace, folder] as const
}

async function measureServed() {
  const [workspace, folder] = await throwaway()
  const world = await makeWorld(workspace, folder)
  if (wants(1, 2, 3)) await publicPages(world)
  const board = wants(5, 6, 7, 10) ? await boardOf500(world) : undefined
  const small = await movesAt500(world)
  if (wants(4)) await goneEverywhere(world, small.seen ?? NaN)
  if (wants(15)) await movingAtOnce(world)
  if (wants(7, 8, 9)) {
    await makeItems(world.urls.owner, 501, 5000)
    await boardOf5000(world, board)
    await movesAt5000(world, small)
  }
  if (wants(13)) await processes(world)
}
