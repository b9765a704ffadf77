'use server'

import { revalidatePath } from 'next/cache'
import type { Said } from '@/components/workflow/act'
import { answerForm, typedValues, type FormState } from '@/lib/kernel/forms'
import { statuses, type ItemType, type Status } from '@/lib/items'
import { currentAsker } from '@/lib/people'
import {
  addStage,
  changeStage,
  emptyStage,
  limitColumns,
  restoreStage,
  retireStage,
  shiftStage,
} from '@/lib/workflow'

export async function limitAction(_before: FormState, form: FormData): Promise<FormState> {
  const asker = await currentAsker()
  const typed = typedValues(form)
  const limits = statuses.map((status) => ({
    status,
    version: Number(typed[`version-${status}`]),
    limit: typed[`limit-${status}`]?.trim() ? Number(typed[`limit-${status}`]) : null,
  }))
  const state = await answerForm(form, () => limitColumns(asker, { limits }))
  revalidatePath('/admin/workflow')
  return state
}

export async function addStageAction(_before: FormState, form: FormData): Promise<FormState> {
  const asker = await currentAsker()
  const { type, label = '', status } = typedValues(form)
  const state = await answerForm(form, () =>
    addStage(asker, { type: type as ItemType, label, status: status as Status }),
  )
  revalidatePath('/admin/workflow')
  return state
}

/** One form a stage; its buttons say what to do. */
export async function stageAction(_before: Said, form: FormData): Promise<Said> {
  const asker = await currentAsker()
  const { id = '', version, label = '', status, to = '', do: wish } = typedValues(form)
  const stage = { id, version: Number(version) }
  let said = ''
  const state = await answerForm(form, async () => {
    if (wish === 'change') {
      const { moved } = await changeStage(asker, { ...stage, label, status: status as Status })
      said = moved === 0 ? 'Saved.' : `Saved. ${came(moved)} along.`
    } else if (wish === 'up' || wish === 'down') {
      await shiftStage(asker, { ...stage, direction: wish })
    } else if (wish === 'retire') {
      await retireStage(asker, { ...stage, ...placeOf(to) })
    } else if (wish === 'empty') {
      const { moved } = await emptyStage(asker, { ...stage, ...placeOf(to) })
      said = `${came(moved)} on.`
    } else if (wish === 'restore') {
      await restoreStage(asker, stage)
    }
  })
  revalidatePath('/admin/workflow')
  return { ...state, said }
}

/** A choice of the form as the command takes it: "stage <id>" or "status <state>". */
function placeOf(to: string) {
  const [kind, value] = to.split(' ')
  if (kind === 'stage') return { toStage: value }
  return kind === 'status' ? { toStatus: value as Status } : {}
}

function came(items: number): string {
  return items === 1 ? 'One item came' : `${items} items came`
}
