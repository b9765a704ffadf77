// How what is public is put in order. Pure, and made of public facts alone.
import { nextQuarters, quarterWords } from '../kernel/clock'

export type PublishedKind = 'idea' | 'item'

/** The same rule as inside (lib/ideas/rules, a test compares them): planned or further, and a quarter. */
export function inSight(entry: { status: string; quarter: string | null }): boolean {
  return ['planned', 'in progress', 'shipped'].includes(entry.status) && entry.quarter !== null
}

/** The one address of a public page; the other one leads to it. */
export function pathOf(entry: {
  kind: string
  slug: string
  status: string
  quarter: string | null
}): string {
  if (entry.kind === 'item') return `/open-work/${entry.slug}`
  return inSight(entry) ? `/roadmap/${entry.slug}` : `/wishlist/${entry.slug}`
}

/** In one quarter: what moves first, then what is planned, then what is done; among those what most people want. */
export function byProgress(a: Sortable, b: Sortable): number {
  return (
    place(a.status) - place(b.status) ||
    b.votes - a.votes ||
    byWords(a.title, b.title) ||
    byWords(a.slug, b.slug)
  )
}

export type QuarterColumn<Card> = {
  quarter: string
  words: string
  /** How sure we are, in words. */
  note: string
  cards: Card[]
}

export type Roadmap<Card> = {
  /** What was meant for a quarter that is over, and is not done: it stays in sight until it is. */
  late: Card[]
  columns: QuarterColumn<Card>[]
  /** Shipped in quarters that are over, the newest first. */
  before: QuarterColumn<Card>[]
}

/** The entries by quarter, from this quarter on. A quarter without an entry is left out, unless it is one of the next two. */
export function byQuarter<Card extends Sortable & { quarter: string | null }>(
  cards: readonly Card[],
  { thisQuarter, fiscalStartMonth }: { thisQuarter: string; fiscalStartMonth: number },
): Roadmap<Card> {
  const groups = new Map<string, Card[]>(nextQuarters(thisQuarter, 2).map((quarter) => [quarter, []]))
  const late: Card[] = []
  for (const card of cards) {
    if (!card.quarter) continue
    if (card.quarter < thisQuarter && card.status !== 'shipped') late.push(card)
    else groups.set(card.quarter, [...(groups.get(card.quarter) ?? []), card])
  }
  const next = nextQuarters(thisQuarter, 2)[1]
  const columns = [...groups]
    .map(([quarter, members]) => ({
      quarter,
      words: quarterWords(quarter, fiscalStartMonth),
      note:
        quarter === thisQuarter
          ? 'This quarter'
          : quarter === next
            ? 'Next: fairly sure'
            : quarter < thisQuarter
              ? 'Done'
              : 'After that: our best guess',
      cards: members.sort(byProgress),
    }))
    .sort((a, b) => byWords(a.quarter, b.quarter))
  return {
    late: late.sort((a, b) => byWords(a.quarter ?? '', b.quarter ?? '') || byProgress(a, b)),
    columns: columns.filter(({ quarter }) => quarter >= thisQuarter),
    before: columns.filter(({ quarter }) => quarter < thisQuarter).reverse(),
  }
}

type Sortable = { status: string; votes: number; title: string; slug: string }

const progress = [
  'in review',
  'in progress',
  'ready',
  'planned',
  'under consideration',
  'backlog',
  'shipped',
  'done',
  'duplicate',
  'declined',
]

function place(status: string): number {
  const found = progress.indexOf(status.replace('-', ' '))
  return found < 0 ? progress.length : found
}

/** By code points, so that every process and every build puts the same words in the same order. */
export function byWords(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
