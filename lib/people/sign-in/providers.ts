// The outside sign-ins. Who somebody is there is issuer and subject, never an address: an address leads to an account
// only when the company's own provider vouches for it. GitHub vouches for nothing here: its accounts sign in once their
// person has linked them in the settings.
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { settings } from '../../kernel/settings'

export type ProviderId = 'oidc' | 'github'

/** What can be offered on the sign-in page. */
export function configuredProviders(): { id: ProviderId; name: string; issuer: string }[] {
  const { oidc, githubSignIn } = settings()
  return [
    ...(oidc ? [{ id: 'oidc' as const, name: 'your company account', issuer: oidc.issuer }] : []),
    ...(githubSignIn ? [{ id: 'github' as const, name: 'GitHub', issuer: githubAddress() }] : []),
  ]
}

/** The pages of GitHub, or of a company's own one, that belong to the API's address. */
export function githubAddress(): string {
  const api = new URL(settings().github.apiUrl)
  return api.host === 'api.github.com' ? 'https://github.com' : api.origin
}

type CompanyProfile = { iss: string; sub: string; email?: string; email_verified?: boolean; name?: string }
type GithubProfile = { id: number | string; name?: string | null; login?: string }

export function providerConfigs(): (OAuthConfig<CompanyProfile> | OAuthConfig<GithubProfile>)[] {
  const { oidc, githubSignIn, github } = settings()
  const configs = []
  if (oidc) configs.push(companyConfig(oidc))
  if (githubSignIn) configs.push(githubConfig(githubSignIn, github.apiUrl))
  return configs
}

function companyConfig(oidc: NonNullable<ReturnType<typeof settings>['oidc']>): OAuthConfig<CompanyProfile> {
  return {
    id: 'oidc',
    name: 'your company account',
    type: 'oauth',
    wellKnown: `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId: oidc.clientId,
    clientSecret: oidc.clientSecret,
    authorization: { params: { scope: 'openid email profile' } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    httpOptions: { timeout: 10_000 },
    userinfo: {
      // Some providers tell the address in the token, some only here. The signed token has the last word.
      async request({ client, tokens }) {
        const claims =
          client.issuer && 'claims' in tokens && typeof tokens.claims === 'function' ? tokens.claims() : {}
        const told = await client.userinfo(tokens as Parameters<typeof client.userinfo>[0])
        return { ...told, ...claims }
      },
    },
    profile: (profile) => ({ id: profile.sub, name: profile.name ?? null, email: profile.email ?? null }),
  }
}

function githubConfig(app: { id: string; secret: string }, apiUrl: string): OAuthConfig<GithubProfile> {
  const pages = githubAddress()
  return {
    id: 'github',
    name: 'GitHub',
    type: 'oauth',
    issuer: pages,
    clientId: app.id,
    clientSecret: app.secret,
    authorization: { url: `${pages}/login/oauth/authorize`, params: { scope: 'read:user' } },
    token: `${pages}/login/oauth/access_token`,
    userinfo: `${apiUrl.replace(/\/$/, '')}/user`,
    checks: ['pkce', 'state'],
    httpOptions: { timeout: 10_000 },
    profile: (profile) => ({
      id: String(profile.id),
      name: profile.name ?? profile.login ?? null,
      email: null,
    }),
  }
}

/** The same issuer, with or without the slash at its end. */
export function isCompanyIssuer(issuer: unknown): boolean {
  const { oidc } = settings()
  return (
    typeof issuer === 'string' &&
    oidc !== null &&
    issuer.replace(/\/$/, '') === oidc.issuer.replace(/\/$/, '')
  )
}
