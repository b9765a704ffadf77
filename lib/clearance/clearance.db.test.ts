import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { letIn, type Cast } from '../instruments/cast'
import { asAnyone, asViewer, closeClients } from '../kernel/db'
import {
  archiveIdea,
  createIdea,
  findIdea,
  listIdeas,
  promoteIdea,
  restoreIdea,
  similarIdeas,
  suggestIdea,
  takeVoteBack,
  updateIdea,
  voteForIdea,
  votedSlugs,
} from '../ideas'
import { archiveItem, createItem, findItem, updateItem } from '../items'
import {
  findPublished,
  listPublished,
  openWork,
  publicAddresses,
  publishedRevision,
  roadmapByQuarter,
  roadmapFeed,
  similarPublished,
  wishlist,
} from '../published'
import { approveFace, findFace, publishQueue, returnFace, submitFace, withdrawFace, writeFace } from '.'

const owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
type Who = { kind: 'person'; id: string }
const cast = {} as Pick<Cast, 'lead' | 'engineer' | 'analyst' | 'employee' | 'sales' | 'guest'>

beforeAll(async () => {
  await owner.connect()
  Object.assign(cast, await letIn(owner, ['lead', 'engineer', 'analyst', 'employee', 'sales', 'guest']))
})
afterAll(async () => {
  await closeClients()
  await owner.end()
})
beforeEach(async () => {
  await owner.query(
    'DELETE FROM published.entry; DELETE FROM work.face; DELETE FROM work.item; DELETE FROM work.idea',
  )
})

const idea = (over: Partial<Parameters<typeof createIdea>[1]> = {}) =>
  createIdea(cast.engineer, { title: 'A second factor for administrators', audience: 'internal', ...over })
const face = (slug: string, over: Partial<Parameters<typeof writeFace>[1]> = {}, who = cast.engineer) =>
  writeFace(who, {
    subject: { idea: slug },
    title: 'A second factor',
    summary: 'A stolen password alone opens nothing.',
    body: 'Why, and how.',
    status: 'under consideration',
    quarter: null,
    ...over,
  })

/** An idea that went all the way out: written and submitted by one, approved by another. */
async function live(
  over: Partial<Parameters<typeof writeFace>[1]> = {},
  about: Parameters<typeof idea>[0] = {},
) {
  const made = await idea(about)
  const written = await face(made.slug, over)
  const subject = { idea: made.slug }
  await submitFace(cast.engineer, { subject, version: written.version })
  const out = await approveFace(cast.lead, { subject, version: written.version })
  return { inside: made.slug, slug: out.slug, subject, version: out.version, id: out.id }
}

test('a page that went out while somebody wrote other words keeps its address, and can be withdrawn', async () => {
  const { id, slug, subject, version } = await live()
  // What a write does that read the face before it went out.
  const { count } = await asViewer(cast.engineer, (tx) =>
    tx.face.updateMany({
      where: { id, version },
      data: { title: 'Other words', slug: 'other-words-aaaaaaaa' },
    }),
  )
  expect(count).toBe(1)
  expect((await findPublished(slug))?.title).toBe('A second factor')
  const changed = await asViewer(cast.engineer, (tx) => tx.face.findUniqueOrThrow({ where: { id } }))
  expect(changed).toMatchObject({ slug, title: 'Other words', version: version + 1 })
  await withdrawFace(cast.lead, { subject, reason: 'It was too early.' })
  expect(await findPublished(slug)).toBeNull()
  expect(await publicAddresses()).toEqual([])
})

