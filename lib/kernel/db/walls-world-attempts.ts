// Every way of writing in the small world of the walls, and who may: the promise, as a table.
import { planningAttempts } from './walls-world-planning'
import { people as p, things as t } from './walls-world'

const now = "'2027-02-02T09:00:00Z'"
export const me = "nullif(current_setting('daylight.viewer_id'), '')::uuid"

/** What is tried, who may, how. Everybody else is refused or touches nothing. */
export const attempts: [string, string, string][] = [
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
  ...planningAttempts,
]
