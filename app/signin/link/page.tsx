import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { LinkForm } from '@/components/people/link-form'
import { SignInHead } from '@/components/people/sign-in-head'
import { Button } from '@/components/ui/button'
import { attemptCookie, linkState, problems, safeNext } from '@/lib/people'

// The address of this page is a secret while it lasts: it goes into no referrer, not even to ourselves, and into no
// index. Not `no-referrer`: with it a browser sends the form's Origin as `null`, which is what foreign forms do.
export const metadata: Metadata = {
  title: 'Sign in by link',
  referrer: 'strict-origin',
  robots: { index: false, follow: false },
}

/** Opening it changes nothing, so mail scanners may. The button spends it. */
export default async function LinkPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const { token, next: wanted, problem } = await searchParams
  const secret = typeof token === 'string' ? token : ''
  const state = await linkState(secret, (await cookies()).get(attemptCookie)?.value)
  if (state === 'gone') return <Gone />
  const needsCode = state === 'needs code'
  return (
    <>
      <SignInHead
        title={needsCode ? 'One more thing' : 'You are nearly in'}
        lead={
          needsCode
            ? 'This link was asked for in another browser. Type the six digits that stand there.'
            : 'This link signs you in once, in this browser.'
        }
      />
      <LinkForm
        token={secret}
        next={safeNext(wanted)}
        needsCode={needsCode}
        problem={
          problem === 'often'
            ? problems.often
            : problem === 'code' && needsCode
              ? 'Those are not the digits. After five wrong tries the link is used up.'
              : undefined
        }
      />
    </>
  )
}

function Gone() {
  return (
    <>
      <SignInHead
        title="This link does not open any more"
        lead="It was used already, or it is too old. A link works once: ten minutes when it came by mail, a day when the operator made it."
      />
      <p className="mt-6">
        <Button href="/signin" variant="main" size="large">
          Ask for a new one
        </Button>
      </p>
    </>
  )
}
