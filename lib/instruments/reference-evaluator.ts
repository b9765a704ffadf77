// What a query means, said a second time and slowly: over loaded rows, one item after the other, without a database. The
// compiled form is held against it (lib/items/query/reference.db.test.ts). Its zone has no summer time, so that a local day is
// plain arithmetic here.
import type { Condition, FieldWord, Operand, TimeWord, When } from '../kernel/query'
import type { ItemRow, QueryWorld } from './query-world'

export type Reader = { id: string; role: 'admin' | 'security' | 'sales' | 'employee' | 'guest' }

type Moment = { from: number; to: number }
type Line = { at: number; by: string | null; was: unknown; is: unknown }

const minute = 60_000
const day = 24 * 60 * minute

export class Evaluator {
  private readonly items: ItemRow[]

  constructor(
    private readonly world: QueryWorld,
    private readonly reader: Reader,
    private readonly now: number,
    /** Minutes before UTC. */
    private readonly offset: number,
  ) {
    this.items = world.items.filter((item) => this.sees(item))
  }

  /** The ids that fit, in order. */
  run(query: { where: Condition | null; order: { field: FieldWord; descending: boolean }[] }): string[] {
    const fitting = this.items.filter((item) => query.where === null || this.fits(item, query.where))
    const compare = (a: ItemRow, b: ItemRow) => {
      for (const { field, descending } of query.order) {
        const [x, y] = [this.sortValue(a, field), this.sortValue(b, field)]
        if (x === y) continue
        // What has no value comes last, whichever way.
        if (x === null || y === null) return x === null ? 1 : -1
        return (byCodes(x, y) || 0) * (descending ? -1 : 1)
      }
      return byCodes(a.rank, b.rank)
    }
    return [...fitting].sort(compare).map(({ id }) => id)
  }

  private fits(item: ItemRow, condition: Condition): boolean {
    switch (condition.is) {
      case 'and':
        return condition.terms.every((term) => this.fits(item, term))
      case 'or':
        return condition.terms.some((term) => this.fits(item, term))
      case 'not':
        return !this.fits(item, condition.term)
      case 'compare': {
        const { field, operator, operand } = condition
        if (operator === '=') return this.equals(item, field, operand)
        if (operator === '!=') return !this.equals(item, field, operand)
        const words = operand.is === 'text' ? operand.text.toLowerCase() : ''
        const holds = () => this.texts(item, field).some((text) => text.toLowerCase().includes(words))
        if (operator === '~') return holds()
        if (operator === '!~') return !holds()
        return this.compares(item, field, operator, operand)
      }
      case 'in':
        return (
          condition.operands.some((operand) => this.equals(item, condition.field, operand)) !==
          condition.negated
        )
      case 'emptiness':
        return this.isEmpty(item, condition.field) !== condition.negated
      case 'was':
        return this.was(item, condition) !== condition.negated
      case 'changed':
        return this.changed(item, condition)
      case 'holds':
        return condition.name === 'overdue' ? this.overdue(item) : this.breached(item)
    }
  }

  // ── the present ──────────────────────────────────────────────────────────────────────────────

  /** What a field holds now, as far as the reader sees it: words, numbers, instants or days, one or several. */
  private values(item: ItemRow, { name }: FieldWord): (string | number)[] {
    const one = (value: string | number | null | undefined) =>
      value === null || value === undefined || value === '' ? [] : [value]
    switch (name) {
      case 'label':
        return item.labels
      case 'goal':
        return this.goalsOf(item).flatMap(({ slug, title }) => [slug, title])
      case 'release':
        return this.world.releases
          .filter((release) => release.id === item.release_id && this.reads(release.audience))
          .flatMap(({ slug, name: called }) => [slug, called])
      case 'parent':
        return this.items
          .filter((each) => each.id === item.parent_id && each.archived_at === null)
          .map(({ key }) => key)
      case 'iteration':
        return one(this.world.iterations.find(({ id }) => id === item.iteration_id)?.number)
      case 'text':
        return [item.title, item.description].filter(Boolean)
      case 'age':
        return [Math.floor((this.now - Date.parse(item.status_since)) / day)]
      case 'created':
        return [Date.parse(item.created_at)]
      case 'updated':
        return [Date.parse(item.updated_at)]
      case 'since':
        return [Date.parse(item.status_since)]
      case 'done':
        return item.done_at ? [Date.parse(item.done_at)] : []
      case 'blockedSince':
        return item.blocked_at ? [Date.parse(item.blocked_at)] : []
      case 'assignee':
        return one(item.assignee_id)
      case 'reporter':
        return one(item.reporter_id)
      case 'mentions':
        return this.mentionsOf(item)
      case 'checklist': {
        const left = item.checklist.filter(({ doneAt }) => doneAt === null).length
        return item.checklist.length === 0 ? [] : [left > 0 ? 'open' : 'done']
      }
      case 'reason':
        return one(item.blocked_reason)
      case 'ownerTeam':
        return one(item.owner_team)
      case 'system':
      case 'score':
      case 'agreed':
      case 'contact':
        return one(item.custom[name] as string | number | undefined)
      case 'areas':
        return (item.custom.areas as string[] | undefined) ?? []
      default:
        return one(item[name as 'title'])
    }
  }

