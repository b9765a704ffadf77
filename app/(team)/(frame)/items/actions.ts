'use server'

import { redirect } from 'next/navigation'
import { answerForm, type FormState } from '@/lib/kernel/forms'
import {
  archiveItem,
  commentOnItem,
  createItem,
  relateItems,
  restoreItem,
  unrelateItems,
  updateItem,
} from '@/lib/items'
import { currentAsker } from '@/lib/people'

// What a form sends is text; the command's own schema says what is wrong with it.
const text = (form: FormData, name: string) => {
  const value = form.get(name)
  return typeof value === 'string' ? value : undefined
}
const orNull = (form: FormData, name: string) => {
  const value = text(form, name)
  return value === undefined ? undefined : value.trim() || null
}
const number = (form: FormData, name: string) => {
  const value = orNull(form, name)
  return value ? Number(value) : value
}
const list = (form: FormData, name: string) =>
  form.has(`${name}-asked`) ? form.getAll(name).filter((value) => typeof value === 'string') : undefined
const labels = (form: FormData) =>
  text(form, 'labels')
    ?.split(',')
    .map((label) => label.trim())
    .filter(Boolean)

/** The team's own fields: `custom.<slug>`, or a list of several where `custom.<slug>-asked` stands beside. */
function custom(form: FormData) {
  const names = [...new Set([...form.keys()].map((name) => name.replace(/-asked$/, '')))]
  const own = names.filter((name) => name.startsWith('custom.'))
  if (own.length === 0) return undefined
  return Object.fromEntries(
    own.map((name) => [name.slice('custom.'.length), list(form, name) ?? orNull(form, name) ?? null]),
  )
}

/** The fields that stand in the form; what is not there is not touched. The schema refuses what does not belong. */
function fields(form: FormData) {
  const all = {
    title: text(form, 'title'),
    description: text(form, 'description'),
    // Left to the origin: not sent at all.
    type: text(form, 'type') || undefined,
    origin: text(form, 'origin'),
    status: text(form, 'status'),
    priority: text(form, 'priority'),
    estimate: number(form, 'estimate'),
    assignee: orNull(form, 'assignee'),
    parent: orNull(form, 'parent'),
    iteration: number(form, 'iteration'),
    release: orNull(form, 'release'),
    goals: list(form, 'goals'),
    labels: labels(form),
    due: orNull(form, 'due'),
    audience: text(form, 'audience'),
    // A form that shows both sends both; the stage that was chosen brings its status along.
    stage: orNull(form, 'stage'),
    blocked: orNull(form, 'blocked'),
    severity: orNull(form, 'severity'),
    source: orNull(form, 'source'),
    sourceLink: orNull(form, 'sourceLink'),
    ownerTeam: orNull(form, 'ownerTeam'),
    custom: custom(form),
    named: text(form, 'audience') === 'restricted' ? list(form, 'named') : undefined,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

export async function createItemAction(_: FormState, form: FormData): Promise<FormState> {
  let key = ''
  const answer = await answerForm(form, async () => {
    const made = await createItem(
      await currentAsker(),
      fields(form) as unknown as Parameters<typeof createItem>[1],
      {
        idempotencyKey: text(form, 'once'),
      },
    )
    key = made.key
  })
  if (answer.done) redirect(`/items/${key}`)
  return answer
}

export async function updateItemAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async () =>
    updateItem(await currentAsker(), {
      key: text(form, 'key') ?? '',
      version: Number(text(form, 'version')),
      ...fields(form),
    } as Parameters<typeof updateItem>[1]),
  )
}

export async function commentOnItemAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async () =>
    commentOnItem(
      await currentAsker(),
      {
        key: text(form, 'key') ?? '',
        body: text(form, 'body') ?? '',
        audience: text(form, 'audience'),
      } as Parameters<typeof commentOnItem>[1],
      { idempotencyKey: text(form, 'once') },
    ),
  )
}

export async function relateItemsAction(_: FormState, form: FormData): Promise<FormState> {
  const relation = {
    key: text(form, 'key') ?? '',
    to: (text(form, 'to') ?? '').trim(),
    kind: text(form, 'kind'),
  }
  const way = form.has('remove') ? unrelateItems : relateItems
  return answerForm(form, async () =>
    way(await currentAsker(), relation as Parameters<typeof relateItems>[1]),
  )
}

export async function archiveItemAction(_: FormState, form: FormData): Promise<FormState> {
  const way = form.has('restore') ? restoreItem : archiveItem
  return answerForm(form, async () =>
    way(await currentAsker(), { key: text(form, 'key') ?? '', version: Number(text(form, 'version')) }),
  )
}
