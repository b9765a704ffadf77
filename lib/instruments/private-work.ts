// A busy day of which nobody outside may notice anything: not by a word, a count, an order, a date or a pause.
import type { Asker } from '../kernel/audience'
import { submitFace, writeFace } from '../clearance'
import { addMilestone, createGoal } from '../goals'
import { createIdea, suggestIdea, updateIdea, voteForIdea } from '../ideas'
import {
  archiveItem,
  changeManyItems,
  commentOnItem,
  createItem,
  moveItem,
  undoManyItems,
  updateItem,
} from '../items'
import { createIteration } from '../iterations'
import { openRound, playHand, revealRound } from '../poker'
import { createRelease } from '../releases'
import {
  answerBack,
  createRequest,
  declineRequest,
  noteOnRequest,
  replyToRequest,
  saveDraft,
  takeRequest,
} from '../requests'
import { saveView } from '../views'
import { askRisk } from '../vulnerabilities'
import type { Person, World } from './world'

/** Does much, all of it inside. Answers how many things were done. */
export async function workInPrivate(world: World, { rounds = 6 } = {}): Promise<number> {
  const as = (person: Person): Asker => ({ kind: 'person', id: world.people[person].id })
  let done = 0
  const did = async <T>(work: Promise<T>): Promise<T> => {
    const answer = await work
    done += 1
    return answer
  }
  for (let n = 0; n < rounds; n += 1) {
    const audience = (['private', 'restricted', 'internal'] as const)[n % 3]!
    const { key } = await did(createItem(as('security'), { title: `Inside ${n}`, origin: 'small', audience }))
    await did(moveItem(as('security'), { key, status: 'in-progress' }))
    await did(updateItem(as('security'), { key, priority: 'urgent', labels: ['inside'] }))
    await did(commentOnItem(as('security'), { key, audience, body: 'Said inside.' }))
    if (n % 2) await did(archiveItem(as('security'), { key }))
    const { slug } = await did(
      createIdea(as('analyst'), {
        title: `A thought ${n}`,
        audience: n % 2 ? 'internal' : 'private',
        status: 'planned',
        quarter: '2027-Q1',
      }),
    )
    for (const voter of ['security', 'analyst', 'admin'] as const) await did(voteForIdea(as(voter), { slug }))
    await did(updateIdea(as('analyst'), { slug, status: 'in progress' }))
    const { version } = await did(
      writeFace(as('security'), {
        subject: { idea: slug },
        title: `Perhaps ${n}`,
        status: 'planned',
        quarter: '2027-Q1',
      }),
    )
    await did(submitFace(as('security'), { subject: { idea: slug }, version }))
    const answers = { what: `Help ${n}`, about: 'question', why: 'Because.' }
    const request = await did(createRequest(as('sales'), { type: 'support', answers }))
    await did(takeRequest(as('security'), { key: request.key }))
    await did(noteOnRequest(as('security'), { key: request.key, body: 'Between us.' }))
    await did(replyToRequest(as('security'), { key: request.key, body: 'Which one?', askBack: true }))
    await did(answerBack(as('sales'), { key: request.key, body: 'This one.' }))
    await did(declineRequest(as('security'), { key: request.key, words: 'Not now.' }))
    await did(saveDraft(as('employee'), { type: 'support', answers: { what: `Half ${n}` } }))
  }
  // Under what is public itself: its inside moves on, its next words are written, and a vote is cast inside.
  await did(
    updateIdea(as('security'), {
      slug: world.things.ideas.public,
      problem: 'Thought about again.',
      status: 'in progress',
      quarter: '2027-Q4',
    }),
  )
  await did(voteForIdea(as('admin'), { slug: world.things.ideas.public }))
  await did(moveItem(as('security'), { key: world.things.items.public, status: 'in-review' }))
  await did(
    writeFace(as('analyst'), {
      subject: { idea: world.things.ideas.public },
      title: 'Other words',
      status: 'in progress',
      quarter: '2027-Q4',
    }),
  )
  const goal = await did(createGoal(as('security'), { title: 'A goal inside', audience: 'internal' }))
  await did(addMilestone(as('security'), { goal: goal.slug, title: 'A step' }))
  await did(createRelease(as('security'), { name: 'A release inside', audience: 'private' }))
  await did(suggestIdea(as('employee'), { title: 'A wish inside' }))
  await planInPrivate(as, did)
  return done
}

/** The team plans: fields, many at once and back, an iteration, a round of poker, a kept view, a risk. */
async function planInPrivate(
  as: (person: Person) => Asker,
  did: <T>(work: Promise<T>) => Promise<T>,
): Promise<void> {
  const found = await did(
    createItem(as('security'), {
      title: 'A hole inside',
      origin: 'bug',
      type: 'vulnerability',
      severity: 'low',
      checklist: [{ text: 'Look again' }],
    }),
  )
  const keys = [found.key]
  const many = await did(
    changeManyItems(as('security'), { keys, changes: { priority: 'high', blocked: 'Waits for a vendor.' } }),
  )
  await did(undoManyItems(as('security'), { commandId: many.id }))
  await did(updateItem(as('security'), { key: found.key, stage: 'reported', estimate: 3 }))
  const { number } = await did(
    createIteration(as('security'), { startsOn: '2031-01-06', endsOn: '2031-01-17', aims: ['Inside'] }),
  )
  await did(moveItem(as('security'), { key: found.key, iteration: number }))
  const round = await did(openRound(as('security'), { key: found.key, iteration: number }))
  for (const person of ['security', 'analyst'] as const)
    await did(playHand(as(person), { round: round.id, points: 3 }))
  await did(revealRound(as('analyst'), { round: round.id }))
  await did(saveView(as('analyst'), { name: 'Inside', place: 'table', query: 'type = vulnerability' }))
  const { kind, ...said } = {
    kind: 'extension' as const,
    affected: 'A system inside',
    howFound: 'By a scan',
    why: 'It takes longer.',
    mitigations: 'It is watched.',
    until: '2031-12-01',
  }
  await did(askRisk(as('analyst'), { kind, key: found.key, ...said }))
}