describe('publishing takes two people', () => {
  test('who wrote or submitted the words cannot approve them, and whoever did neither can', async () => {
    const { slug } = await idea()
    const subject = { idea: slug }
    const { version } = await face(slug)
    await submitFace(cast.analyst, { subject, version })
    await expect(approveFace(cast.engineer, { subject, version })).rejects.toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('wrote'),
    })
    await expect(approveFace(cast.analyst, { subject, version })).rejects.toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('submitted'),
    })
    const out = await approveFace(cast.lead, { subject, version })
    expect(await findPublished(out.slug)).toMatchObject({
      title: 'A second factor',
      path: `/wishlist/${out.slug}`,
    })
  })

  test('the database says so too, when a command forgets to ask', async () => {
    const { slug } = await idea()
    const { id, version } = await face(slug)
    await submitFace(cast.engineer, { subject: { idea: slug }, version })
    const forge = (who: Who, set: object) =>
      asViewer(who, async (tx) => {
        await tx.face.updateMany({ where: { id }, data: set })
        await tx.$queryRaw`SELECT work.publish_face(${id}::uuid, now())`
      })
    await expect(
      forge(cast.engineer, { approvedById: cast.engineer.id, approvedVersion: version }),
    ).rejects.toThrow(/two people/)
    await expect(
      forge(cast.engineer, { approvedById: cast.lead.id, approvedVersion: version }),
    ).rejects.toThrow(/signs for themselves/)
    await expect(forge(cast.analyst, { submittedById: cast.lead.id })).rejects.toThrow(/signs for themselves/)
    await expect(forge(cast.engineer, { editorIds: [] })).rejects.toThrow(/signs for themselves/)
    await expect(
      asViewer(
        cast.engineer,
        (tx) => tx.$executeRaw`UPDATE work.face SET editor_ids = NULL WHERE id = ${id}::uuid`,
      ),
    ).rejects.toThrow()
    await expect(forge(cast.lead, { state: 'public' })).rejects.toThrow(/publish_face alone/)
    expect((await listPublished({})).data).toEqual([])
  })

  test('an edit voids the approval, and the editor is out of those who may approve', async () => {
    const { slug } = await idea()
    const subject = { idea: slug }
    const first = await face(slug)
    await submitFace(cast.engineer, { subject, version: first.version })
    const second = await face(slug, { title: 'Another title', version: first.version }, cast.analyst)
    expect(second).toMatchObject({ state: 'candidate', version: first.version + 1 })
    await expect(approveFace(cast.lead, { subject, version: first.version })).rejects.toMatchObject({
      code: 'stale',
    })
    await submitFace(cast.engineer, { subject, version: second.version })
    await expect(approveFace(cast.analyst, { subject, version: second.version })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await approveFace(cast.lead, { subject, version: second.version })
  })

  test('an edit between approval and publication stops it in the database', async () => {
    const { slug } = await idea()
    const { id, version } = await face(slug)
    await submitFace(cast.engineer, { subject: { idea: slug }, version })
    const late = asViewer(cast.lead, async (tx) => {
      await tx.face.updateMany({
        where: { id },
        data: { approvedById: cast.lead.id, approvedVersion: version },
      })
      await tx.face.updateMany({ where: { id }, data: { title: 'Changed after the approval' } })
      await tx.$queryRaw`SELECT work.publish_face(${id}::uuid, now())`
    })
    await expect(late).rejects.toThrow(/two people/)
  })

  test('a lone member is told why publishing waits', async () => {
    const { slug } = await idea()
    const { version } = await face(slug)
    await submitFace(cast.engineer, { subject: { idea: slug }, version })
    expect((await findFace(cast.engineer, { idea: slug }))?.waits).toBeNull()
    await owner.query('UPDATE work.person SET disabled_at = now() WHERE id = ANY ($1)', [
      [cast.lead.id, cast.analyst.id],
    ])
    expect(await findFace(cast.engineer, { idea: slug })).toMatchObject({
      waits: expect.stringContaining('two people'),
      notMine: expect.stringContaining('wrote'),
    })
    await owner.query('UPDATE work.person SET disabled_at = NULL')
  })

  test('the second person sends words back, and the writer reads why', async () => {
    const { slug } = await idea()
    const subject = { idea: slug }
    const { version } = await face(slug)
    await submitFace(cast.engineer, { subject, version })
    await returnFace(cast.lead, { subject, version, words: 'Say who it is for.' })
    expect(await findFace(cast.engineer, subject)).toMatchObject({
      state: 'candidate',
      returned: { words: 'Say who it is for.', by: 'Security lead' },
    })
    await submitFace(cast.engineer, { subject, version })
    expect((await findFace(cast.engineer, subject))?.returned).toBeNull()
  })

  test('employees and sales neither see nor touch a face', async () => {
    const { slug } = await idea()
    await face(slug)
    expect(await findFace(cast.employee, { idea: slug })).toBeNull()
    expect((await publishQueue(cast.sales)).candidates).toEqual([])
    await expect(face(slug, { version: 1 }, cast.employee)).rejects.toMatchObject({ code: 'not-allowed' })
    expect((await listIdeas(cast.employee)).rows[0]?.face).toBeNull()
  })

  test('saving the same words changes nothing about what is public', async () => {
    const out = await live()
    expect(await face(out.inside, { version: out.version })).toMatchObject({
      state: 'public',
      version: out.version,
    })
  })
})

