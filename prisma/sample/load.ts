// Fills an empty workspace with a believable year of a security team. Everything goes through the commands, as the person
// who would have done it and at the time they would have; only this loader and the importer may tell a past.
import {
  addBusinessDays,
  addBusinessHours,
  nextQuarters,
  quarterOf,
  type Calendar,
} from '../../lib/kernel/clock'
import type { Asker } from '../../lib/kernel/audience'
import { command } from '../../lib/kernel/command'
import { asViewer } from '../../lib/kernel/db'
import { atTime, now } from '../../lib/kernel/now'
import '../../lib/wiring'
import { approveFace, submitFace, writeFace, type FaceSubject } from '../../lib/clearance'
import { addMilestone, createGoal } from '../../lib/goals'
import { createIdea, promoteIdea, suggestIdea, updateIdea, voteForIdea } from '../../lib/ideas'
import { closeIteration, createIteration, startIteration } from '../../lib/iterations'
import { commentOnItem, createItem, updateItem, type Origin } from '../../lib/items'
import { invitePerson } from '../../lib/people'
import {
  answerBack,
  createRequest,
  declineRequest,
  finishRequest,
  makeItemFromRequest,
  noteOnRequest,
  replyToRequest,
  seeRequest,
  takeRequest,
} from '../../lib/requests'
import { z } from 'zod'
import { cast, castEmail, type CastName } from './cast'
import { clearSample } from './clear'
import { goals } from './goals'
import { ideas, type SampleIdea } from './ideas'
import { asks, bugs, small, steps, vulnerabilities, type SampleItem } from './items'
import { requests, type SampleRequest } from './requests'

const system: Asker = { kind: 'system' }
/** How bad a vulnerability of the sample is, and how the team came to know of it. */
const severityOf = {
  urgent: 'critical',
  high: 'high',
  medium: 'medium',
  low: 'low',
  none: 'informational',
} as const satisfies Record<SampleItem['priority'], string>
const cameFrom = ['penetration-test', 'bug-bounty', 'scan', 'internal', 'customer', 'ci-check'] as const

const day = 86_400_000
const workWeek: Calendar = {
  zone: 'UTC',
  days: [1, 2, 3, 4, 5],
  opens: '09:00',
  closes: '17:00',
  holidays: [],
}

/** Remembers which things the sample brought, and that nobody is to be told about them. */
const markSample = command({
  name: 'sample.mark',
  input: z.strictObject({ rows: z.array(z.strictObject({ kind: z.string(), id: z.uuid() })).min(1) }),
  may: (viewer) => viewer.role === 'system',
  async run({ tx, input, now: at, note }) {
    await tx.sampleRow.createMany({ data: input.rows, skipDuplicates: true })
    await tx.outbox.updateMany({
      where: { subjectId: { in: input.rows.map(({ id }) => id) }, handledAt: null },
      data: { handledAt: at },
    })
    note.detail({ rows: input.rows.length })
    return { id: input.rows[0]!.id }
  },
})

/** Stands among the marks for as long as a load is under way. */
const loading = { kind: 'loading', id: '00000000-0000-4000-8000-000000000001' }

/**
 * Loads the sample into a workspace that is new, and does nothing in any other. A load that was interrupted is begun
 * anew: until it ends nobody has been let in, so everything there is of its making.
 */
export async function loadSample(): Promise<void> {
  const { people, begun } = await asViewer(system, async (tx) => ({
    people: await tx.person.count(),
    begun: await tx.sampleRow.count({ where: loading }),
  }))
  if (people > 0 && begun === 0) return
  if (begun > 0) {
    await markAll()
    await clearSample()
  }
  await markSample(system, { rows: [loading] })
  await new Loader(new Date()).load()
  await asViewer(system, (tx) => tx.sampleRow.deleteMany({ where: loading }))
}

async function markAll(): Promise<void> {
  const rows = await asViewer(
    system,
    (tx) =>
      tx.$queryRaw<{ kind: string; id: string }[]>`
      SELECT 'person' AS kind, id FROM work.person UNION ALL SELECT 'goal', id FROM work.goal UNION ALL SELECT 'idea', id FROM work.idea
      UNION ALL SELECT 'iteration', id FROM work.iteration UNION ALL SELECT 'item', id FROM work.item UNION ALL SELECT 'request', id FROM work.request`,
  )
  if (rows.length > 0) await markSample(system, { rows })
}

