// A workspace for the instruments: one of each thing, in each audience, with a canary in each private field. Things are
// made through the commands; people, tokens and files by the owner, because no command makes them without a browser.
import { createHash, randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Asker } from '../kernel/audience'
import { newSecret } from '../kernel/secrets'
import { approveFace, submitFace, withdrawFace, writeFace, type FaceSubject } from '../clearance'
import { addMilestone, createGoal } from '../goals'
import { archiveIdea, createIdea, suggestIdea, voteForIdea } from '../ideas'
import { archiveItem, commentOnItem, createItem, relateItems } from '../items'
import { createRelease } from '../releases'
import { plantedFields, plantPlanning, plantSettings } from './world-planning'
import {
  answerBack,
  createRequest,
  finishRequest,
  noteOnRequest,
  replyToRequest,
  saveDraft,
  takeRequest,
} from '../requests'
import {
  Aviary,
  everybody,
  named,
  requesterAndTeam,
  team,
  teammates,
  type Canary,
  type Ear,
} from './canaries'

export type Person = Exclude<Ear, 'visitor'>
export type World = {
  people: Record<Person, { id: string; email: string }>
  /** A token of the named security engineer that may read and nothing else. */
  readToken: string
  things: {
    items: Record<'public' | 'internal' | 'private' | 'restricted' | 'archived', string>
    ideas: Record<'public' | 'internal' | 'private' | 'own' | 'archived', string>
    /** Of what is live outside. */
    slugs: Record<'idea' | 'item', string>
    requests: Record<'own' | 'other', string>
    goals: Record<'internal' | 'private', string>
    releases: Record<'private', string>
    files: Record<'private' | 'request' | 'waiting', string>
    /** Both of the security engineer. */
    views: Record<'own' | 'shared', string>
  }
  canaries: Canary[]
}

const roles = {
  guest: 'guest',
  employee: 'employee',
  sales: 'sales',
  analyst: 'security',
  security: 'security',
  admin: 'admin',
} as const

/** Every id of a planted world, and some that never were. */
export function idsOf({ things }: World): string[] {
  const all = Object.values(things).flatMap((kind) => Object.values(kind))
  return [...all, 'SEC-999999', 'REQ-999999', 'never-was-aaaaaaaa', '%00', '..']
}

/** Fills a migrated database, which may hold other things already. */
export async function plantWorld({ ownerUrl }: { ownerUrl: string }): Promise<World> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    return await plant(owner)
  } finally {
    await owner.end()
  }
}

async function plant(owner: pg.Client): Promise<World> {
  const aviary = new Aviary()
  const people = {} as World['people']
  for (const [person, role] of Object.entries(roles) as [Person, string][]) {
    const own: Ear[] = [...new Set<Ear>([...teammates, person])]
    const id = randomUUID()
    const email = `${aviary.hatch(`person ${person}: email`, own).toLowerCase()}@daylight.example`
    await owner.query(
      `INSERT INTO work.person (id, name, email, role, claimed_at) VALUES ($1, $2, $3, $4, now())`,
      [id, `${person} ${aviary.hatch(`person ${person}: name`, own)}`, email, role],
    )
    people[person] = { id, email }
  }
  const as = (person: Person): Asker => ({ kind: 'person', id: people[person].id })
  const readToken = await plantToken(owner, people.security.id, ['read'])
  await plantSettings(owner, aviary)
  const items = await plantItems(aviary, as)
  const views = await plantPlanning(owner, aviary, people, items)
  const ideas = await plantIdeas(aviary, as)
  const slugs = await plantFaces(aviary, as, items, ideas)
  return {
    people,
    readToken,
    things: {
      items,
      ideas,
      slugs,
      requests: await plantRequests(aviary, as),
      ...(await plantGoals(aviary, as)),
      files: await plantFiles(owner, aviary, people, items),
      views,
    },
    canaries: aviary.canaries,
  }
}

type As = (person: Person) => Asker

/** A token as the gate keeps it; answers the secret. */
export async function plantToken(owner: pg.Client, personId: string, scopes: string[]): Promise<string> {
  const secret = newSecret()
  await owner.query(
    `INSERT INTO gate.api_token (id, hash, person_id, name, scopes) VALUES (gen_random_uuid(), sha256($1::bytea), $2, 'instrument', $3)`,
    [Buffer.from(secret), personId, scopes],
  )
  return secret
}