describe('guards', () => {
  test('a key or a secret stops the words before anybody can approve them', async () => {
    const { slug } = await idea()
    const subject = { idea: slug }
    const keyed = await face(slug, { body: 'Follows SEC-12.' })
    await expect(submitFace(cast.engineer, { subject, version: keyed.version })).rejects.toMatchObject({
      code: 'conflict',
      fields: [{ path: 'body', message: expect.stringContaining('SEC-12') }],
    })
    const secret = await face(slug, { body: 'AKIAIOSFODNN7EXAMPLE', version: keyed.version })
    await expect(submitFace(cast.engineer, { subject, version: secret.version })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('other findings want a reason from the second person, which the audit log keeps', async () => {
    const { slug } = await idea()
    const subject = { idea: slug }
    const { version } = await face(slug, { body: 'Write to security@daylight.example.' })
    await submitFace(cast.engineer, { subject, version })
    await expect(approveFace(cast.lead, { subject, version })).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ path: 'reason' }],
    })
    await approveFace(cast.lead, { subject, version, reason: 'Our published address' })
    const { rows } = await owner.query(
      `SELECT detail FROM work.audit_line WHERE command = 'face.approve' ORDER BY id DESC LIMIT 1`,
    )
    expect(JSON.parse(rows[0].detail)).toEqual({
      overridden: 'email in body',
      reason: 'Our published address',
    })
  })

  test('the name of a person here is found', async () => {
    await owner.query(`INSERT INTO work.person (id, name, role) VALUES ($1, 'Imported Author', 'employee')`, [
      randomUUID(),
    ])
    const { slug } = await idea()
    await face(slug, { body: 'As imported author said.' })
    expect((await findFace(cast.lead, { idea: slug }))?.findings).toMatchObject([
      { kind: 'person', field: 'body', final: false },
    ])
  })
})

describe('withdrawing', () => {
  test('removes it at once, by one person, and its address never returns', async () => {
    const out = await live()
    const before = await publishedRevision()
    await withdrawFace(cast.analyst, { subject: out.subject, reason: 'A customer asked us to' })
    expect(await findPublished(out.slug)).toBeNull()
    expect((await wishlist()).cards).toEqual([])
    expect((await publishedRevision()).revision).toBe(before.revision + 1)
    expect((await publishQueue(cast.lead)).withdrawn).toMatchObject([
      { withdrawnWhy: 'A customer asked us to' },
    ])
    await expect(
      submitFace(cast.engineer, { subject: out.subject, version: out.version }),
    ).rejects.toMatchObject({ code: 'conflict' })
    const again = await face(out.inside, { version: out.version })
    expect(again.slug).not.toBe(out.slug)
    await submitFace(cast.engineer, { subject: out.subject, version: again.version })
    await approveFace(cast.lead, { subject: out.subject, version: again.version })
    expect(await findPublished(out.slug)).toBeNull()
    expect(await findPublished(again.slug)).not.toBeNull()
  })
})

