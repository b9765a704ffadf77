// The part of the small world by which a team plans: stages and fields, views, watches, clocks, risks, iterations, poker.
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const p = { admin: id(1), named: id(2), security: id(3), employee: id(4), sales: id(5), guest: id(6) }
const item = {
  internal: id(152),
  private: id(153),
  restricted: id(154),
  free: id(155),
  restrictedToo: id(156),
}
const comment = { internal: id(201), private: id(202), restricted: id(203) }
const iteration = id(121)
const at = "'2027-02-01T09:00:00Z'"
const me = "nullif(current_setting('daylight.viewer_id'), '')::uuid"

const field = id(401)
const stage = id(402)
const view = { shared: id(411), own: id(412) }
const risk = { low: id(421), critical: id(422), restricted: id(423), own: id(424) }
const round = { open: id(431), shown: id(432), restricted: id(433) }
const template = id(441)

export const planningWorld = [
  `INSERT INTO work.custom_field (id, slug, label, kind, position) VALUES ('${field}', 'system', 'System', 'text', 1)`,
  `INSERT INTO work.stage (id, type, slug, label, status, position) VALUES ('${stage}', 'bug', 'looked-at', 'Looked at', 'ready', 1)`,
  `INSERT INTO work.item_template (id, name, type, origin) VALUES ('${template}', 'template', 'bug', 'bug')`,
  `INSERT INTO work.saved_view (id, slug, name, place, owner_id, shared, created_at, updated_at) VALUES
    ('${view.shared}', 'shared', 'shared', 'board', '${p.named}', true, ${at}, ${at}), ('${view.own}', 'own', 'own', 'board', '${p.named}', false, ${at}, ${at})`,
  `INSERT INTO work.watch (item_id, person_id, at) VALUES ('${item.internal}', '${p.employee}', ${at}), ('${item.restricted}', '${p.named}', ${at})`,
  `INSERT INTO work.reaction (comment_id, person_id, kind, at) VALUES ('${comment.internal}', '${p.employee}', 'seen', ${at}),
    ('${comment.private}', '${p.security}', 'done', ${at}), ('${comment.restricted}', '${p.named}', 'seen', ${at})`,
  `INSERT INTO work.mention (comment_id, person_id, at) VALUES ('${comment.internal}', '${p.employee}', ${at}), ('${comment.restricted}', '${p.named}', ${at})`,
  `INSERT INTO work.item_clock (id, item_id, name, target_days, started_at, due_at) VALUES (gen_random_uuid(), '${item.internal}', 'triage', 3, ${at}, ${at}),
    (gen_random_uuid(), '${item.restricted}', 'fix', 3, ${at}, ${at})`,
  `UPDATE work.item SET severity = CASE WHEN id = '${item.free}' THEN 'critical' ELSE 'low' END`,
  `INSERT INTO work.risk_decision (id, item_id, kind, severity, why, review_on, until, asked_by_id, asked_at) VALUES
    ('${risk.low}', '${item.internal}', 'acceptance', 'low', 'low', ${at}, NULL, '${p.named}', ${at}), ('${risk.critical}', '${item.free}', 'acceptance', 'critical', 'critical', ${at}, NULL, '${p.named}', ${at}),
    ('${risk.restricted}', '${item.restricted}', 'extension', 'low', 'restricted', NULL, ${at}, '${p.admin}', ${at}), ('${risk.own}', '${item.private}', 'extension', 'low', 'own', NULL, ${at}, '${p.security}', ${at})`,
  `INSERT INTO work.history (kind, subject_id, field, person_id, at, command, command_id) VALUES
    ('risk', '${risk.low}', 'x', NULL, ${at}, 'risk-internal', gen_random_uuid()), ('risk', '${risk.restricted}', 'x', NULL, ${at}, 'risk-restricted', gen_random_uuid())`,
  `INSERT INTO work.iteration_item (iteration_id, item_id, planned, at) VALUES ('${iteration}', '${item.internal}', true, ${at}),
    ('${iteration}', '${item.private}', true, ${at}), ('${iteration}', '${item.restricted}', true, ${at})`,
  `INSERT INTO work.poker_round (id, item_id, opened_by_id, opened_at, revealed_at, version) VALUES ('${round.open}', '${item.internal}', '${p.security}', ${at}, NULL, 1),
    ('${round.shown}', '${item.private}', '${p.security}', ${at}, ${at}, 2), ('${round.restricted}', '${item.restricted}', '${p.named}', ${at}, NULL, 3)`,
  `INSERT INTO work.poker_hand (round_id, person_id, points, at) VALUES ('${round.open}', '${p.security}', 1, ${at}), ('${round.open}', '${p.named}', 2, ${at}),
    ('${round.shown}', '${p.security}', 3, ${at}), ('${round.restricted}', '${p.named}', 5, ${at})`,
]

