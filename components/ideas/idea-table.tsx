import Link from 'next/link'
import { faceStateLabels, type FaceState } from '@/lib/clearance'
import { pathOf } from '@/lib/published'
import type { IdeaRow } from '@/lib/ideas'
import { AudienceChip } from '@/components/ui/audience-chip'
import { Chip } from '@/components/ui/chip'
import { Cell, DataTable, Row, type Column } from '@/components/ui/data-table'
import { QuarterWord } from '@/components/ui/quarter-word'
import { StatusWord } from '@/components/ui/status'

type Props = {
  rows: readonly IdeaRow[]
  sort: string
  hrefForSort: (sort: string) => string
  team: boolean
  firstMonth: number
}

/** Ideas as the plan sees them. */
export function IdeaTable({ rows, sort, hrefForSort, team, firstMonth }: Props) {
  const sortable = (id: string, label: string, more: Partial<Column> = {}): Column => ({
    id,
    label,
    sortHref: hrefForSort(id),
    ...(sort === id
      ? { sorted: id === 'votes' || id === 'new' ? ('descending' as const) : ('ascending' as const) }
      : {}),
    ...more,
  })
  const columns: Column[] = [
    { id: 'title', label: 'Idea' },
    sortable('status', 'Status', { className: wide }),
    sortable('quarter', 'Quarter', { className: wide }),
    sortable('votes', 'Votes', { numeric: true }),
    { id: 'goal', label: 'Goal', className: wide },
    { id: 'audience', label: 'Inside', className: wide },
    { id: 'face', label: 'Outside', className: wide },
    { id: 'items', label: 'Work', className: wide },
  ]
  return (
    <DataTable caption="Ideas" columns={columns}>
      {rows.map((idea) => (
        <Row key={idea.slug}>
          <Cell head className="md:min-w-72">
            <Link
              href={`/plan/ideas/${idea.slug}`}
              className="line-clamp-2 wrap-anywhere hover:text-accent"
              dir="auto"
            >
              {idea.title}
            </Link>
            <span className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 font-normal text-ink-2 md:hidden">
              <StatusWord status={idea.status} />
              {idea.quarter && <QuarterWord quarter={idea.quarter} short firstMonth={firstMonth} />}
              <AudienceChip audience={idea.audience} short />
            </span>
          </Cell>
          <Cell className={wide}>
            <StatusWord status={idea.status} />
          </Cell>
          <Cell className={`whitespace-nowrap ${wide}`}>
            {idea.quarter ? (
              <QuarterWord quarter={idea.quarter} short firstMonth={firstMonth} />
            ) : (
              <span className="text-ink-3">–</span>
            )}
          </Cell>
          <Cell numeric>{idea.votes}</Cell>
          <Cell className={`max-w-52 truncate text-ink-2 ${wide}`} title={idea.goal?.title} dir="auto">
            {idea.goal?.title ?? <span className="text-ink-3">–</span>}
          </Cell>
          <Cell className={wide}>
            <AudienceChip audience={idea.audience} short />
          </Cell>
          <Cell className={`whitespace-nowrap ${wide}`}>
            <Outside idea={idea} team={team} />
          </Cell>
          <Cell className={`max-w-40 ${wide}`}>
            <span className="flex flex-wrap gap-x-2">
              {idea.items.slice(0, 3).map((key) => (
                <Link
                  key={key}
                  href={`/items/${key}`}
                  className="whitespace-nowrap text-accent hover:text-accent-strong"
                >
                  {key}
                </Link>
              ))}
              {idea.items.length > 3 && <span className="text-ink-3">+{idea.items.length - 3}</span>}
            </span>
          </Cell>
        </Row>
      ))}
    </DataTable>
  )
}

/** On a phone a row says the most of it under its title. */
const wide = 'max-md:hidden'

function Outside({ idea, team }: { idea: IdeaRow; team: boolean }) {
  const { publicSlug, face } = idea
  const state = face && face !== 'public' ? faceStateLabels[face as FaceState] : null
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      {publicSlug && (
        <a
          href={pathOf({ ...idea, kind: 'idea', slug: publicSlug })}
          className="text-accent hover:text-accent-strong"
        >
          Public
        </a>
      )}
      {state && (
        <Chip tone={face === 'in review' ? 'accent' : 'plain'}>{publicSlug ? 'Next text' : state}</Chip>
      )}
      {!publicSlug && !state && (
        <span className="text-ink-3">{team && idea.inSight ? 'Not written' : '–'}</span>
      )}
    </span>
  )
}