describe('a public page', () => {
  test('shows its history of public changes and moves from the wishlist to the roadmap', async () => {
    const out = await live()
    const next = await face(out.inside, { status: 'planned', quarter: '2027-Q1', version: out.version })
    await submitFace(cast.engineer, { subject: out.subject, version: next.version })
    expect(await findPublished(out.slug)).toMatchObject({ status: 'under consideration' })
    expect((await findFace(cast.lead, out.subject))?.diff.map(({ field }) => field)).toEqual([
      'status',
      'quarter',
    ])
    await approveFace(cast.lead, { subject: out.subject, version: next.version })
    const entry = await findPublished(out.slug)
    expect(entry?.path).toBe(`/roadmap/${out.slug}`)
    expect(entry?.changes.map(({ what, was, is }) => [what, was, is])).toEqual([
      ['quarter', null, '2027-Q1'],
      ['status', 'under consideration', 'planned'],
      ['published', null, null],
    ])
    expect((await roadmapFeed()).entries).toHaveLength(1)
  })

  test('is read by a role that can read nothing else', async () => {
    await expect(asAnyone().$queryRaw`SELECT title FROM work.idea`).rejects.toThrow(/permission denied/)
    await expect(asAnyone().$queryRaw`SELECT work.idea_behind('x')`).rejects.toThrow(/permission denied/)
    await expect(asAnyone().$queryRaw`DELETE FROM published.entry`).rejects.toThrow(
      /permission denied|read-only/,
    )
  })

  test('does not change by a byte when something private does', async () => {
    const out = await live({ status: 'planned', quarter: '2027-Q1' })
    await live({ title: 'A wish' })
    const all = async () =>
      JSON.stringify(
        [
          await roadmapByQuarter(),
          await wishlist(),
          await wishlist({ view: 'in sight' }),
          await openWork(),
          await listPublished({ limit: 50 }).then(({ data }) => data),
          await findPublished(out.slug),
          await publishedRevision(),
          await roadmapFeed(),
          await publicAddresses(),
          await similarPublished('second factor'),
        ],
        (_, value) => (typeof value === 'bigint' ? String(value) : value),
      )
    const before = await all()
    const secret = await idea({
      title: 'A second factor nobody may know of',
      audience: 'private',
      status: 'planned',
      quarter: '2027-Q1',
    })
    await voteForIdea(cast.lead, { slug: secret.slug })
    await face(secret.slug, { title: 'Not yet' })
    await voteForIdea(cast.employee, { slug: out.inside })
    await updateIdea(cast.lead, {
      slug: out.inside,
      status: 'shipped',
      quarter: '2026-Q4',
      title: 'Renamed inside',
      audience: 'private',
    })
    await promoteIdea(cast.lead, { slug: secret.slug })
    expect(await all()).toBe(before)
  })
})