  private equals(item: ItemRow, field: FieldWord, operand: Operand): boolean {
    if (operand.is === 'flag') return this.flag(item, field.name) === operand.yes
    const values = this.values(item, field)
    if (operand.is === 'time') {
      const moment = this.moment(operand.time)
      if (field.kind === 'day') return values.some((value) => value === this.localDay(moment.from))
      return values.some((value) => within(Number(value), moment))
    }
    if (field.kind === 'person') return values.some((value) => this.people(operand).includes(String(value)))
    if (operand.is === 'number') return values.some((value) => value === operand.number)
    if (operand.is === 'function') return values.some((value) => value === this.iteration(operand.name))
    if (operand.is !== 'text') return false
    const wanted = operand.text.toLowerCase()
    return values.some((value) => String(value).toLowerCase() === wanted)
  }

  private compares(item: ItemRow, field: FieldWord, operator: string, operand: Operand): boolean {
    return this.values(item, field).some((value) => {
      if (operand.is === 'time') {
        const moment = this.moment(operand.time)
        if (field.kind === 'day') return ordered(byCodes(String(value), this.localDay(moment.from)), operator)
        const at = Number(value)
        if (operator === '<') return at < moment.from
        if (operator === '>=') return at >= moment.from
        const reached = moment.from === moment.to ? at <= moment.from : at < moment.to
        return operator === '<=' ? reached : !reached
      }
      if (field.kind === 'choice') {
        const order = (field.choices ?? []).map((choice) => choice.value)
        const other = operand.is === 'text' ? operand.text : ''
        return ordered(order.indexOf(String(value)) - order.indexOf(other), operator)
      }
      const number =
        operand.is === 'number' ? operand.number : this.iteration(String('name' in operand && operand.name))
      return number !== null && ordered(Number(value) - number, operator)
    })
  }

  private texts(item: ItemRow, field: FieldWord): string[] {
    if (field.kind === 'person')
      return this.values(item, field).flatMap((id) => this.known(String(id))?.name ?? [])
    if (field.name === 'goal') return this.goalsOf(item).map(({ title }) => title)
    if (field.name === 'release')
      return this.world.releases
        .filter((release) => release.id === item.release_id && this.reads(release.audience))
        .map(({ name }) => name)
    if (field.name === 'parent')
      return this.items
        .filter((each) => each.id === item.parent_id && each.archived_at === null)
        .map(({ title }) => title)
    return this.values(item, field).map(String)
  }

  private flag(item: ItemRow, name: string): boolean {
    if (name === 'watched')
      return this.world.watches.some(
        (watch) => watch.item_id === item.id && watch.person_id === this.reader.id,
      )
    return item.blocked_at !== null
  }

  private isEmpty(item: ItemRow, field: FieldWord): boolean {
    return this.values(item, field).length === 0
  }

  private overdue(item: ItemRow): boolean {
    const late = item.due !== null && item.due < this.localDay(this.now) && item.status !== 'done'
    return late || this.clocksOf(item).some(({ due, met }) => met === null && this.now > due)
  }

  private breached(item: ItemRow): boolean {
    const end = item.done_at ? Date.parse(item.done_at) : this.now
    const late = item.due !== null && item.due < this.localDay(end)
    return late || this.clocksOf(item).some(({ due, met }) => (met ?? this.now) > due)
  }

