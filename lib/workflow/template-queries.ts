import type { Asker } from '../kernel/audience'
import { asViewer } from '../kernel/db'
import type { SetTemplate } from './template-schema'

/** Templates by name, and those out of use; for the team alone. */
export async function templates(asker: Asker): Promise<{ inUse: SetTemplate[]; retired: SetTemplate[] }> {
  const rows = await asViewer(asker, (tx) =>
    tx.itemTemplate.findMany({ orderBy: { name: 'asc' }, take: 500 }),
  )
  const drawn = (row: (typeof rows)[number]) => {
    const { retiredAt: _, checklist, ...template } = row
    return {
      ...(template as Omit<SetTemplate, 'checklist'>),
      checklist: (checklist as { text: string }[]).map(({ text }) => text),
    }
  }
  return {
    inUse: rows.filter(({ retiredAt }) => retiredAt === null).map(drawn),
    retired: rows.filter(({ retiredAt }) => retiredAt !== null).map(drawn),
  }
}