describe('votes', () => {
  test('count outside only when they were cast in the open', async () => {
    const out = await live()
    const { revision } = await publishedRevision()
    await voteForIdea(cast.employee, { slug: out.inside })
    await voteForIdea(cast.sales, { slug: out.inside })
    expect((await findPublished(out.slug))?.votes).toBe(0)
    expect((await publishedRevision()).revision).toBe(revision)
    expect(await voteForIdea(cast.guest, { slug: out.slug })).toMatchObject({ votes: 1, voted: true })
    expect(await voteForIdea(cast.guest, { slug: out.slug })).toMatchObject({ votes: 1, voted: true })
    // Who voted inside may say it in the open afterwards; it stays one voice.
    expect(await voteForIdea(cast.employee, { slug: out.slug })).toMatchObject({ votes: 2 })
    expect(await findIdea(cast.lead, out.inside)).toMatchObject({ votes: 3, openVotes: 2 })
    expect(await takeVoteBack(cast.employee, { slug: out.inside })).toMatchObject({ votes: 2, voted: false })
    expect((await findPublished(out.slug))?.votes).toBe(1)
  })

  test('reach a private idea through its public page and nowhere else', async () => {
    const out = await live({}, { audience: 'private' })
    await expect(voteForIdea(cast.employee, { slug: out.inside })).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(await voteForIdea(cast.employee, { slug: out.slug })).toMatchObject({ votes: 1 })
    expect([...(await votedSlugs(cast.employee, [out.slug, 'nothing']))]).toEqual([out.slug])
    expect(await findIdea(cast.employee, out.inside)).toBeNull()
  })

  test('are one a person even when they come at once, and a retry does nothing twice', async () => {
    const out = await live()
    const options = { idempotencyKey: 'the same press' }
    await voteForIdea(cast.guest, { slug: out.slug }, options)
    await voteForIdea(cast.guest, { slug: out.slug }, options)
    await Promise.allSettled(Array.from({ length: 8 }, () => voteForIdea(cast.sales, { slug: out.slug })))
    expect((await findPublished(out.slug))?.votes).toBe(2)
  })

  test('are all counted when several people vote in the same moment', async () => {
    const out = await live()
    const voters = [cast.guest, cast.sales, cast.employee, cast.analyst, cast.engineer, cast.lead]
    await Promise.all(voters.map((who) => voteForIdea(who, { slug: out.slug })))
    expect((await findPublished(out.slug))?.votes).toBe(voters.length)
  })

  test('are over when the public page says that it has shipped', async () => {
    const out = await live({ status: 'shipped', quarter: '2026-Q3' })
    await expect(voteForIdea(cast.guest, { slug: out.slug })).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('promoting an idea', () => {
  test('makes an epic that remembers it, and the idea keeps its votes and voters', async () => {
    const { slug } = await idea({ title: 'Scan on every merge' })
    await voteForIdea(cast.sales, { slug })
    await expect(promoteIdea(cast.lead, { slug })).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ path: 'quarter' }],
    })
    const { item } = await promoteIdea(cast.lead, { slug, quarter: '2027-Q1' })
    const sheet = await findIdea(cast.lead, slug)
    expect(sheet).toMatchObject({
      status: 'planned',
      quarter: '2027-Q1',
      votes: 1,
      promotedBy: 'Security lead',
      became: [{ key: item, audience: 'internal' }],
    })
    expect(sheet?.voters.map(({ name }) => name)).toEqual(['Sales'])
    expect(await findItem(cast.lead, item)).toMatchObject({ type: 'epic', origin: 'wishlist' })
    await expect(promoteIdea(cast.engineer, { slug })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('already'),
    })
  })

  test('tells a colleague who is not named nothing of an epic for named people', async () => {
    const { slug } = await idea({ audience: 'private', quarter: '2027-Q1' })
    const { item } = await promoteIdea(cast.lead, { slug })
    await updateItem(cast.lead, { key: item, audience: 'restricted' })
    expect(JSON.stringify(await findIdea(cast.lead, slug))).toContain(item)
    expect(JSON.stringify(await findIdea(cast.analyst, slug))).not.toContain(item)
  })

  test('happens once when two press at the same moment', async () => {
    const { slug } = await idea({ quarter: '2027-Q1' })
    const tries = await Promise.allSettled([
      promoteIdea(cast.lead, { slug }),
      promoteIdea(cast.engineer, { slug }),
    ])
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await findIdea(cast.lead, slug))?.became).toHaveLength(1)
  })

  test('never shows what a private idea says to more people', async () => {
    const { slug } = await idea({ audience: 'private', quarter: '2027-Q1' })
    await expect(promoteIdea(cast.lead, { slug, audience: 'internal' })).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ path: 'audience' }],
    })
    const { item } = await promoteIdea(cast.lead, { slug })
    expect(await findItem(cast.employee, item)).toBeNull()
  })
})

