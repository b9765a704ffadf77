import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AskForLink } from '@/components/people/ask-for-link'
import { ProviderButtons } from '@/components/people/provider-buttons'
import { SignInHead } from '@/components/people/sign-in-head'
import { Banner } from '@/components/ui/banner'
import {
  configuredProviders,
  currentViewer,
  landingFor,
  mailLinksAreOn,
  problems,
  safeNext,
} from '@/lib/people'
import { settings } from '@/lib/kernel/settings'
import { askForLinkAction } from './actions'

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } }

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const { next: wanted, problem, left } = await searchParams
  const next = safeNext(wanted)
  const viewer = await currentViewer()
  if (viewer && !problem) redirect(next ?? landingFor(viewer.role))

  const providers = configuredProviders()
  const byMail = mailLinksAreOn()
  return (
    <>
      <SignInHead
        title="Sign in"
        lead={next ? 'You will come back to the page that you wanted.' : undefined}
      />
      <div className="mt-6 grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
        {left && (
          <Banner tone="good">
            {left === 'everywhere' ? 'You are signed out everywhere.' : 'You are signed out on this device.'}
          </Banner>
        )}
        {typeof problem === 'string' && problem in problems && (
          <Banner tone="danger">{problems[problem as keyof typeof problems]}</Banner>
        )}
        {providers.length > 0 && <ProviderButtons providers={providers} next={next} />}
        {providers.length > 0 && byMail && (
          <p className="flex items-center gap-3 text-sm text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
            or
          </p>
        )}
        {byMail && <AskForLink next={next} guests={settings().guests} ask={askForLinkAction} />}
        {providers.length === 0 && !byMail && <OnlyByLink />}
      </div>
    </>
  )
}

function OnlyByLink() {
  return (
    <div className="rounded-card border bg-sheet p-5">
      <p className="font-semibold">By a link from whoever runs this</p>
      <p className="mt-1 text-ink-2">
        Neither mail nor a company account is set up here. The operator makes a link for you that signs you in
        once:
      </p>
      <code className="mt-3 block rounded-control bg-sunk px-3 py-2 font-mono text-sm wrap-anywhere">
        npm run daylight -- sign-in-link you@example.com
      </code>
    </div>
  )
}
