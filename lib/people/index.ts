export { askerOfCookie, currentAsker, currentViewer, sessionCookieName, teamAsker } from './asker'
export {
  changeRole,
  disablePerson,
  enablePerson,
  invitePerson,
  linkIdentity,
  makeSignInLink,
  makeToken,
  renameSelf,
  revokeToken,
  signOutEverywhere,
  tokenPrefix,
  unlinkIdentity,
} from './commands'
export {
  auditChoices,
  auditFilterOf,
  auditLines,
  checkAudit,
  exportAudit,
  listIdentities,
  listPeople,
  listTokens,
  teamPeople,
  type AuditCheck,
  type AuditFilter,
  type PeopleFilter,
} from './queries'
export { mailInvitation } from './invitation'
export { landingFor, mayAdminister, safeNext } from './rules'
export { backFromProvider, goToProvider, leave, openLink, problems } from './sign-in/enter'
export {
  askForLink,
  attemptCookie,
  attemptCookieOptions,
  endSession,
  linkAddress,
  linkState,
  mailLinksAreOn,
} from './sign-in/links'
export { configuredProviders, type ProviderId } from './sign-in/providers'
export { addressOf } from './sign-in/where'
export type { Scope } from './schema'