/** A line of the sample as a piece of work. */
type Piece = {
  line: SampleItem
  key: string
  /** Its place among its like: spreads days and people. */
  place: number
  origin: Origin
  type?: 'task' | 'bug' | 'vulnerability' | 'ask'
  parent?: string
  labels: string[]
}

/** Planned an iteration too early, and carried on at its end. */
function wasCarried({ line, place }: Pick<Piece, 'line' | 'place'>): boolean {
  return line.iteration !== null && line.iteration > 0 && line.iteration < 4 && place % 7 === 3
}

/** Came in when the iteration ran already, as things do. */
function cameLater({ line, place }: Pick<Piece, 'line' | 'place'>): boolean {
  return line.iteration !== null && line.iteration < 4 && place % 7 === 5
}

class Loader {
  private people = {} as Record<CastName, string>
  private goalSlugs: Record<string, string> = {}
  private epics: Record<string, { key: string; at: Date }> = {}
  private iterations: { number: number; starts: Date; ends: Date }[] = []

  constructor(private today: Date) {}

  async load(): Promise<void> {
    await this.invite()
    await this.setGoals()
    await this.planIterations()
    await this.collectIdeas()
    await this.workOnItems()
    await this.askForThings()
    await this.tellNobody()
  }

  private as(who: CastName): Asker {
    return { kind: 'person', id: this.people[who] }
  }

  private ago(days: number): Date {
    return new Date(this.today.getTime() - days * day)
  }

  /** Never later than now: a sample does not know the future. */
  private past(instant: Date): Date {
    return instant > this.today ? this.today : instant
  }

  private mark(kind: string, ids: string[]): Promise<unknown> {
    return ids.length ? markSample(system, { rows: ids.map((id) => ({ kind, id })) }) : Promise.resolve()
  }

  private async invite() {
    const there = await asViewer(system, (tx) =>
      tx.person.findMany({ where: { email: { not: null } }, select: { id: true, email: true } }),
    )
    for (const [who, { name, role }] of Object.entries(cast) as [CastName, (typeof cast)[CastName]][])
      this.people[who] =
        there.find(({ email }) => email === castEmail(who))?.id ??
        (await atTime(this.ago(365), () => invitePerson(system, { email: castEmail(who), name, role }))).id
    await this.mark('person', Object.values(this.people))
  }

  private async setGoals() {
    const made: string[] = []
    for (const { key, milestones, due, ...goal } of goals) {
      const { id, slug } = await atTime(this.ago(300), () =>
        createGoal(this.as('lead'), { ...goal, due: dayOf(this.ago(-due)), accountable: this.people.lead }),
      )
      made.push(id)
      this.goalSlugs[key] = slug
      for (const milestone of milestones)
        await atTime(this.ago(290), () =>
          addMilestone(this.as('lead'), { goal: slug, ...milestone, due: dayOf(this.ago(-milestone.due)) }),
        )
    }
    await this.mark('goal', made)
  }

  /** Two weeks each, from Monday to the Friday after next; the last but one runs today and is in its second week. */
  private async planIterations() {
    const monday = new Date(
      Date.UTC(
        this.today.getUTCFullYear(),
        this.today.getUTCMonth(),
        this.today.getUTCDate() - ((this.today.getUTCDay() + 6) % 7),
      ),
    )
    const aims = [
      ['Everyone knows whom to call', 'Old servers are gone'],
      ['Administrators have a second factor', 'First exercise held'],
      ['Scanner warns on every merge', 'Reviews are not older than ten days'],
      ['The main build holds no keys', 'Questionnaires within five days'],
      ['Everyone has a second factor'],
    ]
    const made: string[] = []
    for (const [index, aim] of aims.entries()) {
      const starts = new Date(monday.getTime() + ((index - 3) * 14 - 7) * day)
      const ends = new Date(starts.getTime() + 11 * day)
      const { id, number } = await atTime(this.past(new Date(starts.getTime() - 3 * day)), () =>
        createIteration(this.as('lead'), {
          startsOn: dayOf(starts),
          endsOn: dayOf(ends),
          aims: aim,
          capacity: [55, 60, 85, 95, 55][index],
        }),
      )
      this.iterations.push({ number, starts, ends })
      made.push(id)
    }
    await this.mark('iteration', made)
  }

