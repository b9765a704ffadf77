import { randomUUID } from 'node:crypto'
import { isHouse } from '../kernel/audience'
import { command } from '../kernel/command'
import { newSuffix } from '../kernel/secrets'
import { slugify } from '../kernel/text'
import { createReleaseSchema } from './schema'

/** A new release, which only the team sees unless said otherwise. */
export const createRelease = command({
  name: 'release.create',
  input: createReleaseSchema,
  may: isHouse,
  async run({ tx, input, now, note }) {
    const id = randomUUID()
    const slug = `${slugify(input.name)}-${newSuffix()}`
    const date = input.date ? new Date(`${input.date}T00:00:00Z`) : null
    await tx.release.create({
      data: { id, slug, name: input.name, date, audience: input.audience ?? 'private', createdAt: now },
      select: { id: true },
    })
    note.created({ kind: 'release', id, version: 1 })
    return { id, slug, version: 1 }
  },
  replay: ({ tx, id }) =>
    tx.release.findFirst({ where: { id }, select: { id: true, slug: true, version: true } }),
})
