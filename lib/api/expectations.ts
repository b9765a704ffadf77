// Who is answered what, for every operation and every kind of id. This table is the promise; the matrix holds the code to
// it, and an operation that is missing here fails the build.

/** The columns, from outside to inside: the analyst is of the security team but not named, the token may only read. */
export const columns = [
  'visitor',
  'guest',
  'employee',
  'sales',
  'analyst',
  'security',
  'admin',
  'token',
] as const

export type Expected = {
  /** What is sent, for operations that take a body. */
  body?: Record<string, unknown>
  /** For each kind of id the status for each column. Operations without an id have one row, `-`. */
  ids: Record<string, string>
}

export const expectations: Record<string, Expected> = {
  getMe: { ids: {} },
  listRoadmap: { ids: {} },
  listIdeas: { ids: {} },
  createIdea: { body: { title: 'Something we would like' }, ids: {} },
  getIdea: { ids: {} },
  updateIdea: { body: { problem: 'Said better' }, ids: {} },
  archiveIdea: { ids: {} },
  voteForIdea: { body: {}, ids: {} },
  takeVoteBack: { ids: {} },
  promoteIdea: { body: { quarter: '2027-Q1' }, ids: {} },
  listItems: { ids: {} },
  createItem: { body: { title: 'Something to do', origin: 'small' }, ids: {} },
  getItem: { ids: {} },
  updateItem: { body: { priority: 'high' }, ids: {} },
  archiveItem: { ids: {} },
  moveItem: { body: { status: 'ready' }, ids: {} },
  commentOnItem: { body: { body: 'Said', audience: 'private' }, ids: {} },
  listRequestTypes: { ids: {} },
  listRequests: { ids: {} },
  createRequest: { body: { type: 'support', answers: { what: 'Help', about: 'question', why: 'Because' } }, ids: {} },
  getRequest: { ids: {} },
  commentOnRequest: { body: { body: 'Said' }, ids: {} },
  transitionRequest: { body: { to: 'seen' }, ids: {} },
  search: { ids: {} },
}
