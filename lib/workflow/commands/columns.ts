// How much the team wants to have under way.
import { isAdmin } from '../../kernel/audience'
import { command, tooLate } from '../../kernel/command'
import { orNotFound } from '../../kernel/errors'
import { columnIds, limitColumnsSchema } from '../schema'
import { lock } from './stages'

/** How many cards a column should hold at most; null: as many as there are. A warning, never a wall. */
export const limitColumns = command({
  name: 'column.limit',
  input: limitColumnsSchema,
  may: isAdmin,
  lock,
  async run({ tx, input, note }) {
    for (const { status, version, limit } of input.limits) {
      const column = orNotFound(await tx.boardColumn.findUnique({ where: { status } }))
      if (column.wipLimit === limit) continue
      const subject = { kind: 'column', id: columnIds[status], version: column.version + 1 }
      const written = await tx.boardColumn.updateMany({
        where: { status, version },
        data: { wipLimit: limit, version: { increment: 1 } },
      })
      if (written.count === 0)
        throw await tooLate(tx, { kind: 'column', id: columnIds[status], since: version })
      note.changed(subject, {
        before: { limit: column.wipLimit },
        after: { limit },
        fields: ['limit'],
      })
    }
    return { id: columnIds[input.limits[0]!.status] }
  },
})