async function plantItems(aviary: Aviary, as: As): Promise<World['things']['items']> {
  const lights = {
    public: team,
    internal: teammates,
    private: team,
    restricted: named,
    archived: team,
  } as const
  const items = {} as World['things']['items']
  for (const [light, may] of Object.entries(lights) as [keyof typeof lights, readonly Ear[]][]) {
    const what = `${light} item`
    const { key } = await createItem(as('security'), {
      title: `Item ${aviary.hatch(`${what}: title`, may)}`,
      description: `Words ${aviary.hatch(`${what}: description`, may)}`,
      labels: [aviary.hatch(`${what}: label`, may)],
      ...plantedFields(aviary, what, may),
      origin: 'small',
      // `public` has a public face; the inside of it stays the team's.
      audience: light === 'internal' || light === 'restricted' ? light : 'private',
    })
    items[light] = key
    const audience = light === 'restricted' ? 'restricted' : 'private'
    const body = aviary.hatch(`${what}: ${audience} comment`, light === 'restricted' ? named : team)
    await commentOnItem(as('security'), { key, audience, body })
  }
  await commentOnItem(as('security'), {
    key: items.internal,
    audience: 'internal',
    body: aviary.hatch('internal item: internal comment', teammates),
  })
  await relateItems(as('security'), { key: items.internal, to: items.private, kind: 'blocks' })
  await relateItems(as('security'), { key: items.internal, to: items.restricted, kind: 'relates to' })
  await archiveItem(as('security'), { key: items.archived })
  return items
}

async function plantIdeas(aviary: Aviary, as: As): Promise<World['things']['ideas']> {
  const make = async (light: string, may: readonly Ear[], audience: 'internal' | 'private') =>
    (
      await createIdea(as('security'), {
        title: `Idea ${aviary.hatch(`${light} idea: title`, may)}`,
        problem: `Problem ${aviary.hatch(`${light} idea: problem`, may)}`,
        audience,
      })
    ).slug
  const ideas = {
    public: await make('public', team, 'private'),
    internal: await make('internal', teammates, 'internal'),
    private: await make('private', team, 'private'),
    archived: await make('archived', team, 'private'),
    own: (
      await suggestIdea(as('guest'), {
        title: `Wish ${aviary.hatch('idea of a guest: title', ['guest', ...teammates])}`,
        problem: aviary.hatch('idea of a guest: problem', ['guest', ...teammates]),
      })
    ).slug,
  }
  await voteForIdea(as('analyst'), { slug: ideas.private })
  await archiveIdea(as('security'), { slug: ideas.archived })
  return ideas
}

/** A face that is live, its next words that are not; one that was withdrawn; two that were never let out. */
async function plantFaces(
  aviary: Aviary,
  as: As,
  items: World['things']['items'],
  ideas: World['things']['ideas'],
): Promise<World['things']['slugs']> {
  const words = (what: string, may: readonly Ear[]) => ({
    title: `Face ${aviary.hatch(`${what}: title`, may)}`,
    summary: aviary.hatch(`${what}: sentence`, may),
    body: aviary.hatch(`${what}: text`, may),
  })
  const idea = await letOut(
    as,
    { idea: ideas.public },
    { ...words('live idea face', everybody), status: 'planned', quarter: '2027-Q1' },
  )
  const item = await letOut(
    as,
    { item: items.public },
    { ...words('live item face', everybody), status: 'backlog' },
  )
  await writeFace(as('security'), {
    subject: { idea: ideas.public },
    ...words('next words of a live idea face', team),
    status: 'planned',
    quarter: '2027-Q2',
  })
  await writeFace(as('security'), {
    subject: { item: items.public },
    ...words('next words of a live item face', team),
    status: 'ready',
  })
  await writeFace(as('security'), {
    subject: { idea: ideas.private },
    ...words('idea face never let out', team),
    status: 'planned',
  })
  await writeFace(as('security'), {
    subject: { item: items.private },
    ...words('item face never let out', team),
    status: 'backlog',
  })
  await writeFace(as('security'), {
    subject: { item: items.restricted },
    ...words('face of a restricted item', named),
    status: 'backlog',
  })
  await letOut(
    as,
    { item: items.internal },
    {
      ...words('withdrawn item face', team),
      status: 'backlog',
    },
  )
  await withdrawFace(as('security'), { subject: { item: items.internal }, reason: 'An instrument tried it.' })
  return { idea: idea.slug, item: item.slug }
}

