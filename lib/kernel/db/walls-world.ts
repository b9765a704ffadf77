// A small world for the tests of the walls: of each kind of thing one for every amount of light, made by the owner.
import pg from 'pg'
import { planningLabels, planningWorld } from './walls-world-planning'

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

export const people = {
  admin: id(1),
  named: id(2),
  security: id(3),
  employee: id(4),
  sales: id(5),
  guest: id(6),
} as const

/** Whoever may look. `named` is of role security and stands on the restricted item's list. `nobody` has no viewer set at
 *  all, `roleless` is a person without a role: what a half-set transaction would be. */
export const viewers = {
  nobody: ['', ''],
  roleless: [people.employee, ''],
  guest: [people.guest, 'guest'],
  employee: [people.employee, 'employee'],
  sales: [people.sales, 'sales'],
  security: [people.security, 'security'],
  named: [people.named, 'security'],
  admin: [people.admin, 'admin'],
  system: ['', 'system'],
} as const satisfies Record<string, readonly [string, string]>

export type ViewerName = keyof typeof viewers

export const things = {
  goalPublic: id(101),
  goalInternal: id(102),
  goalPrivate: id(103),
  releaseInternal: id(111),
  releasePrivate: id(112),
  iteration: id(121),
  milestoneInternal: id(131),
  milestonePrivate: id(132),
  ideaInternal: id(141),
  ideaPrivate: id(142),
  ideaOfGuest: id(143),
  ideaOfEmployeePrivate: id(144),
  ideaFree: id(145),
  itemPublic: id(151),
  itemInternal: id(152),
  itemPrivate: id(153),
  itemRestricted: id(154),
  itemFree: id(155),
  itemRestrictedToo: id(156),
  type: id(161),
  requestOfEmployee: id(171),
  requestOfSales: id(172),
  requestNew: id(173),
  requestOfGuest: id(174),
  clock: id(181),
  faceOfIdea: id(191),
  faceOfPrivateIdea: id(192),
  faceOfRestricted: id(193),
  commentInternal: id(201),
  commentPrivate: id(202),
  commentRestricted: id(203),
  commentRequester: id(204),
  commentTeam: id(205),
  fileOfItem: id(211),
  fileOfRequest: id(212),
  fileOfTeamComment: id(213),
  fileWaiting: id(214),
  // Brought by the sample, each of its kind.
  sampleGoal: id(301),
  sampleRelease: id(302),
  sampleIteration: id(303),
  sampleIdea: id(304),
  sampleItem: id(305),
  sampleRequest: id(306),
  sampleComment: id(307),
  samplePerson: id(308),
} as const

const at = "'2027-02-01T09:00:00Z'"