  /** Clocks are the team's. */
  private clocksOf(item: ItemRow): { due: number; met: number | null }[] {
    if (!this.isTeam) return []
    return this.world.clocks
      .filter((clock) => clock.item_id === item.id)
      .map(({ due_at, met_at }) => ({ due: Date.parse(due_at), met: met_at ? Date.parse(met_at) : null }))
  }

  /** Whom the comments name that this reader may read. */
  private mentionsOf(item: ItemRow): string[] {
    return this.world.comments
      .filter((each) => each.item_id === item.id && (each.audience === 'internal' || this.isTeam))
      .filter((each) => each.audience !== 'restricted' || this.isNamed(item))
      .flatMap((each) => each.mentions)
  }

  private sortValue(item: ItemRow, field: FieldWord): string | number | null {
    if (field.kind === 'flag') return this.flag(item, field.name) ? 1 : 0
    if (field.kind === 'choice' && field.name !== 'stage') {
      const position = (field.choices ?? []).findIndex(({ value }) => value === this.values(item, field)[0])
      return position < 0 ? null : position
    }
    if (field.name === 'key') return Number(item.key.split('-')[1])
    if (field.name === 'rank') return item.rank
    if (['person', 'name'].includes(field.kind) || field.kind === 'text')
      return (
        this.texts(item, field)
          .map((text) => text.toLowerCase())
          .sort(byCodes)[0] ?? null
      )
    return this.values(item, field)[0] ?? null
  }

  // ── the past ─────────────────────────────────────────────────────────────────────────────────

  private was(item: ItemRow, { field, operands, when }: Extract<Condition, { is: 'was' }>): boolean {
    const name = historyName(field)
    const created = this.world.history.find((row) => row.subject_id === item.id && row.field === 'created')
    const lines = this.lines(item, name).filter(
      ({ was, is }) => JSON.stringify(this.drawn(field, was)) !== JSON.stringify(this.drawn(field, is)),
    )
    const start = created ? Date.parse(created.at) : Date.parse(item.created_at)
    const periods = lines.map((line, n) => ({
      value: line.was,
      since: lines[n - 1]?.at ?? start,
      until: line.at,
      by: n === 0 ? (created?.person_id ?? null) : lines[n - 1]!.by,
    }))
    const last = lines.at(-1)
    periods.push({
      value: this.present(item, field),
      since: last?.at ?? start,
      until: Infinity,
      by: last ? last.by : (created?.person_id ?? null),
    })
    const [low, high] = this.window(when)
    if (low.at >= high) return false
    return periods.some(
      ({ value, since, until, by }) =>
        operands.some((operand) => this.held(this.drawn(field, value), field, operand)) &&
        since < high &&
        until > low.at &&
        (!when.by || (by !== null && this.people(when.by).includes(by))),
    )
  }

  private changed(item: ItemRow, { field, when }: Extract<Condition, { is: 'changed' }>): boolean {
    const [low, high] = this.window(when)
    if (low.at >= high) return false
    return this.lines(item, historyName(field)).some((line) => {
      const [was, is] = [this.drawn(field, line.was), this.drawn(field, line.is)]
      const only = (operand: Operand | undefined, one: unknown, other: unknown) =>
        !operand || (this.held(one, field, operand) && !this.held(other, field, operand))
      return (
        JSON.stringify(was) !== JSON.stringify(is) &&
        line.at < high &&
        (low.open ? line.at > low.at : line.at >= low.at) &&
        (!when.by || (line.by !== null && this.people(when.by).includes(line.by))) &&
        only(when.from, was, is) &&
        only(when.to, is, was)
      )
    })
  }

  private lines(item: ItemRow, name: string): Line[] {
    return this.world.history
      .filter((row) => row.subject_id === item.id && row.field === name)
      .sort((a, b) => a.id - b.id)
      .map((row) => ({ at: Date.parse(row.at), by: row.person_id, was: row.was, is: row.is }))
  }