describe('suggesting', () => {
  test('a guest suggests, sees the own words, and nobody else outside does', async () => {
    const { slug } = await suggestIdea(cast.guest, {
      title: 'Tell us when a dependency is risky',
      problem: 'We read it in the news.',
    })
    expect(await findIdea(cast.guest, slug)).toMatchObject({
      own: true,
      audience: 'internal',
      status: 'under consideration',
    })
    expect((await listIdeas(cast.employee)).rows).toHaveLength(1)
    expect(await findPublished(slug)).toBeNull()
    await expect(
      createIdea(cast.employee, { title: 'Planned by me', status: 'planned' }),
    ).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('shows what is similar, only of what the asker may see', async () => {
    await idea({ title: 'Rotate the signing keys by themselves', audience: 'private' })
    await idea({ title: 'Rotate secrets in the build' })
    const out = await live({ title: 'Rotating secrets in the open' })
    const titles = async (who: Who) => (await similarIdeas(who, 'rotate secrets')).map(({ title }) => title)
    expect(await titles(cast.lead)).toContain('Rotate the signing keys by themselves')
    expect(await titles(cast.employee)).toEqual(
      expect.arrayContaining(['Rotate secrets in the build', 'Rotating secrets in the open']),
    )
    expect(await titles(cast.employee)).not.toContain('Rotate the signing keys by themselves')
    expect(await titles(cast.guest)).toEqual(['Rotating secrets in the open'])
    expect((await similarPublished('rotate secrets')).map(({ slug }) => slug)).toEqual([out.slug])
  })
})

describe('planning', () => {
  test('a lost race says who changed what, and an audience only tightens', async () => {
    const { slug, version } = await idea()
    await updateIdea(cast.lead, { slug, version, status: 'planned' })
    await expect(updateIdea(cast.engineer, { slug, version, status: 'declined' })).rejects.toMatchObject({
      code: 'stale',
      message: expect.stringContaining('Security lead changed status'),
    })
    await updateIdea(cast.engineer, { slug, audience: 'private' })
    await expect(updateIdea(cast.engineer, { slug, audience: 'internal' })).rejects.toMatchObject({
      code: 'invalid',
    })
    expect(await findIdea(cast.employee, slug)).toBeNull()
  })

  test('what was put away is not changed, not written a public text for, and comes back as it was', async () => {
    const { slug } = await idea()
    const { version } = await archiveIdea(cast.lead, { slug })
    expect(await archiveIdea(cast.lead, { slug })).toMatchObject({ version })
    await expect(updateIdea(cast.lead, { slug, title: 'Changed' })).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(face(slug)).rejects.toMatchObject({ code: 'not-found' })
    await restoreIdea(cast.lead, { slug })
    expect(await findIdea(cast.lead, slug)).toMatchObject({
      title: 'A second factor for administrators',
      version: version + 1,
    })
  })

  test('an item with a public page is withdrawn before it is put away', async () => {
    const { key } = await createItem(cast.engineer, { title: 'Rotate keys', origin: 'small' })
    const subject = { item: key }
    const { version } = await writeFace(cast.engineer, { subject, title: 'Fresh keys', status: 'ready' })
    await submitFace(cast.engineer, { subject, version })
    await approveFace(cast.lead, { subject, version })
    await expect(archiveItem(cast.lead, { key })).rejects.toMatchObject({ code: 'conflict' })
    await withdrawFace(cast.lead, { subject, reason: 'No longer true.' })
    await archiveItem(cast.lead, { key })
  })

  test('a long list goes on by a cursor in every order, without gap or repeat', async () => {
    for (let n = 0; n < 7; n++)
      await idea({
        title: `Idea ${n}`,
        quarter: n % 2 ? '2027-Q1' : null,
        status: n % 3 ? 'planned' : 'under consideration',
      })
    for (const sort of ['votes', 'new', 'quarter', 'status']) {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await listIdeas(cast.lead, { sort, limit: 3, ...(cursor ? { cursor } : {}) })
        seen.push(...page.rows.map(({ slug }) => slug))
        cursor = page.next ?? undefined
      } while (cursor)
      expect(new Set(seen).size, sort).toBe(7)
      expect(seen, sort).toHaveLength(7)
    }
    expect((await listIdeas(cast.lead, { quarter: 'none' })).rows).toHaveLength(4)
    expect((await listIdeas(cast.lead, { text: '100%' })).rows).toHaveLength(0)
    expect((await listIdeas(cast.lead, { text: '\0' })).rows).toHaveLength(0)
    expect(await findIdea(cast.lead, '\0')).toBeNull()
    expect(await findPublished('\0')).toBeNull()
    expect((await listIdeas(cast.lead, { inSight: true })).rows.every(({ inSight }) => inSight)).toBe(true)
  })
})