/** Makes the world, as the owner, whose own policy lets it. */
export async function makeWorld(owner: pg.Client): Promise<void> {
  const t = things
  const p = people
  const statements = [
    `INSERT INTO work.person (id, email, name, role) VALUES
      ${Object.entries(p)
        .map(
          ([name, person]) =>
            `('${person}', '${name}@daylight.example', '${name}', '${name === 'named' ? 'security' : name}')`,
        )
        .join(', ')}, ('${t.samplePerson}', NULL, 'sample', 'employee')`,
    `INSERT INTO work.goal (id, slug, title, audience) VALUES ('${t.goalPublic}', 'g1', 'public', 'public'),
      ('${t.goalInternal}', 'g2', 'internal', 'internal'), ('${t.goalPrivate}', 'g3', 'private', 'private'), ('${t.sampleGoal}', 'g4', 'sample', 'private')`,
    `INSERT INTO work.milestone (id, goal_id, position, title) VALUES ('${t.milestoneInternal}', '${t.goalInternal}', 1, 'internal'),
      ('${t.milestonePrivate}', '${t.goalPrivate}', 1, 'private')`,
    `INSERT INTO work.release (id, slug, name, audience) VALUES ('${t.releaseInternal}', 'r1', 'internal', 'internal'),
      ('${t.releasePrivate}', 'r2', 'private', 'private'), ('${t.sampleRelease}', 'r3', 'sample', 'private')`,
    `INSERT INTO work.iteration (id, number, starts_on, ends_on) VALUES ('${t.iteration}', 1, '2027-02-01', '2027-02-14'),
      ('${t.sampleIteration}', 2, '2027-02-15', '2027-02-28')`,
    `INSERT INTO work.idea (id, slug, title, audience, created_by_id) VALUES ('${t.ideaInternal}', 'i1', 'internal', 'internal', '${p.sales}'),
      ('${t.ideaPrivate}', 'i2', 'private', 'private', '${p.admin}'), ('${t.ideaOfGuest}', 'i3', 'guest', 'internal', '${p.guest}'),
      ('${t.ideaOfEmployeePrivate}', 'i4', 'made-private', 'private', '${p.employee}'), ('${t.ideaFree}', 'i5', 'free', 'internal', '${p.employee}'),
      ('${t.sampleIdea}', 'i6', 'sample', 'private', NULL)`,
    `INSERT INTO work.vote (idea_id, person_id) VALUES ('${t.ideaInternal}', '${p.employee}'), ('${t.ideaPrivate}', '${p.security}'),
      ('${t.ideaPrivate}', '${p.guest}')`,
    `INSERT INTO work.request_type (id, slug, name, description, position, questions, targets, title_from)
      VALUES ('${t.type}', 'test', 'test', '', 99, '[]', '[]', 'x')`,
    `INSERT INTO work.request (id, key, type_id, title, answers, requester_id, status) VALUES
      ('${t.requestOfEmployee}', 'REQ-1', '${t.type}', 'employee', '{}', '${p.employee}', 'waiting'),
      ('${t.requestOfSales}', 'REQ-2', '${t.type}', 'sales', '{}', '${p.sales}', 'waiting'),
      ('${t.requestNew}', 'REQ-4', '${t.type}', 'new', '{}', '${p.sales}', 'new'),
      ('${t.requestOfGuest}', 'REQ-5', '${t.type}', 'of-one-who-became-a-guest', '{}', '${p.guest}', 'waiting'),
      ('${t.sampleRequest}', 'REQ-3', '${t.type}', 'sample', '{}', '${p.employee}', 'waiting')`,
    `INSERT INTO work.request_clock (id, request_id, name, unit, amount, started_at, due_at) VALUES
      ('${t.clock}', '${t.requestOfEmployee}', 'Answer', 'days', 1, ${at}, ${at})`,
    `INSERT INTO work.draft (person_id, form, answers) VALUES ('${p.employee}', 'code-review', '{}')`,
    `INSERT INTO work.item (id, key, title, origin, rank, audience) VALUES ('${t.itemPublic}', 'SEC-1', 'public', 'small', 'a1', 'public'),
      ('${t.itemInternal}', 'SEC-2', 'internal', 'small', 'a2', 'internal'), ('${t.itemPrivate}', 'SEC-3', 'private', 'small', 'a3', 'private'),
      ('${t.itemRestricted}', 'SEC-4', 'restricted', 'small', 'a4', 'restricted'), ('${t.itemFree}', 'SEC-5', 'free', 'small', 'a5', 'internal'),
      ('${t.sampleItem}', 'SEC-6', 'sample', 'small', 'a6', 'private'), ('${t.itemRestrictedToo}', 'SEC-7', 'restricted-too', 'small', 'a7', 'restricted')`,
    `INSERT INTO work.item_goal (item_id, goal_id) VALUES ('${t.itemInternal}', '${t.goalInternal}'), ('${t.itemInternal}', '${t.goalPrivate}'),
      ('${t.itemPrivate}', '${t.goalInternal}'), ('${t.itemRestricted}', '${t.goalInternal}')`,
    `INSERT INTO work.item_relation (from_id, to_id, kind) VALUES ('${t.itemInternal}', '${t.itemPublic}', 'open'),
      ('${t.itemInternal}', '${t.itemPrivate}', 'to-private'), ('${t.itemPrivate}', '${t.itemInternal}', 'from-private'),
      ('${t.itemInternal}', '${t.itemRestricted}', 'to-restricted')`,
    `INSERT INTO work.named_person (subject_id, person_id) VALUES ('${t.itemRestricted}', '${p.named}'), ('${t.itemRestrictedToo}', '${p.named}')`,
    `INSERT INTO work.comment (id, item_id, request_id, author_id, body, audience) VALUES
      ('${t.commentInternal}', '${t.itemInternal}', NULL, '${p.sales}', 'internal', 'internal'),
      ('${t.commentPrivate}', '${t.itemInternal}', NULL, '${p.security}', 'private', 'private'),
      ('${t.commentRestricted}', '${t.itemRestricted}', NULL, '${p.named}', 'restricted', 'restricted'),
      ('${t.commentRequester}', NULL, '${t.requestOfEmployee}', '${p.employee}', 'requester', 'requester'),
      ('${t.commentTeam}', NULL, '${t.requestOfEmployee}', '${p.security}', 'team', 'team'),
      ('${t.sampleComment}', '${t.itemPrivate}', NULL, '${p.sales}', 'sample', 'private')`,
    `INSERT INTO work.file (id, name, kind, size, sha256, uploader_id, item_id, request_id, comment_id) VALUES
      ('${t.fileOfItem}', 'private-item', 'x', 1, '', '${p.security}', '${t.itemPrivate}', NULL, NULL),
      ('${t.fileOfRequest}', 'request', 'x', 1, '', '${p.employee}', NULL, '${t.requestOfEmployee}', NULL),
      ('${t.fileOfTeamComment}', 'team-comment', 'x', 1, '', '${p.security}', NULL, NULL, '${t.commentTeam}'),
      ('${t.fileWaiting}', 'waiting', 'x', 1, '', '${p.employee}', NULL, NULL, NULL)`,
    `INSERT INTO work.file_piece (file_id, n, bytes) SELECT id, 0, '' FROM work.file`,
    `INSERT INTO work.face (id, idea_id, item_id, slug, title, status, state, editor_ids) VALUES
      ('${t.faceOfIdea}', '${t.ideaInternal}', NULL, 'f1', 'of-internal-idea', 'planned', 'candidate', '{${p.security}}'),
      ('${t.faceOfPrivateIdea}', '${t.ideaPrivate}', NULL, 'f2', 'of-private-idea', 'planned', 'public', '{}'),
      ('${t.faceOfRestricted}', NULL, '${t.itemRestricted}', 'f3', 'of-restricted-item', 'planned', 'candidate', '{}')`,
    `INSERT INTO published.entry (slug, kind, title, summary, body, status, published_at, updated_at) VALUES ('f2', 'idea', 'out', '', '', 'planned', ${at}, ${at})`,
    `INSERT INTO published.change (slug, at, what) VALUES ('f2', ${at}, 'published')`,
    `INSERT INTO work.history (kind, subject_id, field, person_id, at, command, command_id) SELECT kind, subject, 'x', NULL, ${at}, kind || '-' || label, gen_random_uuid()
      FROM (VALUES ('item', '${t.itemInternal}'::uuid, 'internal'), ('item', '${t.itemPrivate}', 'private'), ('item', '${t.itemRestricted}', 'restricted'),
        ('idea', '${t.ideaInternal}', 'internal'), ('request', '${t.requestOfEmployee}', 'employee'), ('goal', '${t.goalInternal}', 'internal'),
        ('goal', '${t.goalPrivate}', 'private'), ('face', '${t.faceOfIdea}', 'idea'), ('face', '${t.faceOfRestricted}', 'restricted'), ('person', '${p.employee}', 'employee')) AS v(kind, subject, label)`,
    `INSERT INTO work.audit_line (at, role, via, command, command_id) VALUES (${at}, 'system', 'test', 'one', gen_random_uuid()), (${at}, 'system', 'test', 'two', gen_random_uuid())`,
    `INSERT INTO work.audit_seal (n, line_id, before, hash) VALUES (1, 1, '', '')`,
    `INSERT INTO work.outbox (kind, subject_id, version, event, at) VALUES ('item', '${t.itemInternal}', 1, 'item.changed', ${at})`,
    `INSERT INTO work.delivery (id, outbox_id, person_id) VALUES (gen_random_uuid(), 1, '${p.employee}')`,
    `INSERT INTO work.idempotency (person_id, key, fingerprint, kind, subject_id) VALUES ('${p.employee}', 'key', '', 'x', '${t.itemInternal}')`,
    `INSERT INTO work.import_source (source, external_id, kind, subject_id, fingerprint) VALUES ('jira', 'A-1', 'item', '${t.itemPrivate}', '')`,
    `INSERT INTO work.sample_row (kind, id) VALUES ('goal', '${t.sampleGoal}'), ('release', '${t.sampleRelease}'), ('iteration', '${t.sampleIteration}'),
      ('idea', '${t.sampleIdea}'), ('item', '${t.sampleItem}'), ('request', '${t.sampleRequest}'), ('comment', '${t.sampleComment}'), ('person', '${t.samplePerson}')`,
    `INSERT INTO gate.session (id, hash, person_id, method, expires_at) VALUES (gen_random_uuid(), 'h', '${p.employee}', 'test', now() + interval '1 day')`,
    ...planningWorld,
  ]
  for (const statement of statements) await owner.query(statement)
}

/** What each row is called in the tables of expectations. */
export const labels: Record<string, string> = {
  audit_line: 'command',
  audit_seal: 'n::text',
  comment: 'body',
  delivery: 'outbox_id::text',
  draft: 'form',
  face: 'title',
  file: 'name',
  file_piece: "(SELECT coalesce(f.name, '?') FROM work.file f WHERE f.id = file_id)",
  goal: 'title',
  history: 'command',
  idea: 'title',
  idempotency: 'key',
  import_source: 'external_id',
  item: 'title',
  item_goal: "right(item_id::text, 3) || '+' || right(goal_id::text, 3)",
  item_relation: 'kind',
  iteration: 'number::text',
  milestone: 'title',
  named_person: "'named'",
  outbox: 'event',
  person: 'name',
  release: 'name',
  request: 'title',
  request_clock: 'name',
  request_type: 'slug',
  sample_row: 'kind',
  vote: "right(idea_id::text, 3) || '/' || right(person_id::text, 1)",
  workspace: 'id::text',
  ...planningLabels,
}