  /** A kept value without what the reader may not see. */
  private drawn(field: FieldWord, value: unknown): unknown {
    if (value === null || value === undefined) return null
    const there = (id: unknown) =>
      field.name === 'release'
        ? this.world.releases.some((each) => each.id === id && this.reads(each.audience))
        : field.name === 'parent'
          ? this.items.some((each) => each.id === id)
          : field.name === 'goal'
            ? this.world.goals.some((each) => each.id === id && this.reads(each.audience))
            : field.kind === 'person'
              ? this.known(String(id)) !== undefined
              : true
    if (field.name === 'goal') {
      const ids = (value as string[]).filter(there)
      return ids.length > 0 ? ids : null
    }
    return there(value) ? value : null
  }

  private held(value: unknown, field: FieldWord, operand: Operand): boolean {
    const empty =
      value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
    if (operand.is === 'empty') return empty
    if (operand.is === 'flag') return operand.yes !== empty
    if (empty) return false
    const list = [value].flat() as (string | number)[]
    if (operand.is === 'time') return list.includes(this.localDay(this.moment(operand.time).from))
    if (field.kind === 'person') return list.some((id) => this.people(operand).includes(String(id)))
    if (field.name === 'iteration') {
      const number =
        operand.is === 'number' ? operand.number : this.iteration(String('name' in operand && operand.name))
      return this.world.iterations.some((each) => list.includes(each.id) && each.number === number)
    }
    if (operand.is === 'number') return list.includes(operand.number)
    const wanted = operand.is === 'text' ? operand.text.toLowerCase() : ''
    const called = list.flatMap((id) => {
      if (field.name === 'goal')
        return this.world.goals.filter((each) => each.id === id).flatMap(({ slug, title }) => [slug, title])
      if (field.name === 'release')
        return this.world.releases.filter((each) => each.id === id).flatMap(({ slug, name }) => [slug, name])
      if (field.name === 'parent')
        return this.world.items.filter((each) => each.id === id).map(({ key }) => key)
      return [String(id)]
    })
    return called.some((each) => each.toLowerCase() === wanted)
  }

  /** The present value as history would keep it. */
  private present(item: ItemRow, field: FieldWord): unknown {
    switch (field.name) {
      case 'goal':
        return item.goals
      case 'label':
        return item.labels
      case 'release':
        return item.release_id
      case 'parent':
        return item.parent_id
      case 'iteration':
        return item.iteration_id
      case 'blocked':
        return item.blocked_reason
      case 'areas':
        return item.custom.areas ?? null
      default:
        return this.values(item, field)[0] ?? null
    }
  }

  private window(when: When): [{ at: number; open: boolean }, number] {
    const lows: { at: number; open: boolean }[] = [{ at: -Infinity, open: false }]
    const highs = [Infinity]
    if (when.after) {
      const { from, to } = this.moment(when.after)
      lows.push({ at: to, open: from === to })
    }
    if (when.before) highs.push(this.moment(when.before).from)
    if (when.on) {
      const start = this.startOfDay(this.moment(when.on).from)
      lows.push({ at: start, open: false })
      highs.push(start + day)
    }
    // Of two at one instant the open one leaves more out.
    const low = lows.sort((a, b) => b.at - a.at || Number(b.open) - Number(a.open))[0]!
    return [low, Math.min(...highs)]
  }

  // ── time, people, sight ──────────────────────────────────────────────────────────────────────

  private moment(word: TimeWord): Moment {
    const instant = (at: number) => ({ from: at, to: at })
    switch (word.is) {
      case 'day': {
        const from = Date.parse(`${word.day}T00:00:00Z`) - this.offset * minute
        return { from, to: from + day }
      }
      case 'today': {
        const from = this.startOfDay(this.shifted(this.now, word.shift))
        return { from, to: from + day }
      }
      case 'moment':
        return instant(
          word.offset
            ? Date.parse(`${word.wall}${word.offset}`)
            : Date.parse(`${word.wall}Z`) - this.offset * minute,
        )
      case 'shift':
        return instant(this.shifted(this.now, word.shift))
      case 'edge': {
        const wall = new Date(this.now + this.offset * minute)
        const [year, month, date] = [wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate()]
        const monday = date - ((wall.getUTCDay() + 6) % 7)
        const start = (periods: number): number => {
          switch (word.of) {
            case 'day':
              return Date.UTC(year, month, date + periods)
            case 'week':
              return Date.UTC(year, month, monday + 7 * periods)
            case 'month':
              return Date.UTC(year, month + periods, 1)
            case 'quarter':
              return Date.UTC(year, month - (month % 3) + 3 * periods, 1)
            case 'year':
              return Date.UTC(year + periods, 0, 1)
          }
        }
        const edge = word.edge === 'start' ? start(word.periods) : start(word.periods + 1) - 1
        return instant(this.shifted(edge - this.offset * minute, word.shift))
      }
    }
  }

