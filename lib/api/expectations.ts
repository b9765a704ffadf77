// Who is answered what, for every operation and every kind of id. This table is the promise; the matrix holds the code to
// it, and an operation that is missing here fails the build.
//
// How to read it: 401 nobody is signed in · 403 not theirs to do, said only of what they may see or of what the whole role
// may never do, whatever the id · 404 hidden or absent, which nobody can tell apart · 422 theirs, but not with these words.

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
  /** Which things are tried, where the address alone does not say it. */
  things?: string
  /** What is sent, for operations that take a body. */
  body?: Record<string, unknown>
  /** For each kind of id the status for each column. Operations without an id have one row, `-`. */
  ids: Record<string, string>
}

/** Within the half year in which an accepted risk is looked at again. */
const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)

export const expectations: Record<string, Expected> = {
  getMe: {
    ids: {
      '-': '401 200 200 200 200 200 200 200',
    },
  },
  listRoadmap: {
    ids: {
      '-': '200 200 200 200 200 200 200 200',
    },
  },
  listIdeas: {
    ids: {
      '-': '200 200 200 200 200 200 200 200',
    },
  },
  createIdea: {
    body: { title: 'Something we would like' },
    ids: {
      '-': '401 201 201 201 201 201 201 403',
    },
  },
  // The public address shows everyone the public face; the inside name is for those inside.
  getIdea: {
    ids: {
      internal: '404 404 200 200 200 200 200 200',
      "a guest's own": '404 200 200 200 200 200 200 200',
      private: '404 404 404 404 200 200 200 200',
      archived: '404 404 404 404 404 404 404 404',
      'public face': '200 200 200 200 200 200 200 200',
      absent: '404 404 404 404 404 404 404 404',
      'wrong kind': '404 404 404 404 404 404 404 404',
    },
  },
  updateIdea: {
    body: { problem: 'Said better' },
    ids: {
      internal: '401 403 403 403 200 200 200 403',
      "a guest's own": '401 403 403 403 200 200 200 403',
      private: '401 403 403 403 200 200 200 403',
      archived: '401 403 403 403 404 404 404 403',
      'public face': '401 403 403 403 404 404 404 403',
      absent: '401 403 403 403 404 404 404 403',
      'wrong kind': '401 403 403 403 404 404 404 403',
    },
  },
  // Archiving twice is archiving once.
  archiveIdea: {
    ids: {
      internal: '401 403 403 403 204 204 204 403',
      "a guest's own": '401 403 403 403 204 204 204 403',
      private: '401 403 403 403 204 204 204 403',
      archived: '401 403 403 403 204 204 204 403',
      'public face': '401 403 403 403 404 404 404 403',
      absent: '401 403 403 403 404 404 404 403',
      'wrong kind': '401 403 403 403 404 404 404 403',
    },
  },
  voteForIdea: {
    body: {},
    ids: {
      internal: '401 404 201 201 201 201 201 403',
      "a guest's own": '401 201 201 201 201 201 201 403',
      private: '401 404 404 404 201 201 201 403',
      archived: '401 404 404 404 404 404 404 403',
      'public face': '401 201 201 201 201 201 201 403',
      absent: '401 404 404 404 404 404 404 403',
      'wrong kind': '401 404 404 404 404 404 404 403',
    },
  },
  takeVoteBack: {
    ids: {
      internal: '401 404 204 204 204 204 204 403',
      "a guest's own": '401 204 204 204 204 204 204 403',
      private: '401 404 404 404 204 204 204 403',
      archived: '401 404 404 404 404 404 404 403',
      'public face': '401 204 204 204 204 204 204 403',
      absent: '401 404 404 404 404 404 404 403',
      'wrong kind': '401 404 404 404 404 404 404 403',
    },
  },
  // The team may know that an idea was archived, and is told so.
  promoteIdea: {
    body: { quarter: '2027-Q1' },
    ids: {
      internal: '401 403 403 403 201 201 201 403',
      "a guest's own": '401 403 403 403 201 201 201 403',
      private: '401 403 403 403 201 201 201 403',
      archived: '401 403 403 403 409 409 409 403',
      'public face': '401 403 403 403 404 404 404 403',
      absent: '401 403 403 403 404 404 404 403',
      'wrong kind': '401 403 403 403 404 404 404 403',
    },
  },
  listItems: {
    ids: {
      '-': '200 200 200 200 200 200 200 200',
    },
  },
  createItem: {
    body: { title: 'Something to do', origin: 'small' },
    ids: {
      '-': '401 403 403 403 201 201 201 403',
    },
  },
  // The public address shows everyone the public face; the key is for those inside.
  getItem: {
    ids: {
      internal: '404 404 200 200 200 200 200 200',
      private: '404 404 404 404 200 200 200 200',
      restricted: '404 404 404 404 404 200 404 200',
      archived: '404 404 404 404 404 404 404 404',
      'public face': '200 200 200 200 200 200 200 200',
      absent: '404 404 404 404 404 404 404 404',
      'wrong kind': '404 404 404 404 404 404 404 404',
    },
  },
  updateItem: {
    body: { priority: 'high' },
    ids: {
      internal: '401 403 403 403 200 200 200 403',
      private: '401 403 404 404 200 200 200 403',
      restricted: '401 403 404 404 404 200 404 403',
      archived: '401 403 404 404 404 404 404 403',
      'public face': '401 403 404 404 404 404 404 403',
      absent: '401 403 404 404 404 404 404 403',
      'wrong kind': '401 403 404 404 404 404 404 403',
    },
  },
  archiveItem: {
    ids: {
      internal: '401 403 403 403 204 204 204 403',
      private: '401 403 404 404 204 204 204 403',
      restricted: '401 403 404 404 404 204 404 403',
      archived: '401 403 404 404 404 404 404 403',
      'public face': '401 403 404 404 404 404 404 403',
      absent: '401 403 404 404 404 404 404 403',
      'wrong kind': '401 403 404 404 404 404 404 403',
    },
  },
  moveItem: {
    body: { status: 'ready' },
    ids: {
      internal: '401 403 403 403 200 200 200 403',
      private: '401 403 404 404 200 200 200 403',
      restricted: '401 403 404 404 404 200 404 403',
      archived: '401 403 404 404 404 404 404 403',
      'public face': '401 403 404 404 404 404 404 403',
      absent: '401 403 404 404 404 404 404 403',
      'wrong kind': '401 403 404 404 404 404 404 403',
    },
  },
  // Sent to the security team; a restricted item takes words for its named people only, and others do not write to the team.
  commentOnItem: {
    body: { body: 'Said', audience: 'private' },
    ids: {
      internal: '401 403 422 422 201 201 201 403',
      private: '401 403 404 404 201 201 201 403',
      restricted: '401 403 404 404 404 422 404 403',
      archived: '401 403 404 404 404 404 404 403',
      'public face': '401 403 404 404 404 404 404 403',
      absent: '401 403 404 404 404 404 404 403',
      'wrong kind': '401 403 404 404 404 404 404 403',
    },
  },
  // A key that is not there is a field that needs another look: many are named at once, and each is told.
  changeManyItems: {
    body: { keys: ['SEC-999999'], changes: { priority: 'high' } },
    ids: {
      '-': '401 403 403 403 422 422 422 403',
    },
  },
  undoManyItems: {
    body: { id: '00000000-0000-4000-8000-000000000000' },
    ids: {
      '-': '401 403 403 403 404 404 404 403',
    },
  },
  listClocks: {
    things: 'vulnerabilities',
    ids: {
      internal: '401 404 404 404 200 200 200 200',
      private: '401 404 404 404 200 200 200 200',
      restricted: '401 404 404 404 404 200 404 200',
      absent: '401 404 404 404 404 404 404 404',
      'wrong kind': '401 404 404 404 404 404 404 404',
    },
  },
  listRisks: {
    things: 'vulnerabilities',
    ids: {
      internal: '401 404 404 404 200 200 200 200',
      private: '401 404 404 404 200 200 200 200',
      restricted: '401 404 404 404 404 200 404 200',
      absent: '401 404 404 404 404 404 404 404',
      'wrong kind': '401 404 404 404 404 404 404 404',
    },
  },
  askRisk: {
    things: 'vulnerabilities',
    body: { kind: 'acceptance', why: 'Old', mitigations: 'A wall', effort: 'Much', reviewOn: soon },
    ids: {
      internal: '401 403 403 403 201 201 201 403',
      private: '401 403 403 403 201 201 201 403',
      restricted: '401 403 403 403 404 201 404 403',
      absent: '401 403 403 403 404 404 404 403',
      'wrong kind': '401 403 403 403 404 404 404 403',
    },
  },
  // Whoever asked does not decide, and what is grave is an admin’s.
  decideRisk: {
    body: { decision: 'refused', words: 'Not this one.' },
    ids: {
      internal: '401 403 403 403 200 403 200 403',
      private: '401 403 403 403 200 403 200 403',
      restricted: '401 403 403 403 404 403 404 403',
      grave: '401 403 403 403 403 403 200 403',
      absent: '401 403 403 403 404 404 404 403',
      'wrong kind': '401 403 403 403 404 404 404 403',
    },
  },
  listViews: {
    ids: {
      '-': '401 200 200 200 200 200 200 200',
    },
  },
  createView: {
    body: { name: 'Late work', place: 'table' },
    ids: {
      '-': '401 403 403 403 201 201 201 403',
    },
  },
  getView: {
    ids: {
      shared: '401 404 404 404 200 200 200 200',
      'not shared': '401 404 404 404 404 200 404 200',
      archived: '401 404 404 404 404 404 404 404',
      absent: '401 404 404 404 404 404 404 404',
      'wrong kind': '401 404 404 404 404 404 404 404',
    },
  },
  // A shared one is there for the team, and is its owner’s to change.
  updateView: {
    body: { name: 'Later work' },
    ids: {
      shared: '401 403 403 403 403 200 403 403',
      'not shared': '401 403 403 403 404 200 404 403',
      archived: '401 403 403 403 404 404 404 403',
      absent: '401 403 403 403 404 404 404 403',
      'wrong kind': '401 403 403 403 404 404 404 403',
    },
  },
  archiveView: {
    ids: {
      shared: '401 403 403 403 403 204 403 403',
      'not shared': '401 403 403 403 404 204 404 403',
      archived: '401 403 403 403 404 404 404 403',
      absent: '401 403 403 403 404 404 404 403',
      'wrong kind': '401 403 403 403 404 404 404 403',
    },
  },
  listItemsOfView: {
    ids: {
      shared: '401 404 404 404 200 200 200 200',
      'not shared': '401 404 404 404 404 200 404 200',
      archived: '401 404 404 404 404 404 404 404',
      absent: '401 404 404 404 404 404 404 404',
      'wrong kind': '401 404 404 404 404 404 404 404',
    },
  },
  listItemsOfIteration: {
    ids: {
      planned: '401 404 200 200 200 200 200 200',
      absent: '401 404 404 404 404 404 404 404',
      'wrong kind': '401 404 404 404 404 404 404 404',
    },
  },
  listRequestTypes: {
    ids: {
      '-': '401 200 200 200 200 200 200 200',
    },
  },
  listIterations: {
    ids: {
      '-': '401 200 200 200 200 200 200 200',
    },
  },
  getIteration: {
    ids: {
      planned: '401 404 200 200 200 200 200 200',
      absent: '401 404 404 404 404 404 404 404',
      'wrong kind': '401 404 404 404 404 404 404 404',
    },
  },
  listRequests: {
    ids: {
      '-': '401 200 200 200 200 200 200 200',
    },
  },
  createRequest: {
    body: { type: 'support', answers: { what: 'Help', about: 'question', why: 'Because' } },
    ids: {
      '-': '401 403 201 201 201 201 201 403',
    },
  },
  getRequest: {
    ids: {
      "an employee's own": '401 404 200 404 200 200 200 200',
      "sales' own": '401 404 404 200 200 200 200 200',
      absent: '401 404 404 404 404 404 404 404',
      'wrong kind': '401 404 404 404 404 404 404 404',
    },
  },
  commentOnRequest: {
    body: { body: 'Said' },
    ids: {
      "an employee's own": '401 403 201 404 201 201 201 403',
      "sales' own": '401 403 404 201 201 201 201 403',
      absent: '401 403 404 404 404 404 404 403',
      'wrong kind': '401 403 404 404 404 404 404 403',
    },
  },
  transitionRequest: {
    body: { to: 'seen' },
    ids: {
      "an employee's own": '401 403 403 403 200 200 200 403',
      "sales' own": '401 403 403 403 200 200 200 403',
      absent: '401 403 403 403 404 404 404 403',
      'wrong kind': '401 403 403 403 404 404 404 403',
    },
  },
  search: {
    ids: {
      '-': '401 200 200 200 200 200 200 200',
    },
  },
}
