// The closed set of ways in which Daylight says no. Each carries one sentence for a person: what happened, what to do.

export type RefusalCode =
  'invalid' | 'signed-out' | 'not-allowed' | 'not-found' | 'conflict' | 'stale' | 'too-many'
export type FieldProblem = {
  path: string
  message: string
  /** Of a text that is read word by word: where in it, in characters, and what could stand there. */
  position?: { from: number; to: number }
  choices?: string[]
}

/** A field that somebody else changed while one was at it: what stands there now, in words, who and when. */
export type Clash = { path: string; label: string; theirs: string | null; by: string | null; at: string }
/** All of them, with the version that is there now: whoever saves on top of that has seen both. */
export type Clashes = { version: number; fields: Clash[] }

/** The status of each refusal at the HTTP edge. */
export const statusOf = {
  invalid: 422,
  'signed-out': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  'too-many': 429,
} satisfies Record<RefusalCode, number>

export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly fields: FieldProblem[] = [],
    /** Seconds until it is worth trying again; only for `too-many`. */
    readonly retryAfter?: number,
    /** Only for `stale`. */
    readonly clashes?: Clashes,
  ) {
    super(message)
    this.name = 'Refusal'
  }
}

/** Hidden and absent things are told apart by nobody, so there is one sentence for both. */
export function notFound(): Refusal {
  return new Refusal('not-found', 'There is nothing here.')
}

export function notAllowed(sentence = 'This is not yours to do.'): Refusal {
  return new Refusal('not-allowed', sentence)
}

export function signedOut(): Refusal {
  return new Refusal('signed-out', 'Please sign in first.')
}

export function invalid(path: string, message: string): Refusal {
  return new Refusal('invalid', message, [{ path, message }])
}

export function conflict(sentence: string): Refusal {
  return new Refusal('conflict', sentence)
}

/** Refuses with a sentence when there is a reason to: `refuseIf(openFindings(review), '…')`. */
export function refuseIf(reason: unknown, sentence: string): void {
  if (reason) throw conflict(sentence)
}

/** Answers the value, or says that there is nothing here. */
export function orNotFound<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw notFound()
  return value
}

/** Is it `code` that the database raised? Prisma keeps the driver's code in one of several places. */
export function databaseCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null
  const e = error as {
    code?: unknown
    meta?: { code?: unknown; driverAdapterError?: { cause?: { originalCode?: unknown } } }
    cause?: { originalCode?: unknown }
  }
  const found =
    e.meta?.driverAdapterError?.cause?.originalCode ?? e.cause?.originalCode ?? e.meta?.code ?? e.code
  return typeof found === 'string' ? found : null
}

/** Text that the database cannot hold is its writer's to mend; null for every other fault. */
export function badText(error: unknown): Refusal | null {
  const code = databaseCode(error)
  return code === '22021' || code === '22P05' || code === '22P02'
    ? new Refusal('invalid', 'A value has characters that cannot be stored.')
    : null
}