  private shifted(at: number, shift: { amount: number; unit: string } | null): number {
    if (!shift) return at
    const { amount, unit } = shift
    const lengths: Record<string, number> = { m: minute, h: 60 * minute, d: day, w: 7 * day }
    if (unit in lengths) return at + amount * lengths[unit]!
    const wall = new Date(at + this.offset * minute)
    const month = wall.getUTCMonth() + (unit === 'y' ? 12 * amount : amount)
    const last = new Date(Date.UTC(wall.getUTCFullYear(), month + 1, 0)).getUTCDate()
    const date = Math.min(wall.getUTCDate(), last)
    const inDay = wall.getTime() - Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate())
    return Date.UTC(wall.getUTCFullYear(), month, date) + inDay - this.offset * minute
  }

  private startOfDay(at: number): number {
    return Math.floor((at + this.offset * minute) / day) * day - this.offset * minute
  }

  private localDay(at: number): string {
    return new Date(at + this.offset * minute).toISOString().slice(0, 10)
  }

  private iteration(name: string): number | null {
    const today = this.localDay(this.now)
    const { iterations } = this.world
    if (name === 'currentIteration') {
      const running = iterations.filter(
        (each) => !each.closed_at && each.starts_on <= today && today <= each.ends_on,
      )
      return running.sort((a, b) => a.number - b.number)[0]?.number ?? null
    }
    if (name === 'nextIteration') {
      const coming = iterations.filter((each) => !each.closed_at && each.starts_on > today)
      return (
        coming.sort((a, b) => byCodes(a.starts_on, b.starts_on) || a.number - b.number)[0]?.number ?? null
      )
    }
    const ended = iterations.filter((each) => each.ends_on < today)
    return ended.sort((a, b) => byCodes(b.ends_on, a.ends_on) || b.number - a.number)[0]?.number ?? null
  }

  private people(operand: Operand): string[] {
    if (operand.is === 'function') return [this.reader.id]
    const who = operand.is === 'text' ? operand.text.toLowerCase() : ''
    return this.world.people
      .filter(
        (person) =>
          this.known(person.id) && [person.name.toLowerCase(), person.email, person.id].includes(who),
      )
      .map(({ id }) => id)
  }

  private known(id: string) {
    const person = this.world.people.find((each) => each.id === id)
    return person && (this.reader.role !== 'guest' || person.id === this.reader.id) ? person : undefined
  }

  private goalsOf(item: ItemRow) {
    return this.world.goals.filter((goal) => item.goals.includes(goal.id) && this.reads(goal.audience))
  }

  private get isTeam(): boolean {
    return this.reader.role === 'security' || this.reader.role === 'admin'
  }

  private reads(audience: string): boolean {
    if (this.reader.role === 'guest') return false
    return audience === 'public' || audience === 'internal' || (audience === 'private' && this.isTeam)
  }

  private isNamed(item: ItemRow): boolean {
    return this.world.named.some((row) => row.subject_id === item.id && row.person_id === this.reader.id)
  }

  private sees(item: ItemRow): boolean {
    if (item.audience !== 'restricted') return this.reads(item.audience)
    return this.isTeam && this.isNamed(item)
  }
}

function historyName({ name }: FieldWord): string {
  if (name === 'goal') return 'goals'
  if (name === 'label') return 'labels'
  return ['system', 'score', 'agreed', 'contact', 'areas'].includes(name) ? `custom.${name}` : name
}

function ordered(difference: number, operator: string): boolean {
  if (operator === '<') return difference < 0
  if (operator === '<=') return difference <= 0
  return operator === '>' ? difference > 0 : difference >= 0
}

function within(at: number, { from, to }: Moment): boolean {
  return from === to ? at === from : at >= from && at < to
}

/** By code points, as the database's plain collation; numbers by size. */
function byCodes(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0
}
