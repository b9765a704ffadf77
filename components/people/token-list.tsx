'use client'

import { KeyRound } from 'lucide-react'
import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Chip } from '@/components/ui/chip'
import { SubmitButton } from '@/components/ui/submit-button'
import { Timestamp } from '@/components/ui/timestamp'
import type { FormState } from '@/lib/kernel/forms'
import type { DrawnToken } from '@/lib/people/schema'

type Action = (before: FormState, form: FormData) => Promise<FormState>
type Props = { tokens: DrawnToken[]; revoke: Action; withPerson?: boolean }

const start: FormState = {}

/** Tokens without their secrets, each with when it was last of use. */
export function TokenList({ tokens, revoke, withPerson }: Props) {
  const [state, action] = useActionState(revoke, start)
  if (tokens.length === 0)
    return <p className="text-ink-3">{withPerson ? 'Nobody has a token.' : 'You have none.'}</p>
  return (
    <div className="grid gap-3">
      {state.problem && <Banner tone="danger">{state.problem}</Banner>}
      <ul className="divide-y rounded-card border bg-sheet">
        {tokens.map((token) => (
          <li key={token.id} className="flex items-start gap-3 px-4 py-3">
            <KeyRound className="mt-0.5 size-4.5 shrink-0 text-ink-3" aria-hidden="true" />
            <div className="min-w-0 flex-1">
              <p className="font-medium wrap-anywhere">
                <bdi>{token.name}</bdi>
                {withPerson && <span className="font-normal text-ink-2"> · {token.person}</span>}
              </p>
              <p className="text-sm text-ink-3">
                <Ends token={token} /> ·{' '}
                {token.lastUsedAt ? (
                  <>
                    used <Timestamp at={token.lastUsedAt} />
                  </>
                ) : (
                  'never used'
                )}
              </p>
              <div className="mt-1.5 flex flex-wrap gap-1">
                {token.scopes.map((scope) => (
                  <Chip key={scope} tone={scope === 'admin' ? 'danger' : 'plain'}>
                    {scope}
                  </Chip>
                ))}
              </div>
            </div>
            {!token.revokedAt && (
              <form action={action}>
                <input type="hidden" name="id" value={token.id} />
                <SubmitButton variant="quiet" size="small" aria-label={`Revoke ${token.name}`}>
                  Revoke
                </SubmitButton>
              </form>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Ends({ token }: { token: DrawnToken }) {
  if (token.revokedAt)
    return (
      <span className="text-danger">
        Revoked <Timestamp at={token.revokedAt} />
      </span>
    )
  if (!token.expiresAt) return <>No end</>
  return (
    <>
      Until <Timestamp at={token.expiresAt} />
    </>
  )
}
