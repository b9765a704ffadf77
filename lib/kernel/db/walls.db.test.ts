// The walls, tried from both sides: for each table what each viewer sees, for each way of writing who may. The tables below
// are the promise; `npm run check:policies` takes every policy away in turn and wants one of these tests to fail.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { labels, makeWorld, people as p, things as t, viewers, type ViewerName } from './walls-world'

/** Table → who → what they see. Whoever is not named sees nothing. */
const seen: Record<string, Partial<Record<string, string>>> = {
  audit_line: {
    'admin system': 'one two',
  },
  audit_seal: {
    'admin system': '1',
  },
  comment: {
    employee: 'internal requester',
    sales: 'internal',
    'security admin system': 'internal private requester sample team',
    named: 'internal private requester restricted sample team',
  },
  delivery: {
    system: '1',
  },
  draft: {
    employee: 'code-review',
  },
  face: {
    'security admin system': 'of-internal-idea of-private-idea',
    named: 'of-internal-idea of-private-idea of-restricted-item',
  },
  file: {
    employee: 'request waiting',
    'security named admin system': 'private-item request team-comment',
  },
  file_piece: {
    employee: 'request waiting',
    'security named admin system': 'private-item request team-comment',
  },
  goal: {
    'employee sales': 'internal public',
    'security named admin system': 'internal private public sample',
  },
  history: {
    'employee sales': 'goal-internal item-internal',
    security:
      'face-idea goal-internal goal-private idea-internal item-internal item-private request-employee',
    named:
      'face-idea face-restricted goal-internal goal-private idea-internal item-internal item-private item-restricted request-employee',
    'admin system':
      'face-idea goal-internal goal-private idea-internal item-internal item-private person-employee request-employee',
  },
  idea: {
    guest: 'guest',
    'employee sales': 'free guest internal',
    'security named admin system': 'free guest internal made-private private sample',
  },
  idempotency: {
    'employee system': 'key',
  },
  import_source: {
    'security named admin system': 'A-1',
  },
  item: {
    'employee sales': 'free internal public',
    'security admin system': 'free internal private public sample',
    named: 'free internal private public restricted restricted-too sample',
  },
  item_goal: {
    'employee sales': '152+102',
    'security admin system': '152+102 152+103 153+102',
    named: '152+102 152+103 153+102 154+102',
  },
  item_relation: {
    'employee sales': 'open',
    'security admin system': 'from-private open to-private',
    named: 'from-private open to-private to-restricted',
  },
  iteration: {
    'employee sales security named admin system': '1 2',
  },
  milestone: {
    'employee sales': 'internal',
    'security named admin system': 'internal private',
  },
  named_person: {
    named: 'named named',
  },
  outbox: {
    system: 'item.changed',
  },
  person: {
    guest: 'guest',
    'employee sales security named admin system': 'admin employee guest named sales sample security',
  },
  release: {
    'employee sales': 'internal',
    'security named admin system': 'internal private sample',
  },
  request: {
    employee: 'employee sample',
    sales: 'new sales',
    'security named admin system': 'employee new of-one-who-became-a-guest sales sample',
  },
  request_clock: {
    'employee security named admin system': 'Answer',
  },
  request_type: {
    'employee sales security named admin system': 'code-review questionnaire support test',
  },
  sample_row: {
    system: 'comment goal idea item iteration person release request',
  },
  vote: {
    guest: '142/6',
    'employee sales': '141/4',
    'security named admin system': '141/4 142/3 142/6',
  },
  workspace: {
    'guest employee sales security named admin system': '1',
  },
}

const now = "'2027-02-02T09:00:00Z'"
const me = "nullif(current_setting('daylight.viewer_id'), '')::uuid"

