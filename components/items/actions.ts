'use server'

import { redirect } from 'next/navigation'
import { answerForm, type FormState } from '@/lib/kernel/forms'
import {
  archiveItem,
  changeChecklist,
  checkPoint,
  commentOnItem,
  createItem,
  editItem,
  relateItems,
  restoreItem,
  saveTemplate,
  undoChange,
  unrelateItems,
  updateItem,
  watchItem,
} from '@/lib/items'
import { currentAsker } from '@/lib/people'
import { editComment, reactToComment } from '@/lib/threads'

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
const trimmed = (all: readonly unknown[] | undefined) =>
  all?.map((label) => String(label).trim()).filter(Boolean)
/** Several fields of one name, or one text with commas in it. */
const labels = (form: FormData) => trimmed(list(form, 'labels') ?? text(form, 'labels')?.split(','))
/** Labels more and fewer. Those that were typed may be one text with commas in it; one that is there may have a comma. */
const labelChanges = (form: FormData) => {
  const added = form.getAll('addLabels').flatMap((each) => String(each).split(','))
  return {
    ...(form.has('addLabels') && { addLabels: trimmed(added) }),
    ...(form.has('removeLabels') && { removeLabels: trimmed(form.getAll('removeLabels')) }),
  }
}

/** The team's own fields: `custom.<slug>`, or a list of several where `custom.<slug>-asked` stands beside. */
function custom(form: FormData) {
  const names = [...new Set([...form.keys()].map((name) => name.replace(/-asked$/, '')))]
  const own = names.filter((name) => name.startsWith('custom.'))
  if (own.length === 0) return undefined
  return Object.fromEntries(
    own.map((name) => [name.slice('custom.'.length), list(form, name) ?? orNull(form, name) ?? null]),
  )
}

/** A new item's points, one a line. */
const points = (form: FormData) =>
  text(form, 'checklist')
    ?.split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => ({ text: line }))

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
    checklist: points(form),
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

/** One field or several of an item that others may be changing too. */
export async function editItemAction(_: FormState, form: FormData): Promise<FormState> {
  let version = 0
  const answer = await answerForm(form, async () => {
    const input = {
      key: text(form, 'key') ?? '',
      version: Number(text(form, 'version')),
      ...fields(form),
      ...labelChanges(form),
    }
    ;({ version } = await editItem(await currentAsker(), input as Parameters<typeof editItem>[1]))
  })
  return answer.done ? { ...answer, version } : answer
}

export async function undoChangeAction(_: FormState, form: FormData): Promise<FormState> {
  const input = {
    key: text(form, 'key') ?? '',
    version: Number(text(form, 'version')),
    field: text(form, 'field') ?? '',
  }
  return answerForm(form, async () => undoChange(await currentAsker(), input))
}

export async function checkPointAction(_: FormState, form: FormData): Promise<FormState> {
  const input = {
    key: text(form, 'key') ?? '',
    point: text(form, 'point') ?? '',
    done: text(form, 'done') === 'yes',
  }
  return answerForm(form, async () => checkPoint(await currentAsker(), input))
}

/** `do` is add, reword, remove or `move <point that follows, or nothing>`. */
export async function changeChecklistAction(_: FormState, form: FormData): Promise<FormState> {
  const [what, before] = (text(form, 'do') ?? '').split(' ')
  const named = { point: text(form, 'point'), text: text(form, 'text') }
  const change = {
    what,
    ...(what === 'add' ? { text: named.text } : { point: named.point }),
    ...(what === 'reword' ? { text: named.text } : {}),
    ...(what === 'move' ? { before: before || null } : {}),
  } as Parameters<typeof changeChecklist>[1]['change']
  let version = 0
  const answer = await answerForm(form, async () => {
    ;({ version } = await changeChecklist(await currentAsker(), { key: text(form, 'key') ?? '', change }))
  })
  return answer.done ? { ...answer, version } : answer
}

export async function watchItemAction(_: FormState, form: FormData): Promise<FormState> {
  const input = { key: text(form, 'key') ?? '', watch: text(form, 'watch') === 'yes' }
  return answerForm(form, async () => watchItem(await currentAsker(), input))
}

export async function saveTemplateAction(_: FormState, form: FormData): Promise<FormState> {
  const input = {
    key: text(form, 'key') ?? '',
    name: text(form, 'name') ?? '',
    replace: form.has('replace'),
  }
  return answerForm(form, async () => saveTemplate(await currentAsker(), input))
}

export async function reactToCommentAction(_: FormState, form: FormData): Promise<FormState> {
  const input = { id: text(form, 'id') ?? '', kind: text(form, 'kind'), on: text(form, 'on') === 'yes' }
  return answerForm(form, async () =>
    reactToComment(await currentAsker(), input as Parameters<typeof reactToComment>[1]),
  )
}

export async function editCommentAction(_: FormState, form: FormData): Promise<FormState> {
  const input = {
    id: text(form, 'id') ?? '',
    version: Number(text(form, 'version')),
    body: text(form, 'body') ?? '',
  }
  return answerForm(form, async () => editComment(await currentAsker(), input))
}

export async function commentOnItemAction(_: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async () =>
    commentOnItem(
      await currentAsker(),
      {
        key: text(form, 'key') ?? '',
        body: text(form, 'body') ?? '',
        audience: text(form, 'audience'),
        files: form.getAll('files').filter((id) => typeof id === 'string'),
      } as Parameters<typeof commentOnItem>[1],
      { idempotencyKey: text(form, 'once') },
    ),
  )
}

/** `kind` is a relation, the same read backwards (`back blocks`), or one of the two ends of being a part. */
export async function relateItemsAction(_: FormState, form: FormData): Promise<FormState> {
  const here = text(form, 'key') ?? ''
  const there = (text(form, 'to') ?? '').trim()
  const chosen = text(form, 'kind') ?? ''
  const [back, kind] = chosen.startsWith('back ') ? [true, chosen.slice('back '.length)] : [false, chosen]
  const asker = await currentAsker()
  if (kind === 'part')
    return answerForm(form, () =>
      updateItem(asker, back ? { key: there, parent: here } : { key: here, parent: there }),
    )
  const relation = back ? { key: there, to: here, kind } : { key: here, to: there, kind }
  const way = form.has('remove') ? unrelateItems : relateItems
  return answerForm(form, () => way(asker, relation as Parameters<typeof relateItems>[1]))
}

export async function archiveItemAction(_: FormState, form: FormData): Promise<FormState> {
  const way = form.has('restore') ? restoreItem : archiveItem
  return answerForm(form, async () =>
    way(await currentAsker(), { key: text(form, 'key') ?? '', version: Number(text(form, 'version')) }),
  )
}
