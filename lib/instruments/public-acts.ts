// What is done in the open, at named moments, so that two workspaces can do the same.
import { withdrawFace } from '../clearance'
import { voteForIdea } from '../ideas'
import type { Asker } from '../kernel/audience'
import { atTime } from '../kernel/now'
import { letOut, type Person, type World } from './world'

/** The same public acts at the same moments, in whichever workspace the environment names. */
export async function actInPublic({ people, things }: World): Promise<void> {
  const as = (person: Person): Asker => ({ kind: 'person', id: people[person].id })
  const at = new Date('2026-11-20T10:00:00Z')
  for (const person of ['guest', 'employee', 'sales'] as const)
    await atTime(at, () => voteForIdea(as(person), { slug: things.slugs.idea }))
  const words = {
    title: 'Said anew',
    summary: 'The same in both.',
    body: 'Words for everybody.',
    quarter: '2027-Q2',
  }
  await atTime(at, () => letOut(as, { idea: things.ideas.public }, { ...words, status: 'planned' }, 'admin'))
  await atTime(at, () =>
    withdrawFace(as('security'), {
      subject: { item: things.items.public },
      reason: 'An instrument tries it.',
    }),
  )
}
