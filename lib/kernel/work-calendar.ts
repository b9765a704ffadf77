// When the team works, as the workspace says it.
import { z } from 'zod'
import type { Calendar } from './clock'
import type { Tx } from './db'

const calendarSchema = z.object({
  days: z.array(z.number()),
  opens: z.string(),
  closes: z.string(),
  holidays: z.array(z.string()),
})

/** The workspace's working hours. */
export async function workCalendar(tx: Tx): Promise<Calendar> {
  const workspace = await tx.workspace.findUniqueOrThrow({
    where: { id: 1 },
    select: { zone: true, calendar: true },
  })
  return { ...calendarSchema.parse(workspace.calendar), zone: workspace.zone }
}
