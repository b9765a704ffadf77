import type { Asker } from '../kernel/audience'
import { asViewer } from '../kernel/db'
import type { ChecklistPoint } from './custom-rules'
import type { ItemType, Origin, Priority } from './schema'

/** What a new item may begin with. */
export type DrawnTemplate = {
  id: string
  name: string
  type: ItemType
  origin: Origin
  title: string
  description: string
  priority: Priority
  labels: string[]
  checklist: string[]
}

/** The templates in use, by name; at most a hundred. */
export async function listTemplates(asker: Asker): Promise<DrawnTemplate[]> {
  const rows = await asViewer(asker, (tx) =>
    tx.itemTemplate.findMany({
      where: { retiredAt: null },
      orderBy: { name: 'asc' },
      take: 100,
      select: {
        id: true,
        name: true,
        type: true,
        origin: true,
        title: true,
        description: true,
        priority: true,
        labels: true,
        checklist: true,
      },
    }),
  )
  return rows.map((row) => ({
    ...(row as Omit<typeof row, 'checklist'> as Omit<DrawnTemplate, 'checklist'>),
    checklist: (row.checklist as ChecklistPoint[]).map(({ text }) => text),
  }))
}
