import { Card } from '@/components/ui/card'
import { quarterShort } from '@/components/ui/dates'
import { statusLabel } from '@/components/ui/status'
import type { FieldDiff } from '@/lib/clearance'

/** What would change outside, word by word: gone words struck through, new ones underlined, never by colour alone. */
export function FaceDiff({ diff }: { diff: readonly FieldDiff[] }) {
  return (
    <Card>
      <h3 className="mb-3 text-sm font-medium text-ink-2">What changes outside</h3>
      <dl className="grid gap-3">
        {diff.map(({ field, label, was, is, stretches }) => (
          <div key={field}>
            <dt className="text-sm text-ink-3">{label}</dt>
            <dd className="whitespace-pre-wrap wrap-anywhere" dir="auto">
              {(field === 'status' || field === 'quarter') && (
                <>
                  <del className="text-danger">{plain(field, was)}</del> →{' '}
                  <ins className="text-accent">{plain(field, is)}</ins>
                </>
              )}
              {field !== 'status' &&
                field !== 'quarter' &&
                stretches.map(({ kind, text }, n) =>
                  kind === 'gone' ? (
                    <del key={n} className="bg-danger-soft text-danger">
                      {text}
                    </del>
                  ) : kind === 'new' ? (
                    <ins key={n} className="bg-accent-soft text-accent decoration-2">
                      {text}
                    </ins>
                  ) : (
                    <span key={n}>
                      {text.length > 600 ? `${text.slice(0, 240)} … ${text.slice(-240)}` : text}
                    </span>
                  ),
                )}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}

function plain(field: 'status' | 'quarter', value: string): string {
  if (field === 'status') return statusLabel(value)
  return value ? quarterShort(value) : 'No quarter'
}
