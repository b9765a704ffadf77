'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import {
  archiveIdea,
  createIdea,
  promoteIdea,
  restoreIdea,
  takeVoteBack,
  updateIdea,
  voteForIdea,
  type IdeaAudience,
  type IdeaStatus,
} from '@/lib/ideas'
import { answerForm, type FormState } from '@/lib/kernel/forms'
import { currentAsker } from '@/lib/people'

export async function createIdeaAction(_: FormState, form: FormData): Promise<FormState> {
  let slug: string | null = null
  const answer = await answerForm(form, async () => {
    slug = (
      await createIdea(await currentAsker(), {
        title: text(form, 'title'),
        problem: text(form, 'problem'),
        status: text(form, 'status') as IdeaStatus,
        quarter: text(form, 'quarter'),
        goal: text(form, 'goal'),
        audience: text(form, 'audience') as IdeaAudience,
      })
    ).slug
  })
  if (slug) redirect(`/plan/ideas/${slug}`)
  return answer
}

/** Changes the fields that the form has, and no other. */
export async function updateIdeaAction(_: FormState, form: FormData): Promise<FormState> {
  const named = Object.fromEntries(
    ['title', 'problem', 'status', 'quarter', 'goal', 'audience']
      .filter((name) => form.has(name))
      .map((name) => [name, text(form, name)]),
  )
  return step(form, async () =>
    updateIdea(await currentAsker(), {
      ...named,
      slug: text(form, 'slug'),
      version: Number(form.get('version')),
    }),
  )
}

export async function promoteIdeaAction(_: FormState, form: FormData): Promise<FormState> {
  let key: string | null = null
  const quarter = text(form, 'quarter')
  const answer = await answerForm(form, async () => {
    const made = await promoteIdea(await currentAsker(), {
      slug: text(form, 'slug'),
      version: Number(form.get('version')),
      ...(quarter ? { quarter } : {}),
      title: text(form, 'title'),
    })
    key = made.item
  })
  if (key) redirect(`/items/${key}`)
  return answer
}

export async function voteAction(_: FormState, form: FormData): Promise<FormState> {
  const vote = form.get('voted') === 'yes' ? takeVoteBack : voteForIdea
  return step(form, async () => vote(await currentAsker(), { slug: text(form, 'slug') }))
}

export async function archiveIdeaAction(_: FormState, form: FormData): Promise<FormState> {
  const move = form.get('archived') === 'yes' ? restoreIdea : archiveIdea
  return step(form, async () =>
    move(await currentAsker(), { slug: text(form, 'slug'), version: Number(form.get('version')) }),
  )
}

async function step(form: FormData, work: () => Promise<unknown>): Promise<FormState> {
  const answer = await answerForm(form, work)
  if (answer.done) refresh()
  return answer
}

function text(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