/** What is tried, who may, how. Everybody else is refused or touches nothing. */
const attempts: [string, string, string][] = [
  ['changes the workspace', 'admin system', `UPDATE work.workspace SET name = 'x'`],
  ['invites a person', 'admin system', `INSERT INTO work.person (id, name) VALUES (gen_random_uuid(), 'x')`],
  ['changes a person', 'admin system', `UPDATE work.person SET role = 'admin' WHERE id = '${p.sales}'`],
  ['makes itself an admin', 'admin', `UPDATE work.person SET role = 'admin' WHERE id = ${me}`],
  ['removes a person of the sample', 'system', `DELETE FROM work.person WHERE id = '${t.samplePerson}'`],
  ['removes a person', '', `DELETE FROM work.person WHERE id = '${p.guest}'`],
  [
    'adds a goal',
    'security named admin system',
    `INSERT INTO work.goal (id, slug, title) VALUES (gen_random_uuid(), 'x', 'x')`,
  ],
  [
    'changes a goal',
    'security named admin system',
    `UPDATE work.goal SET title = 'x' WHERE id = '${t.goalInternal}'`,
  ],
  ['removes a goal of the sample', 'system', `DELETE FROM work.goal WHERE id = '${t.sampleGoal}'`],
  ['removes a goal', '', `DELETE FROM work.goal WHERE id = '${t.goalPublic}'`],
  [
    'adds a milestone',
    'security named admin system',
    `INSERT INTO work.milestone (id, goal_id, position, title) VALUES (gen_random_uuid(), '${t.goalInternal}', 2, 'x')`,
  ],
  [
    'changes a milestone',
    'security named admin system',
    `UPDATE work.milestone SET title = 'x' WHERE id = '${t.milestoneInternal}'`,
  ],
  [
    'moves a milestone to a goal that is not there',
    '',
    `UPDATE work.milestone SET goal_id = gen_random_uuid() WHERE id = '${t.milestoneInternal}'`,
  ],
  [
    'adds a release',
    'security named admin system',
    `INSERT INTO work.release (id, slug, name) VALUES (gen_random_uuid(), 'x', 'x')`,
  ],
  [
    'changes a release',
    'security named admin system',
    `UPDATE work.release SET name = 'x' WHERE id = '${t.releaseInternal}'`,
  ],
  ['removes a release of the sample', 'system', `DELETE FROM work.release WHERE id = '${t.sampleRelease}'`],
  ['removes a release', '', `DELETE FROM work.release WHERE id = '${t.releaseInternal}'`],
  [
    'adds an iteration',
    'security named admin system',
    `INSERT INTO work.iteration (id, number, starts_on, ends_on) VALUES (gen_random_uuid(), 9, now(), now())`,
  ],
  [
    'changes an iteration',
    'security named admin system',
    `UPDATE work.iteration SET closed_at = ${now} WHERE id = '${t.iteration}'`,
  ],
  [
    'removes an iteration of the sample',
    'system',
    `DELETE FROM work.iteration WHERE id = '${t.sampleIteration}'`,
  ],
  ['removes an iteration', '', `DELETE FROM work.iteration WHERE id = '${t.iteration}'`],
  [
    'suggests an idea',
    'guest employee sales security named admin system',
    `INSERT INTO work.idea (id, slug, title, created_by_id) VALUES (gen_random_uuid(), 'x', 'x', ${me})`,
  ],
  [
    'suggests in another’s name',
    'security named admin system',
    `INSERT INTO work.idea (id, slug, title, created_by_id) VALUES (gen_random_uuid(), 'x', 'x', '${p.named}')`,
  ],
  [
    'suggests what is planned at once',
    'security named admin system',
    `INSERT INTO work.idea (id, slug, title, created_by_id, status, quarter) VALUES (gen_random_uuid(), 'x', 'x', ${me}, 'planned', '2027-Q1')`,
  ],
  [
    'suggests a public idea',
    'security named admin system',
    `INSERT INTO work.idea (id, slug, title, created_by_id, audience) VALUES (gen_random_uuid(), 'x', 'x', ${me}, 'public')`,
  ],
  [
    'changes an idea',
    'security named admin system',
    `UPDATE work.idea SET status = 'planned' WHERE id = '${t.ideaInternal}'`,
  ],
  ['changes its own idea', 'admin', `UPDATE work.idea SET status = 'planned' WHERE created_by_id = ${me}`],
  ['removes an idea of the sample', 'system', `DELETE FROM work.idea WHERE id = '${t.sampleIdea}'`],
  ['removes an idea', '', `DELETE FROM work.idea WHERE id = '${t.ideaFree}'`],
  [
    'votes for an idea that it sees',
    'employee sales security named admin',
    `INSERT INTO work.vote (idea_id, person_id) VALUES ('${t.ideaFree}', ${me})`,
  ],
  [
    'votes for a private idea with a public face',
    'employee sales named admin',
    `INSERT INTO work.vote (idea_id, person_id) VALUES ('${t.ideaPrivate}', ${me})`,
  ],
  [
    'votes for a private idea',
    'security named admin',
    `INSERT INTO work.vote (idea_id, person_id) VALUES ('${t.ideaOfEmployeePrivate}', ${me})`,
  ],
  [
    'votes for somebody else',
    'named',
    `INSERT INTO work.vote (idea_id, person_id) VALUES ('${t.ideaFree}', '${p.named}')`,
  ],
  [
    'votes in the open for what is not out there',
    '',
    `INSERT INTO work.vote (idea_id, person_id, in_open) VALUES ('${t.ideaFree}', ${me}, true)`,
  ],
  ['takes its vote back', 'guest employee security', `DELETE FROM work.vote WHERE person_id = ${me}`],
  ['takes another’s vote back', '', `DELETE FROM work.vote WHERE person_id <> ${me} OR ${me} IS NULL`],
  [
    'adds an item',
    'security named admin system',
    `INSERT INTO work.item (id, key, title, origin, rank) VALUES (gen_random_uuid(), 'X-1', 'x', 'small', 'zz')`,
  ],
  [
    'changes an internal item',
    'security named admin system',
    `UPDATE work.item SET title = 'x' WHERE id = '${t.itemInternal}'`,
  ],
  [
    'changes a private item',
    'security named admin system',
    `UPDATE work.item SET title = 'x' WHERE id = '${t.itemPrivate}'`,
  ],
  ['changes a restricted item', 'named', `UPDATE work.item SET title = 'x' WHERE id = '${t.itemRestricted}'`],
  ['removes an item of the sample', 'system', `DELETE FROM work.item WHERE id = '${t.sampleItem}'`],
  ['removes an item', '', `DELETE FROM work.item WHERE id = '${t.itemFree}'`],
  [
    'links an item to a goal',
    'security named admin system',
    `INSERT INTO work.item_goal (item_id, goal_id) VALUES ('${t.itemFree}', '${t.goalPublic}')`,
  ],
  [
    'links a restricted item to a goal',
    'named',
    `INSERT INTO work.item_goal (item_id, goal_id) VALUES ('${t.itemRestricted}', '${t.goalPublic}')`,
  ],
  [
    'unlinks an item from a goal',
    'security named admin system',
    `DELETE FROM work.item_goal WHERE item_id = '${t.itemInternal}' AND goal_id = '${t.goalInternal}'`,
  ],
  [
    'unlinks a restricted item from a goal',
    'named',
    `DELETE FROM work.item_goal WHERE item_id = '${t.itemRestricted}'`,
  ],
  [
    'relates two items',
    'security named admin system',
    `INSERT INTO work.item_relation (from_id, to_id, kind) VALUES ('${t.itemFree}', '${t.itemPublic}', 'x')`,
  ],
  [
    'relates an item to a restricted one',
    'named',
    `INSERT INTO work.item_relation (from_id, to_id, kind) VALUES ('${t.itemFree}', '${t.itemRestricted}', 'x')`,
  ],
  [
    'unrelates two items',
    'security named admin system',
    `DELETE FROM work.item_relation WHERE kind = 'open'`,
  ],
  [
    'unrelates an item from a restricted one',
    'named',
    `DELETE FROM work.item_relation WHERE kind = 'to-restricted'`,
  ],
  [
    'names somebody',
    'security named admin system',
    `INSERT INTO work.named_person (subject_id, person_id) VALUES ('${t.itemPrivate}', '${p.admin}')`,
  ],
  [
    'names itself on a restricted item',
    '',
    `INSERT INTO work.named_person (subject_id, person_id) SELECT '${t.itemRestrictedToo}', ${me} WHERE NOT work.named('${t.itemRestrictedToo}')`,
  ],
  [
    'names a colleague on a restricted item',
    'named',
    `INSERT INTO work.named_person (subject_id, person_id) VALUES ('${t.itemRestrictedToo}', '${p.admin}')`,
  ],
  ['takes somebody off the list of names', 'named', `DELETE FROM work.named_person`],
  [
    'adds a kind of request',
    'admin system',
    `INSERT INTO work.request_type (id, slug, name, description, position, questions, targets, title_from) VALUES (gen_random_uuid(), 'x', 'x', '', 9, '[]', '[]', 'x')`,
  ],
  [
    'changes a kind of request',
    'admin system',
    `UPDATE work.request_type SET name = 'x' WHERE id = '${t.type}'`,
  ],
  [
    'asks',
    'employee sales security named admin',
    `INSERT INTO work.request (id, key, type_id, title, answers, requester_id) VALUES (gen_random_uuid(), 'REQ-9', '${t.type}', 'x', '{}', ${me})`,
  ],
  [
    'asks in another’s name',
    'named',
    `INSERT INTO work.request (id, key, type_id, title, answers, requester_id) VALUES (gen_random_uuid(), 'REQ-9', '${t.type}', 'x', '{}', '${p.named}')`,
  ],
  [
    'changes the employee’s request',
    'security named admin system',
    `UPDATE work.request SET title = 'x' WHERE id = '${t.requestOfEmployee}'`,
  ],
  [
    'changes the request of sales',
    'security named admin system',
    `UPDATE work.request SET title = 'x' WHERE id = '${t.requestOfSales}'`,
  ],
  [
    'gives its request to somebody else',
    '',
    `UPDATE work.request SET requester_id = '${p.named}' WHERE requester_id = ${me}`,
  ],
  [
    'asks for something that is answered already',
    '',
    `INSERT INTO work.request (id, key, type_id, title, answers, requester_id, status) VALUES (gen_random_uuid(), 'REQ-9', '${t.type}', 'x', '{}', ${me}, 'done')`,
  ],
  [
    'starts a clock of the new request of sales',
    'sales security named admin system',
    `INSERT INTO work.request_clock (id, request_id, name, unit, amount, started_at, due_at) VALUES (gen_random_uuid(), '${t.requestNew}', 'x', 'days', 1, ${now}, ${now})`,
  ],
  [
    'gives the turn back to the team',
    'employee security named admin system',
    `UPDATE work.request SET status = 'working', version = version + 1 WHERE id = '${t.requestOfEmployee}'`,
  ],
  // A change that reads nothing is not held by what its writer may see; only the policy for changing stands there.
  [
    'gives turns back blindly',
    'employee security named admin system',
    `UPDATE work.request SET status = 'working', version = 2`,
  ],
  [
    'resumes clocks blindly',
    'employee security named admin system',
    `UPDATE work.request_clock SET paused_at = NULL`,
  ],
  ['removes a request of the sample', 'system', `DELETE FROM work.request WHERE id = '${t.sampleRequest}'`],
  ['removes a request', '', `DELETE FROM work.request WHERE id = '${t.requestOfSales}'`],
  [
    'starts a clock of the employee’s request',
    'security named admin system',
    `INSERT INTO work.request_clock (id, request_id, name, unit, amount, started_at, due_at) VALUES (gen_random_uuid(), '${t.requestOfEmployee}', 'x', 'days', 1, ${now}, ${now})`,
  ],
  [
    'stops a clock of the employee’s request',
    'security named admin system',
    `UPDATE work.request_clock SET met_at = ${now} WHERE id = '${t.clock}'`,
  ],
  [
    'hangs a clock onto the request of sales',
    'security named admin system',
    `UPDATE work.request_clock SET request_id = '${t.requestOfSales}' WHERE id = '${t.clock}'`,
  ],
  [
    'keeps a draft',
    'guest employee sales security named admin',
    `INSERT INTO work.draft (person_id, form, answers) VALUES (${me}, 'x', '{}')`,
  ],
  [
    'keeps a draft for somebody else',
    'named',
    `INSERT INTO work.draft (person_id, form, answers) VALUES ('${p.named}', 'x', '{}')`,
  ],
  [
    'changes the employee’s draft',
    'employee',
    `UPDATE work.draft SET answers = '[]' WHERE person_id = '${p.employee}'`,
  ],
  [
    'comments internally',
    'employee sales security named admin',
    `INSERT INTO work.comment (id, item_id, author_id, body, audience) VALUES (gen_random_uuid(), '${t.itemInternal}', ${me}, 'x', 'internal')`,
  ],
  [
    'comments privately',
    'security named admin',
    `INSERT INTO work.comment (id, item_id, author_id, body, audience) VALUES (gen_random_uuid(), '${t.itemInternal}', ${me}, 'x', 'private')`,
  ],
  [
    'comments on a private item',
    'security named admin',
    `INSERT INTO work.comment (id, item_id, author_id, body, audience) VALUES (gen_random_uuid(), '${t.itemPrivate}', ${me}, 'x', 'internal')`,
  ],
  [
    'comments on a restricted item',
    'named',
    `INSERT INTO work.comment (id, item_id, author_id, body, audience) VALUES (gen_random_uuid(), '${t.itemRestricted}', ${me}, 'x', 'restricted')`,
  ],
  [
    'comments in another’s name',
    'sales system',
    `INSERT INTO work.comment (id, item_id, author_id, body, audience) VALUES (gen_random_uuid(), '${t.itemInternal}', '${p.sales}', 'x', 'internal')`,
  ],
  [
    'writes to the employee who asked',
    'employee security named admin',
    `INSERT INTO work.comment (id, request_id, author_id, body, audience) VALUES (gen_random_uuid(), '${t.requestOfEmployee}', ${me}, 'x', 'requester')`,
  ],
  [
    'writes a note for the team',
    'security named admin',
    `INSERT INTO work.comment (id, request_id, author_id, body, audience) VALUES (gen_random_uuid(), '${t.requestOfEmployee}', ${me}, 'x', 'team')`,
  ],
  [
    'changes its own comment',
    'employee sales security named',
    `UPDATE work.comment SET body = 'x' WHERE author_id = ${me}`,
  ],
  [
    'changes another’s comment',
    '',
    `UPDATE work.comment SET body = 'x' WHERE author_id <> ${me} OR ${me} IS NULL`,
  ],
  [
    'puts its comment in another’s mouth',
    '',
    `UPDATE work.comment SET author_id = '${p.guest}' WHERE author_id = ${me}`,
  ],
  ['removes a comment of the sample', 'system', `DELETE FROM work.comment WHERE id = '${t.sampleComment}'`],
  ['removes a comment', '', `DELETE FROM work.comment WHERE id = '${t.commentInternal}'`],
  [
    'uploads a file',
    'guest employee sales security named admin',
    `INSERT INTO work.file (id, name, kind, size, sha256, uploader_id) VALUES (gen_random_uuid(), 'x', 'x', 1, '', ${me})`,
  ],
  [
    'uploads in another’s name',
    'named',
    `INSERT INTO work.file (id, name, kind, size, sha256, uploader_id) VALUES (gen_random_uuid(), 'x', 'x', 1, '', '${p.named}')`,
  ],
  [
    'uploads straight onto a thing',
    '',
    `INSERT INTO work.file (id, name, kind, size, sha256, uploader_id, item_id) VALUES (gen_random_uuid(), 'x', 'x', 1, '', ${me}, '${t.itemInternal}')`,
  ],
  [
    'attaches its waiting file',
    'employee',
    `UPDATE work.file SET item_id = '${t.itemInternal}' WHERE id = '${t.fileWaiting}'`,
  ],
  [
    'attaches its waiting file to a private item',
    '',
    `UPDATE work.file SET item_id = '${t.itemPrivate}' WHERE id = '${t.fileWaiting}'`,
  ],
  [
    'moves a file that hangs on a request',
    '',
    `UPDATE work.file SET request_id = NULL, item_id = '${t.itemInternal}' WHERE id = '${t.fileOfRequest}'`,
  ],
  ['takes back the waiting file', 'employee', `DELETE FROM work.file WHERE id = '${t.fileWaiting}'`],
  ['takes away a file of a request', '', `DELETE FROM work.file WHERE id = '${t.fileOfRequest}'`],
  [
    'adds a piece to the employee’s file',
    'employee',
    `INSERT INTO work.file_piece (file_id, n, bytes) VALUES ('${t.fileWaiting}', 1, '')`,
  ],
  [
    'adds a piece to a team file',
    '',
    `INSERT INTO work.file_piece (file_id, n, bytes) VALUES ('${t.fileOfTeamComment}', 1, '')`,
  ],
  [
    'begins a face',
    'security named admin',
    `INSERT INTO work.face (id, idea_id, slug, title, status, editor_ids) VALUES (gen_random_uuid(), '${t.ideaFree}', 'x', 'x', 'planned', ARRAY[${me}])`,
  ],
  [
    'begins a face of a restricted item',
    'named',
    `INSERT INTO work.face (id, item_id, slug, title, status, editor_ids) VALUES (gen_random_uuid(), '${t.itemRestrictedToo}', 'x', 'x', 'planned', ARRAY[${me}])`,
  ],
  [
    'begins a face that is public at once',
    '',
    `INSERT INTO work.face (id, idea_id, slug, title, status, state, editor_ids) VALUES (gen_random_uuid(), '${t.ideaFree}', 'x', 'x', 'planned', 'public', ARRAY[${me}])`,
  ],
  [
    'rewrites a face',
    'security named admin',
    `UPDATE work.face SET title = 'x' WHERE id = '${t.faceOfIdea}'`,
  ],
  [
    'rewrites the face of a restricted item',
    'named',
    `UPDATE work.face SET title = 'x' WHERE id = '${t.faceOfRestricted}'`,
  ],
  ['makes a face public by hand', '', `UPDATE work.face SET state = 'public' WHERE id = '${t.faceOfIdea}'`],
  [
    'writes history',
    'guest employee sales security named admin system',
    `INSERT INTO work.history (kind, subject_id, field, person_id, at, command, command_id) VALUES ('item', '${t.itemInternal}', 'x', ${me}, ${now}, 'x', gen_random_uuid())`,
  ],
  [
    'writes history in another’s name',
    'named',
    `INSERT INTO work.history (kind, subject_id, field, person_id, at, command, command_id) VALUES ('item', '${t.itemInternal}', 'x', '${p.named}', ${now}, 'x', gen_random_uuid())`,
  ],
  ['changes history', '', `UPDATE work.history SET field = 'y'`],
  [
    'writes an audit line',
    'guest employee sales security named admin system',
    `INSERT INTO work.audit_line (at, person_id, role, via, command, command_id) VALUES (${now}, ${me}, 'x', 'x', 'x', gen_random_uuid())`,
  ],
  [
    'writes an audit line in another’s name',
    'named',
    `INSERT INTO work.audit_line (at, person_id, role, via, command, command_id) VALUES (${now}, '${p.named}', 'x', 'x', 'x', gen_random_uuid())`,
  ],
  ['changes an audit line', '', `UPDATE work.audit_line SET detail = 'y'`],
  ['removes an audit line', '', `DELETE FROM work.audit_line`],
  ['writes a seal', '', `INSERT INTO work.audit_seal (n, line_id, before, hash) VALUES (2, 2, '', '')`],
  ['changes a seal', '', `UPDATE work.audit_seal SET hash = 'x'`],
  ['looks at lines that wait for their seal', '', `SELECT * FROM work.audit_waiting`],
  [
    'tells the outbox',
    'guest employee sales security named admin system',
    `INSERT INTO work.outbox (kind, subject_id, version, event, person_id, at) VALUES ('item', '${t.itemInternal}', 1, 'x', ${me}, ${now})`,
  ],
  [
    'tells the outbox in another’s name',
    'named',
    `INSERT INTO work.outbox (kind, subject_id, version, event, person_id, at) VALUES ('item', '${t.itemInternal}', 1, 'x', '${p.named}', ${now})`,
  ],
  ['marks the outbox', 'system', `UPDATE work.outbox SET handled_at = ${now}`],
  ['changes what the outbox says', '', `UPDATE work.outbox SET event = 'y'`],
  [
    'notes a delivery',
    'system',
    `INSERT INTO work.delivery (id, outbox_id, person_id) VALUES (gen_random_uuid(), 1, '${p.sales}')`,
  ],
  ['changes a delivery', 'system', `UPDATE work.delivery SET outcome = 'x'`],
  [
    'keeps a key',
    'guest employee sales security named admin',
    `INSERT INTO work.idempotency (person_id, key, fingerprint, kind, subject_id) VALUES (${me}, 'x', '', 'x', gen_random_uuid())`,
  ],
  [
    'keeps a key for somebody else',
    'named',
    `INSERT INTO work.idempotency (person_id, key, fingerprint, kind, subject_id) VALUES ('${p.named}', 'x', '', 'x', gen_random_uuid())`,
  ],
  ['forgets the employee’s key', 'employee system', `DELETE FROM work.idempotency WHERE key = 'key'`],
  [
    'remembers an import',
    'security named admin system',
    `INSERT INTO work.import_source (source, external_id, kind, subject_id, fingerprint) VALUES ('x', 'x', 'item', gen_random_uuid(), '')`,
  ],
  ['forgets an import', 'security named admin system', `DELETE FROM work.import_source`],
  [
    'marks something as the sample’s',
    'system',
    `INSERT INTO work.sample_row (kind, id) VALUES ('item', '${t.itemFree}')`,
  ],
  [
    'publishes by writing into published',
    '',
    `INSERT INTO published.entry (slug, kind, title, summary, body, status, published_at, updated_at) VALUES ('x', 'idea', 'x', '', '', 'planned', ${now}, ${now})`,
  ],
  [
    'opens a session of its own',
    '',
    `INSERT INTO gate.session (id, hash, person_id, method, expires_at) VALUES (gen_random_uuid(), 'x', '${p.admin}', 'x', now())`,
  ],
  ['reads sessions', '', `SELECT * FROM gate.session`],
]