  private async collectIdeas() {
    const quarters = this.quarters()
    const made: string[] = []
    for (const [index, idea] of ideas.entries()) {
      const at = this.ago(330 - index * 13)
      const quarter = idea.quarter === null ? null : quarters[idea.quarter + 2]!
      const { id, slug } = await this.suggest(idea, at, quarter)
      made.push(id)
      const later = this.past(new Date(at.getTime() + 12 * day))
      if (idea.promoted) {
        const { item } = await atTime(later, () =>
          promoteIdea(this.as('lead'), { slug, quarter: quarter ?? undefined }),
        )
        this.epics[idea.key] = { key: item, at: later }
        // Promotion says "planned"; what came of it since is said afterwards.
        await atTime(this.past(new Date(later.getTime() + 20 * day)), () =>
          updateIdea(this.as('lead'), { slug, status: idea.status }),
        )
      }
      if (idea.face?.live) await this.publish(slug, idea, quarter, new Date(later.getTime() + 2 * day))
      await this.vote(slug, idea, later)
    }
    await this.mark('idea', made)
  }

  /** Two quarters back to three ahead, so that place 2 is this one. */
  private quarters(): string[] {
    const first = quarterOf(new Date(this.today.getTime() - 183 * day), 1)
    return nextQuarters(first, 6)
  }

  private async suggest(
    idea: SampleIdea,
    at: Date,
    quarter: string | null,
  ): Promise<{ id: string; slug: string }> {
    const words = { title: idea.title, problem: idea.problem }
    if (idea.audience === 'internal' && !idea.goal && quarter === null) {
      const made = await atTime(at, () => suggestIdea(this.as('developer'), words))
      if (idea.status !== 'under consideration')
        await atTime(new Date(at.getTime() + 5 * day), () =>
          updateIdea(this.as('lead'), { slug: made.slug, status: idea.status }),
        )
      return made
    }
    return atTime(at, () =>
      createIdea(this.as('lead'), {
        ...words,
        audience: idea.audience,
        goal: idea.goal ? this.goalSlugs[idea.goal] : undefined,
        status: idea.promoted ? 'planned' : idea.status,
        quarter,
      }),
    )
  }

  private async publish(slug: string, idea: SampleIdea, quarter: string | null, at: Date) {
    const subject: FaceSubject = { idea: slug }
    const { version } = await atTime(this.past(at), () =>
      writeFace(this.as('analyst'), {
        subject,
        title: idea.face!.title ?? idea.title,
        summary: idea.face!.summary,
        body: idea.face!.body,
        status: idea.status,
        quarter,
      }),
    )
    await this.letOut(subject, version, at)
  }

  private async letOut(subject: FaceSubject, version: number, at: Date) {
    await atTime(this.past(new Date(at.getTime() + 3_600_000)), () =>
      submitFace(this.as('analyst'), { subject, version }),
    )
    await atTime(this.past(new Date(at.getTime() + day)), () =>
      approveFace(this.as('lead'), { subject, version }),
    )
  }

  private async vote(slug: string, idea: SampleIdea, at: Date) {
    if (['declined', 'duplicate', 'shipped'].includes(idea.status)) return
    const voters: CastName[] = [
      'sales',
      'developer',
      'support',
      'platform',
      'operations',
      'engineer',
      'guest',
      'analyst',
    ]
    // A guest knows the public page alone, and what is private is voted for by nobody outside the team.
    const may = voters.filter((who) =>
      who === 'guest'
        ? idea.face?.live
        : idea.audience !== 'private' || ['operations', 'engineer', 'analyst'].includes(who),
    )
    const address = idea.face?.live ? await this.publicSlug(slug) : slug
    for (const [index, who] of may.slice(0, idea.votes).entries())
      await atTime(this.past(new Date(at.getTime() + (3 + index * 2) * day)), () =>
        voteForIdea(this.as(who), { slug: address }),
      )
  }

  private async publicSlug(slug: string): Promise<string> {
    const face = await asViewer(this.as('lead'), async (tx) => {
      const idea = await tx.idea.findFirst({ where: { slug }, select: { id: true } })
      return tx.face.findFirst({ where: { ideaId: idea!.id }, select: { slug: true } })
    })
    return face!.slug
  }