export const planningLabels: Record<string, string> = {
  board_column: 'status',
  custom_field: 'slug',
  item_clock: 'name',
  item_template: 'name',
  iteration_item: 'right(item_id::text, 3)',
  mention: "(SELECT coalesce(c.body, '?') FROM work.comment c WHERE c.id = comment_id)",
  poker_hand: 'points::text',
  poker_round: 'version::text',
  reaction: "(SELECT coalesce(c.body, '?') FROM work.comment c WHERE c.id = comment_id)",
  risk_decision: 'why',
  saved_view: 'slug',
  stage: "CASE WHEN type = 'bug' THEN slug ELSE 'seeded' END",
  watch: 'right(item_id::text, 3)',
}

const columns = 'backlog done in-progress in-review ready'
export const planningSeen: Record<string, Partial<Record<string, string>>> = {
  board_column: { 'employee sales security named admin system': columns },
  custom_field: { 'employee sales security named admin system': 'system' },
  item_clock: { 'security admin system': 'triage', named: 'fix triage' },
  item_template: { 'security named admin system': 'template' },
  iteration_item: {
    'employee sales': '152',
    'security admin system': '152 153',
    named: '152 153 154',
  },
  mention: { 'employee sales security admin system': 'internal', named: 'internal restricted' },
  poker_hand: { security: '1 3', named: '2 3 5', admin: '3' },
  poker_round: { 'security admin': '1 2', named: '1 2 3' },
  reaction: {
    'employee sales': 'internal',
    'security admin system': 'internal private',
    named: 'internal private restricted',
  },
  risk_decision: { 'security admin system': 'critical low own', named: 'critical low own restricted' },
  saved_view: { 'security admin': 'shared', named: 'own shared' },
  stage: {
    'employee sales security named admin system': ['looked-at', ...Array<string>(8).fill('seeded')].join(' '),
  },
  watch: { employee: '152', named: '154', system: '152 154' },
}

const house = 'security named admin system'
const team = 'security named admin'
const decides = (which: string, by = me) =>
  `UPDATE work.risk_decision SET decision = 'granted', decided_by_id = ${by}, decided_at = ${at} WHERE id = '${which}'`