type Words = { title: string; summary?: string; body?: string; status: string; quarter?: string }

/** Two people let a face out. */
export async function letOut(
  as: As,
  subject: FaceSubject,
  words: Words,
  second: Person = 'analyst',
): Promise<{ slug: string }> {
  const { version } = await writeFace(as('security'), { subject, ...words })
  await submitFace(as('security'), { subject, version })
  return approveFace(as(second), { subject, version, reason: 'An instrument tries it.' })
}

async function plantRequests(aviary: Aviary, as: As): Promise<World['things']['requests']> {
  const ask = async (person: 'employee' | 'sales', what: string, may: readonly Ear[]) => {
    const answers = {
      what: aviary.hatch(`${what}: title`, may),
      about: 'question',
      why: aviary.hatch(`${what}: answer`, may),
    }
    const { key } = await createRequest(as(person), {
      type: 'support',
      answers,
      urgent: true,
      urgentReason: aviary.hatch(`${what}: urgent reason`, may),
    })
    await takeRequest(as('security'), { key })
    await noteOnRequest(as('security'), { key, body: aviary.hatch(`${what}: note for the team`, team) })
    await replyToRequest(as('security'), { key, body: aviary.hatch(`${what}: reply`, may) })
    await answerBack(as(person), { key, body: aviary.hatch(`${what}: answer back`, may) })
    return key
  }
  const own = await ask('employee', 'request of an employee', requesterAndTeam)
  const other = await ask('sales', 'request of sales', ['sales', ...team])
  await finishRequest(as('security'), {
    key: other,
    words: aviary.hatch('request of sales: closing words', ['sales', ...team]),
  })
  await saveDraft(as('employee'), {
    type: 'support',
    answers: { what: aviary.hatch('draft of an employee', ['employee']) },
  })
  return { own, other }
}

async function plantGoals(aviary: Aviary, as: As): Promise<Pick<World['things'], 'goals' | 'releases'>> {
  const goal = async (light: 'internal' | 'private', may: readonly Ear[]) => {
    const { slug } = await createGoal(as('security'), {
      title: `Goal ${aviary.hatch(`${light} goal: title`, may)}`,
      problem: aviary.hatch(`${light} goal: problem`, may),
      audience: light,
    })
    await addMilestone(as('security'), { goal: slug, title: aviary.hatch(`${light} goal: milestone`, may) })
    return slug
  }
  const release = await createRelease(as('security'), {
    name: aviary.hatch('private release: name', team),
    audience: 'private',
  })
  return {
    goals: { internal: await goal('internal', teammates), private: await goal('private', team) },
    releases: { private: release.slug },
  }
}

async function plantFiles(
  owner: pg.Client,
  aviary: Aviary,
  people: World['people'],
  items: World['things']['items'],
): Promise<World['things']['files']> {
  const store = async (
    what: string,
    may: readonly Ear[],
    where: { column?: 'item_id' | 'request_id'; id?: string; uploader: Person },
  ) => {
    const id = randomUUID()
    const bytes = Buffer.from(`Bytes ${aviary.hatch(`${what}: content`, may)}`)
    await owner.query(
      `INSERT INTO work.file (id, name, kind, size, sha256, uploader_id, ${where.column ?? 'comment_id'}) VALUES ($1, $2, 'text/plain', $3, $4, $5, $6)`,
      [
        id,
        `${aviary.hatch(`${what}: name`, may)}.txt`,
        bytes.length,
        createHash('sha256').update(bytes).digest(),
        people[where.uploader].id,
        where.id ?? null,
      ],
    )
    await owner.query(`INSERT INTO work.file_piece (file_id, n, bytes) VALUES ($1, 0, $2)`, [id, bytes])
    return id
  }
  const idOf = async (sql: string, value: string) =>
    (await owner.query<{ id: string }>(sql, [value])).rows[0]!.id
  return {
    private: await store('file of a private item', team, {
      column: 'item_id',
      id: await idOf(`SELECT id FROM work.item WHERE key = $1`, items.private),
      uploader: 'security',
    }),
    request: await store('file of a request', requesterAndTeam, {
      column: 'request_id',
      id: await idOf(`SELECT id FROM work.request WHERE requester_id = $1`, people.employee.id),
      uploader: 'employee',
    }),
    waiting: await store('file that waits', ['employee'], { uploader: 'employee' }),
  }
}