  private async workOnItems() {
    const groups: [SampleItem[], Omit<Piece, 'line' | 'key' | 'place'>][] = [
      ...Object.entries(steps).map(([idea, lines]): [SampleItem[], Omit<Piece, 'line' | 'key' | 'place'>] => [
        lines,
        { origin: 'small', parent: this.epics[idea]!.key, labels: [idea] },
      ]),
      [small, { origin: 'small', type: 'task', labels: ['housekeeping'] }],
      [bugs, { origin: 'bug', type: 'bug', labels: ['quality'] }],
      [vulnerabilities, { origin: 'bug', type: 'vulnerability', labels: ['finding'] }],
      [asks, { origin: 'ask', type: 'ask', labels: ['help'] }],
    ]
    const made: string[] = []
    for (const { key } of Object.values(this.epics)) made.push(await this.idOf(key))
    const pieces: Piece[] = []
    for (const [lines, fields] of groups)
      for (const [place, line] of lines.entries()) {
        const { id, key } = await this.write(line, { ...fields, place })
        made.push(id)
        pieces.push({ ...fields, line, key, place })
      }
    for (const [index, iteration] of this.iterations.entries()) await this.run(index, iteration, pieces)
    for (const piece of pieces) if (piece.line.iteration === null) await this.advance(piece)
    for (const [idea, status] of [
      ['factor', 'done'],
      ['exercise', 'done'],
      ['scanner', 'done'],
      ['library', 'in-progress'],
      ['all-factor', 'in-progress'],
      ['identities', 'in-progress'],
      ['legacy-keys', 'in-progress'],
    ] as const)
      await atTime(this.ago(status === 'done' ? 6 : 20), () =>
        updateItem(this.as('lead'), {
          key: this.epics[idea]!.key,
          status,
          priority: 'high',
          assignee: this.people.lead,
        }),
      )
    await this.mark('item', made)
  }

  /** An iteration begins, work goes on and some comes in later, and it ends; what was begun too early is carried on. */
  private async run(
    index: number,
    { number, starts, ends }: { number: number; starts: Date; ends: Date },
    pieces: readonly Piece[],
  ) {
    const own = pieces.filter(({ line }) => line.iteration === index)
    if (starts <= this.today) await atTime(starts, () => startIteration(this.as('lead'), { number }))
    for (const piece of own) {
      if (cameLater(piece))
        await atTime(this.past(new Date(starts.getTime() + (2 + (piece.place % 3)) * day)), () =>
          updateItem(this.by(piece.line), { key: piece.key, iteration: number }),
        )
      await this.advance(piece)
    }
    if (ends < this.today)
      await atTime(ends, () => closeIteration(this.as('lead'), { number, others: 'carried' }))
  }

  private by(line: SampleItem): Asker {
    return this.as(line.audience === 'restricted' ? 'engineer' : (line.assignee ?? 'lead'))
  }

  /** One item, written down and planned: most for their iteration, some too early, some only once it runs. */
  private async write(
    line: SampleItem,
    { place, ...fields }: Omit<Piece, 'line' | 'key'>,
  ): Promise<{ id: string; key: string }> {
    const carried = wasCarried({ line, place })
    const iteration = line.iteration === null ? null : this.iterations[line.iteration - (carried ? 1 : 0)]!
    const starts = iteration?.starts ?? this.ago(40 - place)
    const born = this.past(new Date(starts.getTime() - (8 + (place % 5) * 3) * day))
    const restricted = line.audience === 'restricted'
    const made = await atTime(born, () =>
      createItem(this.as(restricted ? 'engineer' : 'lead'), {
        ...fields,
        title: line.title,
        description: describe(line),
        priority: line.priority,
        estimate: line.estimate,
        audience: line.audience,
        ...(fields.type === 'vulnerability'
          ? { severity: severityOf[line.priority], source: cameFrom[place % cameFrom.length] }
          : {}),
        ...(restricted ? { named: [this.people.lead, this.people.operations] } : {}),
      }),
    )
    const planned = iteration !== null && !cameLater({ line, place })
    if (planned || line.assignee)
      await atTime(this.past(new Date(starts.getTime() - day)), () =>
        updateItem(this.by(line), {
          key: made.key,
          ...(planned ? { iteration: iteration.number } : {}),
          ...(line.assignee ? { assignee: this.people[line.assignee] } : {}),
        }),
      )
    return made
  }