export const planningAttempts: [string, string, string][] = [
  ['changes a limit', 'admin system', `UPDATE work.board_column SET wip_limit = 3 WHERE status = 'ready'`],
  [
    'adds a limit',
    'admin system',
    `INSERT INTO work.board_column (status) SELECT 'ready' WHERE NOT EXISTS (SELECT 1 FROM work.board_column WHERE status = 'nowhere') ON CONFLICT (status) DO UPDATE SET wip_limit = 4`,
  ],
  [
    'adds a field',
    'admin system',
    `INSERT INTO work.custom_field (id, slug, label, kind, position) VALUES (gen_random_uuid(), 'x', 'x', 'text', 2)`,
  ],
  ['changes a field', 'admin system', `UPDATE work.custom_field SET label = 'x' WHERE id = '${field}'`],
  [
    'adds a stage',
    'admin system',
    `INSERT INTO work.stage (id, type, slug, label, status, position) VALUES (gen_random_uuid(), 'bug', 'x', 'x', 'done', 2)`,
  ],
  ['changes a stage', 'admin system', `UPDATE work.stage SET retired_at = ${at} WHERE id = '${stage}'`],
  [
    'adds a template',
    house,
    `INSERT INTO work.item_template (id, name, type, origin) VALUES (gen_random_uuid(), 'x', 'bug', 'bug')`,
  ],
  ['changes a template', house, `UPDATE work.item_template SET title = 'x' WHERE id = '${template}'`],
  [
    'keeps a view',
    team,
    `INSERT INTO work.saved_view (id, slug, name, place, owner_id, created_at, updated_at) VALUES (gen_random_uuid(), 'x', 'x', 'board', ${me}, ${at}, ${at})`,
  ],
  [
    'keeps a view in another’s name',
    'named',
    `INSERT INTO work.saved_view (id, slug, name, place, owner_id, created_at, updated_at) VALUES (gen_random_uuid(), 'x', 'x', 'board', '${p.named}', ${at}, ${at})`,
  ],
  [
    'changes a shared view',
    'named',
    `UPDATE work.saved_view SET query = 'x', shared = true WHERE id = '${view.shared}'`,
  ],
  ['gives a view away', '', `UPDATE work.saved_view SET owner_id = '${p.sales}' WHERE id = '${view.shared}'`],
  [
    'watches an item',
    'employee sales security named admin',
    `INSERT INTO work.watch (item_id, person_id, at) VALUES ('${item.free}', ${me}, ${at})`,
  ],
  [
    'watches an item of the team',
    'security named admin',
    `INSERT INTO work.watch (item_id, person_id, at) VALUES ('${item.private}', ${me}, ${at})`,
  ],
  [
    'watches an item that is not there for others',
    'named',
    `INSERT INTO work.watch (item_id, person_id, at) VALUES ('${id(156)}', ${me}, ${at})`,
  ],
  [
    'has somebody else watch',
    'sales',
    `INSERT INTO work.watch (item_id, person_id, at) VALUES ('${item.internal}', '${p.sales}', ${at})`,
  ],
  ['stops the employee’s watching', 'employee', `DELETE FROM work.watch WHERE person_id = '${p.employee}'`],
  [
    'says seen',
    'employee sales security named admin',
    `INSERT INTO work.reaction (comment_id, person_id, kind, at) VALUES ('${comment.internal}', ${me}, 'done', ${at})`,
  ],
  [
    'says seen to what the team said',
    team,
    `INSERT INTO work.reaction (comment_id, person_id, kind, at) VALUES ('${comment.private}', ${me}, 'seen', ${at})`,
  ],
  [
    'says seen for somebody else',
    'sales',
    `INSERT INTO work.reaction (comment_id, person_id, kind, at) VALUES ('${comment.internal}', '${p.sales}', 'seen', ${at})`,
  ],
  [
    'takes the employee’s “seen” back',
    'employee',
    `DELETE FROM work.reaction WHERE person_id = '${p.employee}'`,
  ],
  [
    'names somebody in what was said',
    'named',
    `INSERT INTO work.mention (comment_id, person_id, at) VALUES ('${comment.restricted}', '${p.admin}', ${at})`,
  ],
  [
    'starts a clock',
    house,
    `INSERT INTO work.item_clock (id, item_id, name, target_days, started_at, due_at) VALUES (gen_random_uuid(), '${item.internal}', 'fix', 3, ${at}, ${at})`,
  ],
  [
    'starts a clock of a restricted item',
    'named',
    `INSERT INTO work.item_clock (id, item_id, name, target_days, started_at, due_at) VALUES (gen_random_uuid(), '${item.restricted}', 'triage', 3, ${at}, ${at})`,
  ],
  ['stops a clock', house, `UPDATE work.item_clock SET met_at = ${at} WHERE item_id = '${item.internal}'`],
  [
    'stops a clock of a restricted item',
    'named',
    `UPDATE work.item_clock SET met_at = ${at} WHERE item_id = '${item.restricted}'`,
  ],
  [
    'moves a clock to an item that is not there for others',
    'named',
    `UPDATE work.item_clock SET item_id = '${item.restricted}' WHERE item_id = '${item.internal}'`,
  ],
  [
    'asks to live with a risk',
    team,
    `INSERT INTO work.risk_decision (id, item_id, kind, severity, why, review_on, until, asked_by_id, asked_at) VALUES (gen_random_uuid(), '${item.internal}', 'acceptance', 'low', 'x', ${at}, NULL, ${me}, ${at})`,
  ],
  [
    'asks in another’s name',
    'named',
    `INSERT INTO work.risk_decision (id, item_id, kind, severity, why, review_on, until, asked_by_id, asked_at) VALUES (gen_random_uuid(), '${item.internal}', 'acceptance', 'low', 'x', ${at}, NULL, '${p.named}', ${at})`,
  ],
  [
    'asks and grants at once',
    '',
    `INSERT INTO work.risk_decision (id, item_id, kind, severity, why, review_on, until, asked_by_id, asked_at, decision, decided_by_id, decided_at) VALUES
      (gen_random_uuid(), '${item.internal}', 'acceptance', 'low', 'x', ${at}, NULL, ${me}, ${at}, 'granted', '${p.admin}', ${at})`,
  ],
  [
    'asks under an item that is not there for others',
    'named',
    `INSERT INTO work.risk_decision (id, item_id, kind, severity, why, review_on, until, asked_by_id, asked_at) VALUES (gen_random_uuid(), '${item.restricted}', 'acceptance', 'low', 'x', ${at}, NULL, ${me}, ${at})`,
  ],
  // Whoever asked is refused by a constraint, whoever they are.
  ['accepts a small risk that somebody else asked about', 'security admin', decides(risk.low)],
  ['accepts a critical risk', 'admin', decides(risk.critical)],
  ['accepts in another’s name', 'security', decides(risk.low, `'${p.security}'`)],
  ['decides under a restricted item', 'named', decides(risk.restricted)],
  [
    'makes a critical risk a small one while accepting it',
    '',
    decides(risk.critical).replace(' WHERE', ", severity = 'low' WHERE"),
  ],
  ['says in another’s words what was asked', '', decides(risk.low).replace(' WHERE', ", why = 'x' WHERE")],
  [
    'asks about a critical risk as if it were small',
    '',
    `INSERT INTO work.risk_decision (id, item_id, kind, severity, why, review_on, until, asked_by_id, asked_at) VALUES (gen_random_uuid(), '${item.free}', 'acceptance', 'low', 'x', ${at}, NULL, ${me}, ${at})`,
  ],
  ['takes a clock away', house, `DELETE FROM work.item_clock WHERE item_id = '${item.internal}'`],
  [
    'takes a clock of a restricted item away',
    'named',
    `DELETE FROM work.item_clock WHERE item_id = '${item.restricted}'`,
  ],
  [
    'looks for risks to be looked at again',
    'system',
    `SELECT count(*) FROM work.take_risk_reviews(current_date, now())`,
  ],
  [
    'plans an item',
    house,
    `INSERT INTO work.iteration_item (iteration_id, item_id, planned, at) VALUES ('${iteration}', '${item.free}', true, ${at})`,
  ],
  [
    'plans an item that is not there for others',
    'named',
    `INSERT INTO work.iteration_item (iteration_id, item_id, planned, at) VALUES ('${id(303)}', '${item.restricted}', true, ${at})`,
  ],
  [
    'says what became of a planned item',
    house,
    `UPDATE work.iteration_item SET outcome = 'done' WHERE item_id = '${item.internal}'`,
  ],
  [
    'says what became of a restricted item',
    'named',
    `UPDATE work.iteration_item SET outcome = 'done' WHERE item_id = '${item.restricted}'`,
  ],
  [
    'exchanges a planned item for a restricted one',
    'named',
    `UPDATE work.iteration_item SET iteration_id = '${id(303)}', item_id = '${item.restricted}' WHERE item_id = '${item.internal}'`,
  ],
  [
    'opens a round',
    team,
    `INSERT INTO work.poker_round (id, item_id, opened_by_id, opened_at) VALUES (gen_random_uuid(), '${item.free}', ${me}, ${at})`,
  ],
  [
    'opens a round in another’s name',
    'named',
    `INSERT INTO work.poker_round (id, item_id, opened_by_id, opened_at) VALUES (gen_random_uuid(), '${item.free}', '${p.named}', ${at})`,
  ],
  [
    'opens a round on a restricted item',
    'named',
    `INSERT INTO work.poker_round (id, item_id, opened_by_id, opened_at) VALUES (gen_random_uuid(), '${item.restrictedToo}', ${me}, ${at})`,
  ],
  [
    'opens a round that is shown already',
    '',
    `INSERT INTO work.poker_round (id, item_id, opened_by_id, opened_at, revealed_at) VALUES (gen_random_uuid(), '${item.free}', ${me}, ${at}, ${at})`,
  ],
  ['shows a round', team, `UPDATE work.poker_round SET revealed_at = ${at} WHERE id = '${round.open}'`],
  [
    'shows a round on a restricted item',
    'named',
    `UPDATE work.poker_round SET revealed_at = ${at} WHERE id = '${round.restricted}'`,
  ],
  [
    'moves a round to a restricted item',
    'named',
    `UPDATE work.poker_round SET item_id = '${item.restrictedToo}' WHERE id = '${round.open}'`,
  ],
  ['hides a shown round', '', `UPDATE work.poker_round SET revealed_at = NULL WHERE id = '${round.shown}'`],
  [
    'plays a hand',
    'admin',
    `INSERT INTO work.poker_hand (round_id, person_id, points, at) VALUES ('${round.open}', ${me}, 8, ${at})`,
  ],
  [
    'plays a hand after all were shown',
    '',
    `INSERT INTO work.poker_hand (round_id, person_id, points, at) VALUES ('${round.shown}', ${me}, 8, ${at})`,
  ],
  [
    'plays somebody else’s hand',
    'admin',
    `INSERT INTO work.poker_hand (round_id, person_id, points, at) VALUES ('${round.open}', '${p.admin}', 8, ${at})`,
  ],
  [
    'changes a hand while it is hidden',
    'security named',
    `UPDATE work.poker_hand SET points = 8 WHERE round_id = '${round.open}'`,
  ],
  [
    'changes a hand that was shown',
    '',
    `UPDATE work.poker_hand SET points = 8 WHERE round_id = '${round.shown}'`,
  ],
  [
    'carries a hidden hand into a round that was shown',
    '',
    `UPDATE work.poker_hand SET round_id = '${round.shown}' WHERE round_id = '${round.open}' AND person_id <> '${p.security}'`,
  ],
  [
    'gives a hand away',
    '',
    `UPDATE work.poker_hand SET person_id = '${p.admin}' WHERE round_id = '${round.open}'`,
  ],
]
