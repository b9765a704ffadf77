// What must never stand in a public text, and who may let one out. First reading by a machine, second by a person.
import { faceFieldLabels, type FaceField, type FaceWords } from './schema'

export type FindingKind = 'key' | 'secret' | 'email' | 'host' | 'person'

/** Something in a public field that should not be there. `what` is shown to the team alone. */
export type Finding = { field: FaceField; kind: FindingKind; what: string; sentence: string; final: boolean }

export type Known = {
  /** Names of the people of this workspace. */
  people: readonly string[]
  /** The prefix of item keys here. */
  keyPrefix: string
  /** Our own public address: naming it gives nothing away. */
  ownHost?: string
}

/** Everything in these words that keeps them from being published; `final` ones cannot be overridden by anybody. */
export function findings(words: FaceWords, known: Known): Finding[] {
  const found: Finding[] = []
  for (const field of ['title', 'summary', 'body'] as const) {
    const seen = new Set<string>()
    const add = (kind: FindingKind, what: string) => {
      const mark = `${kind} ${what.toLowerCase()}`
      if (seen.has(mark)) return
      seen.add(mark)
      found.push({
        field,
        kind,
        what,
        sentence: `${faceFieldLabels[field]}: ${sentences[kind](shown(kind, what))}`,
        final: finals.has(kind),
      })
    }
    const text = words[field]
    for (const key of keysIn(text, known.keyPrefix)) add('key', key)
    for (const secret of secretsIn(text)) add('secret', secret)
    const emails = [...text.matchAll(EMAIL)].map(([email]) => email)
    for (const email of emails) add('email', email)
    for (const host of hostsIn(text.replace(EMAIL, ' '), known.ownHost)) add('host', host)
    for (const name of namesIn(text, known.people)) add('person', name)
  }
  return found
}

/** Why this viewer may not approve these words, or null. */
export function refuseApproval({
  viewerId,
  editorIds,
  submittedById,
}: {
  viewerId: string | null
  editorIds: readonly string[]
  submittedById: string | null
}): string | null {
  if (!viewerId) return 'A person approves, not a program.'
  if (editorIds.includes(viewerId)) return 'You wrote some of these words. Somebody else approves them.'
  if (submittedById === viewerId) return 'You submitted these words. Somebody else approves them.'
  return null
}

/** Why publishing waits when nobody is left to approve, or null. `others` counts members who neither wrote nor submitted. */
export function whyItWaits(others: number): string | null {
  return others > 0
    ? null
    : 'Publishing takes two people, so that no slip of one becomes public. Nobody on the security team is left to approve this: everyone has written or submitted it, or you are the only member. Ask an admin to add a second one.'
}

const finals: ReadonlySet<FindingKind> = new Set(['key', 'secret'])

const sentences = {
  key: (what) => `“${what}” is an inside key. Say what it is in words.`,
  secret: (what) => `“${what}” looks like a secret. Take it out, and change it wherever it is used.`,
  email: (what) => `“${what}” is somebody's address.`,
  host: (what) => `“${what}” names a machine or a site.`,
  person: (what) => `“${what}” is a person here.`,
} satisfies Record<FindingKind, (what: string) => string>

// A secret is not repeated in full on a page, in a log or in an error.
function shown(kind: FindingKind, what: string): string {
  if (kind !== 'secret') return what
  return what.length > 12 ? `${what.slice(0, 6)}…` : `${what.slice(0, 2)}…`
}