  /** Moves one item through its states within its iteration. */
  private async advance({ line, key, place }: Piece) {
    const iteration = line.iteration === null ? null : this.iterations[line.iteration]!
    const starts = iteration?.starts ?? this.ago(40 - place)
    const by = this.by(line)
    const path = ['ready', 'in-progress', 'in-review', 'done'] as const
    const upTo = line.status === 'backlog' ? 0 : path.indexOf(line.status) + 1
    for (const [index, status] of path.slice(0, upTo).entries()) {
      // Some things take hours and some take most of an iteration.
      const pace = 0.3 + ((place * 7) % 11) * 0.25
      const due = new Date(starts.getTime() + (index * pace + (place % 4)) * day + place * 3_600_000)
      // What would lie ahead happened within the last days instead, each thing at its own hour.
      const latest = this.ago(((upTo - index) * 9 + (place % 23)) / 24)
      await atTime(due < latest ? due : latest, () => updateItem(by, { key, status }))
    }
    if (place % 4 === 1 && line.assignee)
      await atTime(this.past(new Date(starts.getTime() + 2 * day)), () =>
        commentOnItem(by, {
          key,
          audience:
            line.audience === 'restricted'
              ? 'restricted'
              : line.audience === 'private'
                ? 'private'
                : 'internal',
          body: 'Begun. The first half is clear; I will say here when the second half is.',
        }),
      )
    if (line.audience === 'public' && line.status === 'done' && place % 3 === 0)
      await this.publishItem(key, line)
  }

  private async publishItem(key: string, line: SampleItem) {
    const subject: FaceSubject = { item: key }
    const at = this.ago(4)
    const { version } = await atTime(at, () =>
      writeFace(this.as('analyst'), {
        subject,
        title: line.title,
        summary: 'Small work that anyone may know about.',
        body: 'Done and checked by a second person.',
        status: 'done',
      }),
    )
    await this.letOut(subject, version, at)
  }

  private async idOf(key: string): Promise<string> {
    const item = await asViewer(system, (tx) => tx.item.findUnique({ where: { key }, select: { id: true } }))
    return item!.id
  }

  private async askForThings() {
    const made: string[] = []
    const items: string[] = []
    for (const [index, request] of requests.entries()) {
      const asked = addBusinessHours(this.workingDayBack(request.day), 1 + (index % 3), workWeek)
      const { id, items: more } = await this.ask(request, this.past(asked))
      made.push(id)
      items.push(...more)
    }
    await this.mark('request', made)
    await this.mark('item', items)
  }

  /** The morning of the working day that lies so many working days back. */
  private workingDayBack(days: number): Date {
    for (let back = days; ; back += 1) {
      const start = new Date(
        Date.UTC(this.today.getUTCFullYear(), this.today.getUTCMonth(), this.today.getUTCDate() - back, 9),
      )
      if (addBusinessDays(start, days, workWeek) <= this.today || days === 0) return this.past(start)
    }
  }

  private async ask({ type, by, urgent, answers, steps: then }: SampleRequest, asked: Date) {
    const { id, key } = await atTime(asked, () =>
      createRequest(this.as(by), {
        type,
        answers,
        ...(urgent ? { urgent: true, urgentReason: urgent } : {}),
      }),
    )
    const items: string[] = []
    let at = asked
    for (const step of then) {
      at = this.past(addBusinessHours(at, step.after, workWeek))
      const made = await atTime(at, () => this.take(key, step))
      if (made) items.push(await this.idOf(made))
    }
    return { id, items }
  }

  private async take(key: string, step: SampleRequest['steps'][number]): Promise<string | null> {
    const who = this.as(step.by)
    switch (step.do) {
      case 'see':
        await seeRequest(who, { key })
        return null
      case 'take':
        await takeRequest(who, { key })
        return null
      case 'reply':
        await replyToRequest(who, { key, body: step.words, answers: true })
        return null
      case 'ask':
        await replyToRequest(who, { key, body: step.words, askBack: true })
        return null
      case 'answer':
      case 'back':
        await answerBack(who, { key, body: step.words })
        return null
      case 'note':
        await noteOnRequest(who, { key, body: step.words })
        return null
      case 'done':
        await finishRequest(who, { key, words: step.words })
        return null
      case 'decline':
        await declineRequest(who, { key, words: step.words })
        return null
      case 'item':
        return (await makeItemFromRequest(who, { key, title: step.title, origin: 'ask' })).itemKey
    }
  }

  /** Nobody wants mail about a past that never was. */
  private async tellNobody() {
    await asViewer(system, (tx) =>
      tx.outbox.updateMany({
        where: { handledAt: null, toldAt: { lte: new Date() } },
        data: { handledAt: now() },
      }),
    )
  }
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10)
}

function describe(line: SampleItem): string {
  const why = {
    public: 'Anyone may know about this one; what is public of it is written on its face.',
    internal: 'For everyone here.',
    private: 'For the security team until it is closed.',
    restricted: 'Only for those who are named. Nothing about it goes into chats or mails.',
  }[line.audience]
  return `${why}\n\n**Done when**\n\n- it works for those it is for\n- somebody else has looked at it\n- what we learned is written down`
}
