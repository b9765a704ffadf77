import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { PageBody, PageHead } from '@/components/frame/page-head'
import { themeFromCookie } from '@/components/frame/theme'
import { MakeToken } from '@/components/people/make-token'
import { NameForm } from '@/components/people/name-form'
import { Section } from '@/components/people/section'
import { LinkedSignIns, SignOutEverywhere } from '@/components/people/sign-ins'
import { ThemeForm } from '@/components/people/theme-form'
import { TokenList } from '@/components/people/token-list'
import { Banner } from '@/components/ui/banner'
import { configuredProviders, listIdentities, listTokens, mayAdminister, teamAsker } from '@/lib/people'
import { roleHints, roleLabels } from '@/lib/people/schema'
import {
  makeTokenAction,
  renameAction,
  revokeTokenAction,
  signOutEverywhereAction,
  themeAction,
  unlinkAction,
} from './actions'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const { asker, viewer } = await teamAsker('/settings')
  const [{ linked, problem }, jar, tokens, identities] = await Promise.all([
    searchParams,
    cookies(),
    listTokens(asker),
    listIdentities(asker),
  ])
  const providers = configuredProviders()
  const role = viewer.role === 'system' ? 'admin' : viewer.role
  return (
    <>
      <PageHead title="Settings" sub={viewer.email} />
      <PageBody width="reading">
        {linked === 'yes' && <Banner tone="good">Linked. From now on it signs you in.</Banner>}
        {problem === 'taken' && (
          <Banner tone="danger">
            That account signs somebody else in already, or another one of the same kind is linked to you.
          </Banner>
        )}
        {problem === 'provider' && <Banner tone="danger">Linking did not work. Please try again.</Banner>}
        <Section id="you" title="You" lead={`${roleLabels[role]}. ${roleHints[role]}`}>
          <NameForm name={viewer.name} rename={renameAction} />
        </Section>
        <Section id="theme" title="Theme" lead="For this browser.">
          <ThemeForm theme={themeFromCookie(jar.get('theme')?.value)} choose={themeAction} />
        </Section>
        {providers.length > 0 && (
          <Section
            id="sign-ins"
            title="Ways to sign in"
            lead="A linked account signs you in without a mail. GitHub never finds you by your address."
          >
            <LinkedSignIns providers={providers} linked={identities} unlinkOne={unlinkAction} />
          </Section>
        )}
        <Section
          id="sessions"
          title="Signed in elsewhere"
          lead="A lost laptop, a borrowed browser: this ends every session of yours, this one too."
        >
          <SignOutEverywhere signOut={signOutEverywhereAction} />
        </Section>
        <Section
          id="tokens"
          title="Tokens for scripts"
          lead="A token acts as you and never sees more than you do. Its scopes say what it may change."
        >
          <div className="grid gap-5">
            <TokenList tokens={tokens.filter(({ revokedAt }) => !revokedAt)} revoke={revokeTokenAction} />
            <MakeToken mayAdminister={mayAdminister(viewer)} make={makeTokenAction} />
          </div>
        </Section>
      </PageBody>
    </>
  )
}
