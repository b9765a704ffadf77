// The published revision, as this process hears of it and as the database says it.
import { asAnyone } from '../db'
import { hearing } from '../live'
import type { Source } from './kept'

export function publishedSource(): Source {
  return {
    async read() {
      const row = await asAnyone().publishedWorkspace.findUniqueOrThrow({
        where: { id: 1 },
        select: { revision: true, zone: true },
      })
      return { revision: row.revision.toString(), zone: row.zone }
    },
    onPublished: (tell) => hearing().add({ published: tell }),
    hears: () => hearing().connected(),
  }
}
