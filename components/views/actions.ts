'use server'

import { Refusal } from '@/lib/kernel/errors'
import { archiveView, changeView, restoreView, saveView } from '@/lib/views'
import { currentAsker } from '@/lib/people'

export type ViewAnswer =
  { ok: true; slug: string; version: number } | { ok: false; problem: string; fields: Record<string, string> }

export async function saveViewAction(input: Parameters<typeof saveView>[1]): Promise<ViewAnswer> {
  return answer(async () => saveView(await currentAsker(), input))
}

export async function changeViewAction(input: Parameters<typeof changeView>[1]): Promise<ViewAnswer> {
  return answer(async () => changeView(await currentAsker(), input))
}

export async function archiveViewAction(input: Parameters<typeof archiveView>[1]): Promise<ViewAnswer> {
  return answer(async () => archiveView(await currentAsker(), input))
}

export async function restoreViewAction(input: Parameters<typeof restoreView>[1]): Promise<ViewAnswer> {
  return answer(async () => restoreView(await currentAsker(), input))
}

async function answer(work: () => Promise<{ slug: string; version: number }>): Promise<ViewAnswer> {
  try {
    const { slug, version } = await work()
    return { ok: true, slug, version }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return {
      ok: false,
      problem: error.message,
      fields: Object.fromEntries(error.fields.map(({ path, message }) => [path, message])),
    }
  }
}
