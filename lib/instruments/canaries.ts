// Canaries: words that nobody would write, one for each private field, and who may ever hear them.
import { randomBytes } from 'node:crypto'

/** Everybody who may ask, from outside to inside. `analyst` is of the security team but not named on restricted things. */
export const audience = ['visitor', 'guest', 'employee', 'sales', 'analyst', 'security', 'admin'] as const
export type Ear = (typeof audience)[number]

export const everybody: readonly Ear[] = audience
export const teammates: readonly Ear[] = ['employee', 'sales', 'analyst', 'security', 'admin']
export const team: readonly Ear[] = ['analyst', 'security', 'admin']
/** Who is named on the restricted things of a planted world. */
export const named: readonly Ear[] = ['security']
export const requesterAndTeam: readonly Ear[] = ['employee', 'analyst', 'security', 'admin']

export type Canary = {
  /** The word itself: letters only, so that no output form spells it otherwise. */
  token: string
  /** Which field of what it stands in. */
  field: string
  may: readonly Ear[]
}

/** Makes canaries and remembers them. */
export class Aviary {
  readonly canaries: Canary[] = []

  /** A word for one field, for the ears of `may` and nobody else. */
  hatch(field: string, may: readonly Ear[]): string {
    const token = `Qx${randomBytes(9)
      .toString('hex')
      .replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]!)}`
    this.canaries.push({ token, field, may })
    return token
  }
}

export type Leak = { field: string; ear: Ear; door: string; form: string }

/** The canaries in a text that this ear must not hear. */
export function leaksIn(
  text: string,
  { canaries, ear, door, form }: { canaries: readonly Canary[]; ear: Ear; door: string; form: string },
): Leak[] {
  // All canaries begin alike; most answers hold none, and are read once.
  if (!/qx[a-p]{18}/i.test(text)) return []
  const heard = text.toLowerCase()
  return canaries
    .filter((canary) => !canary.may.includes(ear) && heard.includes(canary.token.toLowerCase()))
    .map((canary) => ({ field: canary.field, ear, door, form }))
}

/** The canaries that stand in a text at all: a crawl that hears none of those it should has looked at nothing. */
export function heardIn(text: string, canaries: readonly Canary[]): Canary[] {
  if (!/qx[a-p]{18}/i.test(text)) return []
  const heard = text.toLowerCase()
  return canaries.filter((canary) => heard.includes(canary.token.toLowerCase()))
}

/** Are there keys of items in it? Outside they stand nowhere. */
export function keysIn(text: string, prefix = 'SEC'): string[] {
  return [...new Set(text.match(new RegExp(`\\b(?:${prefix}|REQ)-\\d+\\b`, 'g')) ?? [])]
}

/** Findings as lines for a person. */
export function leakLines(leaks: readonly Leak[]): string[] {
  return [...new Set(leaks.map((leak) => `${leak.ear} heard ${leak.field} at ${leak.door} (${leak.form})`))]
}
