// Who may see a thing, as an amount of light. The database decides it per row (prisma/migrations, the walls);
// here are the words and the order, for drawing and for rules that must speak of it.

export const audiences = ['restricted', 'private', 'internal', 'public'] as const
export type Audience = (typeof audiences)[number]

/** Those of things that have no list of names, so that nothing about them is restricted. */
export const audiencesWithoutNames = ['public', 'internal', 'private'] as const
export type AudienceWithoutNames = (typeof audiencesWithoutNames)[number]

export const roles = ['guest', 'employee', 'sales', 'security', 'admin'] as const
export type Role = (typeof roles)[number]

/** Whoever is asking, known for the length of one transaction. `scopes` is null for a person, a list for a token. */
export type Viewer = {
  id: string | null
  role: Role | 'system'
  name: string
  email: string | null
  scopes: string[] | null
}

/** How somebody shows who they are. Secrets are never kept, only their hashes are looked up. */
export type Asker =
  | { kind: 'visitor' }
  | { kind: 'session'; secret: string }
  /** `needs` is the scope that what follows asks of the token, or several of which one is enough. */
  | { kind: 'token'; secret: string; needs?: string | readonly string[] }
  | { kind: 'person'; id: string }
  | { kind: 'system' }

/** Does the change let more people see it? That is clearance's to do, never an editor's. */
export function loosens(from: Audience, to: Audience): boolean {
  return audiences.indexOf(to) > audiences.indexOf(from)
}

/** May this viewer do the team's work: plan, move, answer, publish? */
export function isTeam(viewer: Viewer): boolean {
  return viewer.role === 'security' || viewer.role === 'admin'
}

/** The team, or Daylight itself while it imports. */
export function isHouse(viewer: Viewer): boolean {
  return isTeam(viewer) || viewer.role === 'system'
}

export function isTeammate(viewer: Viewer): boolean {
  return viewer.role !== 'guest'
}

export function isAdmin(viewer: Viewer): boolean {
  return viewer.role === 'admin' || viewer.role === 'system'
}
