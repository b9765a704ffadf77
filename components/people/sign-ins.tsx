'use client'

import { Building2, CodeXml, LogOut } from 'lucide-react'
import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { SubmitButton } from '@/components/ui/submit-button'
import { Timestamp } from '@/components/ui/timestamp'
import type { FormState } from '@/lib/kernel/forms'

type Act = (before: FormState, form: FormData) => Promise<FormState>

const start: FormState = {}

type Provider = { id: 'oidc' | 'github'; name: string; issuer: string }

/** Which outside accounts sign this person in. Linking goes there and comes back. */
export function LinkedSignIns({
  providers,
  linked,
  unlinkOne,
}: {
  providers: Provider[]
  linked: { issuer: string; linkedAt: Date }[]
  unlinkOne: Act
}) {
  const [state, unlink] = useActionState(unlinkOne, start)
  return (
    <div className="grid gap-3">
      {state.problem && <Banner tone="danger">{state.problem}</Banner>}
      <ul className="divide-y rounded-card border bg-sheet">
        {providers.map((provider) => {
          const link = linked.find(
            ({ issuer }) => issuer.replace(/\/$/, '') === provider.issuer.replace(/\/$/, ''),
          )
          const Icon = provider.id === 'oidc' ? Building2 : CodeXml
          return (
            <li key={provider.id} className="flex items-center gap-3 px-4 py-3">
              <Icon className="size-5 shrink-0 text-ink-3" aria-hidden="true" />
              <div className="min-w-0 flex-1">
                <p className="font-medium first-letter:uppercase">{provider.name}</p>
                <p className="text-sm text-ink-3">
                  {link ? (
                    <>
                      Linked <Timestamp at={link.linkedAt} />
                    </>
                  ) : (
                    'Not linked'
                  )}
                </p>
              </div>
              {link ? (
                <form action={unlink}>
                  <input type="hidden" name="issuer" value={link.issuer} />
                  <SubmitButton variant="quiet" size="small">
                    Unlink
                  </SubmitButton>
                </form>
              ) : (
                <form method="post" action={`/signin/with/${provider.id}`}>
                  <input type="hidden" name="purpose" value="link" />
                  <input type="hidden" name="next" value="/settings" />
                  <SubmitButton variant="plain" size="small">
                    Link
                  </SubmitButton>
                </form>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

export function SignOutEverywhere({ signOut }: { signOut: Act }) {
  const [state, action] = useActionState(signOut, start)
  return (
    <form action={action} className="grid justify-items-start gap-3">
      {state.problem && <Banner tone="danger">{state.problem}</Banner>}
      <SubmitButton variant="plain" pendingText="Signing out…">
        <LogOut aria-hidden="true" />
        Sign out everywhere
      </SubmitButton>
    </form>
  )
}