const everyone = Object.keys(viewers) as ViewerName[]
let owner: pg.Client
let app: pg.Client

beforeAll(async () => {
  owner = await connect(process.env.DATABASE_OWNER_URL)
  app = await connect(process.env.DATABASE_APP_URL)
  await makeWorld(owner)
})
afterAll(() => Promise.all([owner.end(), app.end()]))

async function connect(url: string | undefined) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

/** Runs `work` as a viewer would, and takes everything back. */
async function as<T>(name: ViewerName, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const [id, role] = viewers[name]
  await app.query('BEGIN')
  try {
    await app.query(
      `SELECT set_config('daylight.viewer_id', $1, true), set_config('daylight.viewer_role', $2, true)`,
      [id, role],
    )
    return await work(app)
  } finally {
    await app.query('ROLLBACK')
  }
}

async function code(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (error) {
    return String((error as { code?: string }).code)
  }
}

describe('what each viewer sees', () => {
  test.each(Object.keys(labels))('of %s', async (table) => {
    const found: Record<string, string> = {}
    for (const name of everyone) {
      const { rows } = await as(name, (client) =>
        client.query<{ label: string }>(`SELECT ${labels[table]} AS label FROM work.${table}`),
      )
      found[name] = rows
        .map(({ label }) => label)
        .sort()
        .join(' ')
    }
    const expected = Object.entries(seen[table] ?? {})
    expect(found).toEqual(
      Object.fromEntries(
        everyone.map((name) => [
          name,
          expected.find(([names]) => names.split(' ').includes(name))?.[1] ?? '',
        ]),
      ),
    )
  })

  test('and no table of work is left out', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'work'::regnamespace AND relkind = 'r'`,
    )
    // Nobody but the sealer may even ask for the lines that wait; one of the attempts below says so.
    expect(
      rows
        .map(({ name }) => name)
        .filter((name) => name !== 'audit_waiting')
        .sort(),
    ).toEqual(Object.keys(labels).sort())
  })
})

describe('who may', () => {
  test.each(attempts)('%s: %s', async (_name, may, sql) => {
    const could: string[] = []
    for (const name of everyone) {
      const outcome = await as(name, (client) =>
        client.query(sql).then(
          ({ rowCount }) => (rowCount ? 'done' : 'nothing'),
          (error: { code: string }) => error.code,
        ),
      )
      // Anything else is a mistake in the attempt and would hide what a policy says.
      expect(['done', 'nothing', '42501', '23502', '23505', 'DL002'], `${name}: ${outcome}`).toContain(
        outcome,
      )
      if (outcome === 'done') could.push(name)
    }
    expect(could.join(' ')).toBe(may)
  })
})

test('a policy that somebody writes too wide still shows nothing, and lets nothing in, where there is no viewer', async () => {
  const admin = await connect(process.env.DATABASE_SUPERUSER_URL)
  try {
    for (const table of Object.keys(labels)) {
      await admin.query('BEGIN')
      await admin.query(
        `CREATE POLICY too_wide ON work.${table} TO daylight_app USING (true) WITH CHECK (true)`,
      )
      await admin.query(`GRANT SELECT, INSERT ON work.${table} TO daylight_app`)
      await admin.query('SET LOCAL ROLE daylight_app')
      const { rows } = await admin.query<{ n: number }>(`SELECT count(*)::int AS n FROM work.${table}`)
      expect([table, rows[0]!.n]).toEqual([table, 0])
      await admin.query('ROLLBACK')
    }
    await admin.query('BEGIN')
    await admin.query('CREATE POLICY too_wide ON work.audit_waiting TO daylight_app USING (true)')
    await admin.query('GRANT SELECT ON work.audit_waiting TO daylight_app')
    await admin.query('SET LOCAL ROLE daylight_app')
    expect((await admin.query('SELECT FROM work.audit_waiting')).rowCount).toBe(0)
    await admin.query('ROLLBACK')
  } finally {
    await admin.end()
  }
})

test('a migration that fills a column reaches every row of every table', async () => {
  for (const table of [...Object.keys(labels), 'audit_waiting']) {
    await owner.query('BEGIN')
    await owner.query(`ALTER TABLE work.${table} ADD COLUMN filled text`)
    if (/^audit_(line|seal)$/.test(table))
      await owner.query(`ALTER TABLE work.${table} DISABLE TRIGGER never_changes`)
    const { rowCount } = await owner.query(`UPDATE work.${table} SET filled = 'x'`)
    await owner.query('ROLLBACK')
    expect([table, (rowCount ?? 0) > 0]).toEqual([table, true])
  }
})

test('the public role reads what is published and nothing else whatever', async () => {
  const visitor = await connect(process.env.DATABASE_PUBLIC_URL)
  try {
    expect((await visitor.query('SELECT FROM published.entry')).rowCount).toBe(1)
    for (const table of Object.keys(labels))
      expect(await code(visitor.query(`SELECT FROM work.${table}`))).toBe('42501')
    for (const table of ['session', 'api_token', 'one_time_link', 'identity', 'rate_count'])
      expect(await code(visitor.query(`SELECT FROM gate.${table}`))).toBe('42501')
    expect(await code(visitor.query('SELECT gate.become_system()'))).toBe('42501')
    expect(await code(visitor.query('SELECT work.viewer_role()'))).toBe('42501')
    await visitor.query('SET default_transaction_read_only = off')
    for (const sql of [
      `UPDATE published.entry SET title = 'x'`,
      'DELETE FROM published.entry',
      'CREATE TABLE published.x (id int)',
      'CREATE TABLE public.x (id int)',
      'CREATE TEMP TABLE x (id int)',
      'SET ROLE daylight_app',
      'SET ROLE daylight_owner',
    ])
      expect([sql, await code(visitor.query(sql))]).toEqual([sql, '42501'])
  } finally {
    await visitor.end()
  }
})

test('the queue’s role knows of no work, and the application can become nobody else', async () => {
  const jobs = await connect(process.env.DATABASE_JOBS_URL)
  try {
    for (const sql of [
      'SELECT FROM work.item',
      'SELECT FROM published.entry',
      'SELECT gate.become_system()',
      'CREATE SCHEMA x',
      'SET ROLE daylight_app',
    ])
      expect([sql, await code(jobs.query(sql))]).toEqual([sql, '42501'])
  } finally {
    await jobs.end()
  }
  for (const sql of [
    'SET ROLE daylight_owner',
    'SET ROLE daylight_backup',
    'SET row_security = off; SELECT FROM work.item',
    'ALTER TABLE work.item DISABLE ROW LEVEL SECURITY',
    'DROP POLICY by_audience ON work.item',
    'TRUNCATE work.item',
    'CREATE TABLE work.x (id int)',
    'CREATE SCHEMA x',
    `SELECT gate.become('${p.admin}', 'admin')`,
    'SELECT work.raise_revision(now())',
    `UPDATE published.workspace SET revision = 0`,
  ])
    expect([sql, await code(app.query(sql))]).toEqual([sql, '42501'])
})

test('a backup sees everything and changes nothing', async () => {
  const backup = await connect(process.env.DATABASE_BACKUP_URL)
  try {
    await backup.query('SET row_security = off')
    for (const table of [...Object.keys(labels), 'audit_waiting'])
      expect([table, (await backup.query(`SELECT FROM work.${table}`)).rowCount! > 0]).toEqual([table, true])
    expect(await code(backup.query(`UPDATE work.item SET title = 'x'`))).toBe('42501')
    expect(await code(backup.query('DELETE FROM gate.session'))).toBe('42501')
  } finally {
    await backup.end()
  }
})

test('who is asking lasts for one transaction and no longer', async () => {
  await as('admin', async (client) =>
    expect((await client.query('SELECT FROM work.item')).rowCount).toBeGreaterThan(0),
  )
  await app.query('BEGIN')
  await app.query('SELECT gate.become_system()')
  await app.query('COMMIT')
  expect((await app.query('SELECT FROM work.item')).rowCount).toBe(0)
  expect((await app.query(`SELECT current_setting('daylight.viewer_role', true) AS role`)).rows[0].role).toBe(
    '',
  )
})

test.each([
  ['idea', t.ideaInternal, 'public', 'private'],
  ['item', t.itemInternal, 'public', 'private'],
  ['item', t.itemPrivate, 'internal', 'private'],
  ['goal', t.goalInternal, 'public', 'private'],
  ['release', t.releasePrivate, 'internal', 'private'],
])('an editor makes the audience of a %s tighter and never wider', async (table, id, wider, tighter) => {
  const set = (audience: string) =>
    as('admin', (client) =>
      client.query(`UPDATE work.${table} SET audience = $1 WHERE id = $2`, [audience, id]),
    )
  expect(await code(set(wider))).toBe('DL001')
  expect(await code(set(tighter))).toBe('done')
})

describe('a face', () => {
  const face = t.faceOfIdea
  const sign = (client: pg.Client, sql: string, values: unknown[] = []) => client.query(sql, values)
  const publish = (client: pg.Client, id: string = face) =>
    client.query(`SELECT work.publish_face($1, now())`, [id])
  async function become(client: pg.Client, name: ViewerName) {
    const [id, role] = viewers[name]
    await client.query(
      `SELECT set_config('daylight.viewer_id', $1, true), set_config('daylight.viewer_role', $2, true)`,
      [id, role],
    )
  }
  const submit = `UPDATE work.face SET state = 'in review', submitted_by_id = ${me}, submitted_at = now() WHERE id = '${face}'`
  const approve = `UPDATE work.face SET approved_by_id = ${me}, approved_at = now(), approved_version = version WHERE id = '${face}'`

  test('goes out when one person submitted it and another approved these very words', async () => {
    const entries = await as('security', async (client) => {
      await sign(client, submit)
      await become(client, 'admin')
      await sign(client, approve)
      await publish(client)
      return (await client.query(`SELECT title FROM published.entry WHERE slug = 'f1'`)).rows
    })
    expect(entries).toEqual([{ title: 'of-internal-idea' }])
  })

  test('is refused to whoever submitted it, whoever wrote it, and whoever did not approve it', async () => {
    const alone = as('admin', async (client) => {
      await sign(client, submit)
      await sign(client, approve)
      await publish(client)
    })
    expect(await code(alone)).toBe('DL002')
    const writer = as('admin', async (client) => {
      await sign(client, submit)
      await become(client, 'security')
      await sign(client, approve)
      await publish(client)
    })
    expect(await code(writer)).toBe('DL002')
    const third = as('security', async (client) => {
      await sign(client, submit)
      await become(client, 'admin')
      await sign(client, approve)
      await become(client, 'named')
      await publish(client)
    })
    expect(await code(third)).toBe('DL002')
    const unsubmitted = as('admin', async (client) => {
      await sign(client, approve)
      await publish(client)
    })
    expect(await code(unsubmitted)).toBe('DL002')
  })

  test('loses its approval when a word changes', async () => {
    const changed = as('security', async (client) => {
      await sign(client, submit)
      await become(client, 'admin')
      await sign(client, approve)
      await sign(client, `UPDATE work.face SET body = 'other' WHERE id = '${face}'`)
      await publish(client)
    })
    expect(await code(changed)).toBe('DL002')
  })

  test('cannot be signed in somebody else’s name, nor lose one of its writers', async () => {
    for (const sql of [
      `UPDATE work.face SET submitted_by_id = '${p.named}' WHERE id = '${face}'`,
      `UPDATE work.face SET approved_by_id = '${p.named}' WHERE id = '${face}'`,
      `UPDATE work.face SET editor_ids = '{}' WHERE id = '${face}'`,
    ])
      expect([sql, await code(as('admin', (client) => client.query(sql)))]).toEqual([sql, 'DL002'])
  })

  test('cannot be made public by a change of its state, nor by claiming that it was published', async () => {
    for (const sql of [
      `UPDATE work.face SET state = 'public' WHERE id = '${face}'`,
      `UPDATE work.face SET published_version = 1 WHERE id = '${face}'`,
    ])
      expect([sql, await code(as('admin', (client) => client.query(sql)))]).toEqual([sql, '42501'])
  })

  test('of a restricted thing is not there for a colleague who is not named, to publish or to withdraw', async () => {
    for (const act of ['publish_face', 'withdraw_face'])
      expect(
        await code(
          as('admin', (client) => client.query(`SELECT work.${act}('${t.faceOfRestricted}', now())`)),
        ),
      ).toBe('DL404')
  })

  test('is withdrawn by the team and by nobody else', async () => {
    for (const name of ['employee', 'sales', 'guest', 'nobody'] as const)
      expect([
        name,
        await code(
          as(name, (client) => client.query(`SELECT work.withdraw_face('${t.faceOfPrivateIdea}', now())`)),
        ),
      ]).toEqual([name, 'DL404'])
    const left = await as('security', async (client) => {
      await client.query(`SELECT work.withdraw_face('${t.faceOfPrivateIdea}', now())`)
      return (await client.query('SELECT FROM published.entry')).rowCount
    })
    expect(left).toBe(0)
  })
})

test('audit lines and seals are changed by nobody, their owner included', async () => {
  for (const table of ['audit_line', 'audit_seal'])
    for (const sql of [
      `UPDATE work.${table} SET ${table === 'audit_line' ? "detail = 'x'" : "hash = 'x'"}`,
      `DELETE FROM work.${table}`,
      `TRUNCATE work.${table}`,
    ]) {
      expect([sql, await code(app.query(sql))]).toEqual([sql, '42501'])
      expect([sql, await code(owner.query(sql))]).toEqual([sql, '42501'])
    }
})

test('keys and places are given to whoever may number things', async () => {
  for (const [sql, may] of [
    ['SELECT work.take_item_key()', ['security', 'named', 'admin', 'system']],
    ['SELECT work.take_request_key()', ['employee', 'sales', 'security', 'named', 'admin', 'system']],
  ] as const)
    for (const name of everyone)
      expect([sql, name, await code(as(name, (client) => client.query(sql)))]).toEqual([
        sql,
        name,
        (may as readonly string[]).includes(name) ? 'done' : '42501',
      ])
  for (const name of everyone) {
    const { rows } = await as(name, (client) =>
      client.query<{ rank: string | null }>('SELECT work.rank_above(NULL) AS rank'),
    )
    expect([name, rows[0]!.rank]).toEqual([
      name,
      ['security', 'named', 'admin', 'system'].includes(name) ? 'a7' : null,
    ])
  }
})

test('nobody makes a way in for somebody else: links are the operator’s, tokens their own person’s', async () => {
  for (const name of everyone) {
    const made = await as(name, async (client) => {
      await client.query(`SELECT gate.operator_link('${p.sales}', 'link', now() + interval '1 hour')`)
      const { rows } = await client.query<{ token: string | null }>(
        `SELECT gate.make_token('${p.sales}', 'token', 'x', '{}', NULL) AS token`,
      )
      const link = await client.query<{ state: string }>(`SELECT gate.link_state('link', NULL) AS state`)
      return { link: link.rows[0]!.state !== 'gone', token: rows[0]!.token !== null }
    })
    expect([name, made]).toEqual([
      name,
      { link: name === 'system', token: name === 'system' || name === 'sales' },
    ])
  }
})