function keysIn(text: string, prefix: string): string[] {
  const ours = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${escaped(prefix)}|SEC|REQ)-\\d+(?![\\p{L}\\p{N}_])`, 'giu')
  return [...text.matchAll(ours)].map(([key]) => key)
}

const SECRETS = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/g,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\b(?:ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{20,}\b/g,
  /\bgithub_pat_[A-Za-z0-9_]{20,}/g,
  /\bglpat-[A-Za-z0-9_-]{16,}/g,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g,
  /\b(?:sk|pk|rk)[-_](?:live|test|proj|ant)[-_][A-Za-z0-9_-]{8,}/g,
  /\bAIza[0-9A-Za-z_-]{30,}/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/@]+@[^\s]+/gi,
  /\b(?:pass(?:word|wd|phrase)?|secret|token|api[-_ ]?key)\s*[:=]\s*["'`]?(?=[^\s"'`]*[\d!-/:-@])[^\s"'`,;]{8,}/gi,
]
const LONG_RUN = /[A-Za-z0-9+/_=-]{28,}/g

function secretsIn(text: string): string[] {
  const known = SECRETS.flatMap((pattern) => [...text.matchAll(pattern)].map(([match]) => match))
  const random = [...text.matchAll(LONG_RUN)].map(([match]) => match).filter(looksRandom)
  return [...known, ...random.filter((run) => !known.some((match) => match.includes(run)))]
}

// Words joined by hyphens are long too; what a machine made mixes capitals, small letters and digits without pause.
function looksRandom(run: string): boolean {
  return run
    .split(/[-_/=]/)
    .some(
      (part) =>
        part.length >= 20 &&
        /\d/.test(part) &&
        ((/[a-z]/.test(part) && /[A-Z]/.test(part)) || /^[0-9a-f]{24,}$/i.test(part)),
    )
}

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu
const IPV4 = /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.]*\d)/g
const COLONS = /(?<![\w:])[0-9a-f:]{3,39}(?![\w:])/gi
const HOST =
  /(?<![\p{L}\p{N}_@.-])(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+(?:com|net|org|io|dev|app|cloud|info|biz|co|eu|de|uk|fr|ch|us|ai|sh|xyz|local|internal|intranet|corp|lan|home|arpa|test|example|localhost)(?![\p{L}\p{N}_-])/giu
const URL_HOST = /\bhttps?:\/\/(?:[^\s/@]*@)?(\[[0-9a-f:]+\]|[^\s/:?#()<>"'`]+)/gi

// Sites that everybody links to when they speak of security; naming them says nothing of us or of a customer.
const REFERENCES = [
  'owasp.org',
  'nist.gov',
  'cve.org',
  'mitre.org',
  'cisa.gov',
  'first.org',
  'iso.org',
  'ietf.org',
  'rfc-editor.org',
  'w3.org',
  'wikipedia.org',
  'slsa.dev',
  'openssf.org',
  'securitytxt.org',
]

function hostsIn(text: string, ownHost?: string): string[] {
  const found = [
    ...[...text.matchAll(URL_HOST)].map((match) => match[1] ?? ''),
    ...[...text.matchAll(HOST)].map(([host]) => host),
    ...[...text.matchAll(IPV4)].map(([address]) => address),
    ...[...text.matchAll(COLONS)].map(([address]) => address).filter(isIpv6),
  ].map((host) => host.toLowerCase())
  return [...new Set(found)].filter(
    (host) => host !== ownHost && !REFERENCES.some((site) => host === site || host.endsWith(`.${site}`)),
  )
}

function isIpv6(text: string): boolean {
  const groups = text.split(':')
  return (
    groups.every((group) => group.length <= 4) &&
    groups.some(Boolean) &&
    (groups.length === 8 || (text.includes('::') && groups.length <= 9))
  )
}

// Where people are known by their role, the role's name in a text names nobody.
const ROLE_WORDS = new Set([
  'security',
  'lead',
  'engineer',
  'analyst',
  'sales',
  'guest',
  'employee',
  'admin',
  'administrator',
  'support',
  'team',
  'manager',
  'member',
  'product',
  'requester',
  'director',
  'officer',
  'the',
  'daylight',
])

function namesIn(text: string, people: readonly string[]): string[] {
  return people.filter((name) => {
    const clean = name.trim()
    if (
      clean.length < 3 ||
      clean
        .toLowerCase()
        .split(/[\s-]+/)
        .every((word) => ROLE_WORDS.has(word))
    )
      return false
    return new RegExp(
      `(?<![\\p{L}\\p{N}_])${escaped(clean).replace(/\s+/g, '\\s+')}(?![\\p{L}\\p{N}_])`,
      'iu',
    ).test(text)
  })
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
