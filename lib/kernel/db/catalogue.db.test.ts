// What the database itself says about its walls, compared with a list that somebody wrote. A new table, policy, function
// or right fails here until it is written down, which is when somebody else gets to ask why.
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** Every table of `work`: the policies for the application (besides the two that all have), and what it may do at all. */
const workTables: Record<string, { policies: string; app: string }> = {
  audit_line: { policies: 'admin_reads select, writers_sign insert', app: 'INSERT SELECT' },
  audit_seal: { policies: 'admin_reads select', app: 'SELECT' },
  audit_waiting: { policies: '', app: '' },
  comment: {
    policies:
      'author_changes update, by_audience select, system_clears_sample delete, who_reads_may_write insert',
    app: 'DELETE INSERT SELECT',
  },
  delivery: { policies: 'system_delivers all', app: 'DELETE INSERT SELECT UPDATE' },
  draft: { policies: 'own_words all', app: 'DELETE INSERT SELECT UPDATE' },
  face: {
    policies: 'team_adds insert, team_changes update, team_with_its_subject select',
    app: 'INSERT SELECT UPDATE',
  },
  file: {
    policies:
      'uploader_adds insert, uploader_attaches update, uploader_takes_back delete, with_its_thread select',
    app: 'DELETE INSERT SELECT',
  },
  file_piece: { policies: 'uploader_adds insert, with_its_file select', app: 'INSERT SELECT' },
  goal: {
    policies: 'by_audience select, system_clears_sample delete, team_adds insert, team_changes update',
    app: 'DELETE INSERT SELECT UPDATE',
  },
  history: { policies: 'with_its_subject select, writers_sign insert', app: 'INSERT SELECT' },
  idea: {
    policies: 'anyone_suggests insert, by_audience select, system_clears_sample delete, team_changes update',
    app: 'DELETE INSERT SELECT UPDATE',
  },
  idempotency: { policies: 'own_keys all', app: 'DELETE INSERT SELECT UPDATE' },
  import_source: { policies: 'importer_remembers all', app: 'DELETE INSERT SELECT UPDATE' },
  item: {
    policies: 'by_audience select, system_clears_sample delete, team_adds insert, team_changes update',
    app: 'DELETE INSERT SELECT UPDATE',
  },
  item_goal: {
    policies: 'team_adds insert, team_removes delete, with_both_ends select',
    app: 'DELETE INSERT SELECT',
  },
  item_relation: {
    policies: 'team_adds insert, team_removes delete, with_both_ends select',
    app: 'DELETE INSERT SELECT',
  },
  iteration: {
    policies: 'system_clears_sample delete, team_adds insert, team_changes update, teammates_read select',
    app: 'DELETE INSERT SELECT UPDATE',
  },
  milestone: {
    policies: 'team_adds insert, team_changes update, with_its_goal select',
    app: 'INSERT SELECT UPDATE',
  },
  named_person: {
    policies: 'team_names insert, the_named_read select, the_named_unname delete',
    app: 'DELETE INSERT SELECT',
  },
  outbox: { policies: 'system_marks update, system_tells select, writers_sign insert', app: 'INSERT SELECT' },
  person: {
    policies:
      'admin_changes update, admin_invites insert, system_clears_sample delete, teammates_know_each_other select',
    app: 'DELETE INSERT SELECT UPDATE',
  },
  release: {
    policies: 'by_audience select, system_clears_sample delete, team_adds insert, team_changes update',
    app: 'DELETE INSERT SELECT UPDATE',
  },
  request: {
    policies:
      'requester_and_team select, requester_and_team_change update, system_clears_sample delete, teammates_ask insert',
    app: 'DELETE INSERT SELECT UPDATE',
  },
  request_clock: {
    policies: 'with_its_request select, with_its_request_adds insert, with_its_request_changes update',
    app: 'INSERT SELECT UPDATE',
  },
  request_type: {
    policies: 'admin_adds insert, admin_changes update, teammates_read select',
    app: 'INSERT SELECT UPDATE',
  },
  sample_row: { policies: 'system_marks all', app: 'DELETE INSERT SELECT' },
  vote: {
    policies: 'one_voice insert, own_voice_back delete, with_its_idea select',
    app: 'DELETE INSERT SELECT',
  },
  // What the team plans by.
  board_column: {
    policies: 'admin_adds insert, admin_changes update, teammates_read select',
    app: 'INSERT SELECT UPDATE',
  },
  custom_field: {
    policies: 'admin_adds insert, admin_changes update, teammates_read select',
    app: 'INSERT SELECT UPDATE',
  },
  stage: {
    policies: 'admin_adds insert, admin_changes update, teammates_read select',
    app: 'INSERT SELECT UPDATE',
  },
  item_template: {
    policies: 'team_adds insert, team_changes update, team_reads select',
    app: 'INSERT SELECT UPDATE',
  },
  saved_view: {
    policies: 'own_added insert, own_and_shared select, own_changed update',
    app: 'INSERT SELECT UPDATE',
  },
  mention: { policies: 'author_names insert, with_its_comment select', app: 'INSERT SELECT' },
  watch: {
    policies: 'own_or_system select, own_taken_back delete, who_sees_may_watch insert',
    app: 'DELETE INSERT SELECT',
  },
  reaction: {
    policies: 'own_taken_back delete, who_reads_may_react insert, with_its_comment select',
    app: 'DELETE INSERT SELECT',
  },
  item_clock: {
    policies: 'team_adds insert, team_changes update, team_takes_back delete, with_its_item select',
    app: 'DELETE INSERT SELECT UPDATE',
  },
  risk_decision: {
    policies: 'approver_decides update, team_asks insert, team_with_its_item select',
    app: 'INSERT SELECT UPDATE',
  },
  iteration_item: {
    policies: 'team_adds insert, team_changes update, with_its_item select',
    app: 'INSERT SELECT UPDATE',
  },
  poker_round: {
    policies: 'team_changes update, team_opens insert, team_with_its_item select',
    app: 'INSERT SELECT UPDATE',
  },
  poker_hand: {
    policies: 'own_until_shown select, own_while_hidden insert, own_while_hidden_changed update',
    app: 'INSERT SELECT UPDATE',
  },
  workspace: { policies: 'admin_changes update, anyone_known_reads select', app: 'SELECT UPDATE' },
}

const publishedTables = ['change', 'entry', 'workspace']
const gateTables = ['api_token', 'identity', 'one_time_link', 'rate_count', 'session']

/** Columns that may be changed where the table may not. */
const columnRights = [
  ...['body', 'edited_at', 'version'].map((column) => `work.comment.${column} daylight_app UPDATE`),
  ...['comment_id', 'item_id', 'request_id'].map((column) => `work.file.${column} daylight_app UPDATE`),
  'work.outbox.handled_at daylight_app UPDATE',
]

/** Sequences that the application draws numbers from. */
const sequences = ['work.audit_line_id_seq', 'work.history_id_seq', 'work.outbox_id_seq']

/**
 * Functions that run with their owner's rights, each with the reason why it must. The application may call those marked
 * `app`; the others are called by triggers and by the functions here.
 */
const definers: Record<string, string> = {
  // The gate: asked before anybody is known, by the hash of a secret.
  'gate.become_person': 'app',
  'gate.become_session': 'app',
  'gate.become_system': 'app',
  'gate.become_token': 'app',
  'gate.end_session': 'app',
  'gate.end_sessions': 'app',
  'gate.enter_with_identity': 'app',
  'gate.identities': 'app',
  'gate.link_identity': 'app',
  'gate.link_state': 'app',
  'gate.mail_link': 'app',
  'gate.make_token': 'app',
  'gate.note_sign_in': 'inside',
  'gate.operator_link': 'app',
  'gate.rename_self': 'app',
  'gate.revoke_token': 'app',
  'gate.sessions_of': 'app',
  'gate.spend_link': 'app',
  'gate.take': 'app',
  'gate.tidy': 'app',
  'gate.tokens': 'app',
  'gate.unlink_identity': 'app',
  // Asks a list of names without walking into that list's own policy again.
  'work.named': 'app',
  'work.closed_to_viewer': 'app',
  // Whether a page is there outside is known to everyone; the face itself is the team's.
  'work.has_live_face': 'app',
  'work.idea_behind': 'app',
  'work.live_slug': 'app',
  // Numbers and order count what the caller may not see.
  'work.rank_above': 'app',
  'work.rank_anew': 'app',
  'work.rank_below': 'app',
  'work.ranks_around': 'app',
  'work.take_item_key': 'app',
  'work.take_request_key': 'app',
  // The chain is written by nobody else.
  'work.audit_waits': 'inside',
  'work.seal_audit': 'app',
  // The doors outwards.
  'work.carry_votes': 'app',
  'work.publish_face': 'app',
  'work.raise_revision': 'inside',
  'work.viewer_sees_face': 'inside',
  'work.withdraw_face': 'app',
  // Takes the sample out, and with it what hangs on it.
  'work.clear_sample': 'app',
  // What was planned and what became of it, hidden items included: who sees an item sees its line, and nobody else.
  'work.keep_outcomes': 'app',
  'work.keep_plan': 'app',
  // Who has played, without what: the hands are hidden from whoever asks.
  'work.poker_players': 'app',
  // Words are found by an index, which row policies keep from being used; the same audiences are asked inside, ids come out.
  'work.items_like': 'app',
  'work.items_titled': 'app',
  // Who is to hear of an item, ids alone: restricted ones too, whose named people want to hear of them. For the system alone.
  'work.followers': 'app',
  // Restricted risks are looked at again too, and the system, which sees to it, sees none; ids come out.
  'work.take_risk_reviews': 'app',
  'work.risk_concerns': 'app',
  // Fingerprints of what is hidden, restricted things included, for the leak check; for the system alone.
  'work.hidden_fingerprints': 'app',
  // Nobody, the system included, may look at another's waiting file.
  'work.clear_forgotten_files': 'app',
}

/** Functions that run as whoever calls them. */
const invokers: Record<string, string> = {
  'gate.become': 'inside',
  'work.audience_only_tightens': 'inside',
  'work.audiences': 'app',
  'work.audit_bytes': 'inside',
  'work.edit_voids_approval': 'inside',
  'work.hold_workflow': 'app',
  'work.is_house': 'app',
  'work.is_system': 'app',
  'work.is_team': 'app',
  'work.is_teammate': 'app',
  'work.never_changes': 'inside',
  'work.plain_words': 'inside',
  'work.requester_answers': 'inside',
  'work.requester_resumes': 'inside',
  'work.risk_as_asked': 'inside',
  'work.shown_stays_shown': 'inside',
  'work.stages_held': 'app',
  'work.viewer_id': 'app',
  'work.viewer_role': 'app',
  'work.who_stands_behind': 'inside',
}

const triggers = [
  'work.audit_line audit_waits',
  'work.audit_line never_changes',
  'work.audit_seal never_changes',
  'work.face edit_voids_approval',
  'work.face who_stands_behind',
  'work.goal audience_only_tightens',
  'work.idea audience_only_tightens',
  'work.item audience_only_tightens',
  'work.poker_round shown_stays_shown',
  'work.release audience_only_tightens',
  'work.request requester_answers',
  'work.request_clock requester_resumes',
  'work.risk_decision risk_as_asked',
]

const ourSchemas = `('work', 'gate', 'published')`
let owner: pg.Client

beforeAll(async () => {
  owner = new pg.Client({ connectionString: process.env.DATABASE_OWNER_URL })
  await owner.connect()
})
afterAll(() => owner.end())

async function lines(sql: string): Promise<string[]> {
  const { rows } = await owner.query<{ line: string }>(sql)
  return rows.map(({ line }) => line).sort()
}

test('every table of work is listed with its policies, and row security holds for its owner too', async () => {
  const { rows } = await owner.query<{ name: string; closed: boolean; policies: string | null }>(`
    SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS closed,
      (SELECT string_agg(p.policyname || ' ' || lower(p.cmd), ', ' ORDER BY p.policyname) FROM pg_policies p
        WHERE p.schemaname = 'work' AND p.tablename = c.relname AND p.policyname NOT IN ('owner_migrates', 'there_is_a_viewer')) AS policies
    FROM pg_class c WHERE c.relnamespace = 'work'::regnamespace AND c.relkind IN ('r', 'p')`)
  expect(Object.fromEntries(rows.map((row) => [row.name, row.policies ?? '']))).toEqual(
    Object.fromEntries(Object.entries(workTables).map(([name, { policies }]) => [name, policies])),
  )
  expect(rows.filter((row) => !row.closed)).toEqual([])
})

test('every table of work has the owner’s policy and the one that demands a viewer, in these very words', async () => {
  const words = await lines(`
    SELECT p.tablename || ' ' || p.policyname || ' ' || p.permissive || ' ' || p.cmd || ' ' || array_to_string(p.roles, ',') || ' ' || p.qual || ' ' || p.with_check AS line
    FROM pg_policies p WHERE p.schemaname = 'work' AND p.policyname IN ('owner_migrates', 'there_is_a_viewer')`)
  const viewer = '(( SELECT work.viewer_role() AS viewer_role) IS NOT NULL)'
  expect(words).toEqual(
    Object.keys(workTables)
      .flatMap((name) => [
        `${name} owner_migrates PERMISSIVE ALL daylight_owner true true`,
        `${name} there_is_a_viewer RESTRICTIVE ALL daylight_app ${viewer} ${viewer}`,
      ])
      .sort(),
  )
})

test('every other policy is for the application alone and says both what is seen and what is written', async () => {
  const halves = await lines(`
    SELECT schemaname || '.' || tablename || '.' || policyname AS line FROM pg_policies
    WHERE policyname NOT IN ('owner_migrates', 'there_is_a_viewer')
      AND (schemaname <> 'work' OR roles <> '{daylight_app}' OR permissive <> 'PERMISSIVE'
        OR (cmd IN ('ALL', 'UPDATE') AND (qual IS NULL OR with_check IS NULL)))
      AND schemaname <> 'graphile_worker'`)
  expect(halves).toEqual([])
})

test('nobody has a right on a table that is not listed here', async () => {
  const rights = await lines(`
    SELECT n.nspname || '.' || c.relname || ' ' || CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END || ' '
      || string_agg(a.privilege_type, ' ' ORDER BY a.privilege_type) || CASE WHEN bool_or(a.is_grantable) THEN ' GRANTABLE' ELSE '' END AS line
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a
    WHERE n.nspname IN ${ourSchemas} AND a.grantee <> 'daylight_owner'::regrole GROUP BY n.nspname, c.relname, a.grantee`)
  expect(rights).toEqual(
    [
      ...Object.entries(workTables).flatMap(([name, { app }]) => [
        ...(app ? [`work.${name} daylight_app ${app}`] : []),
        `work.${name} daylight_backup SELECT`,
      ]),
      ...publishedTables.flatMap((name) =>
        ['app', 'backup', 'public'].map((role) => `published.${name} daylight_${role} SELECT`),
      ),
      ...gateTables.map((name) => `gate.${name} daylight_backup SELECT`),
      ...sequences.map((name) => `${name} daylight_app USAGE`),
    ].sort(),
  )
  const columns = await lines(`
    SELECT c.oid::regclass::text || '.' || t.attname || ' ' || a.grantee::regrole::text || ' ' || a.privilege_type AS line
    FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid, aclexplode(t.attacl) a WHERE c.relnamespace::regnamespace::text IN ${ourSchemas}`)
  expect(columns).toEqual(columnRights)
})

test('nothing of ours is a view, a materialised view or a foreign table', async () => {
  expect(
    await lines(`SELECT c.oid::regclass::text AS line FROM pg_class c
      WHERE c.relnamespace::regnamespace::text IN ${ourSchemas} AND c.relkind NOT IN ('r', 'p', 'i', 'I', 'S', 't')`),
  ).toEqual([])
})

test('every function is listed: who it runs as, who may call it', async () => {
  const { rows } = await owner.query<{ name: string; definer: boolean; app: boolean; others: boolean }>(`
    SELECT DISTINCT n.nspname || '.' || p.proname AS name, p.prosecdef AS definer, has_function_privilege('daylight_app', p.oid, 'EXECUTE') AS app,
      EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
        WHERE a.grantee NOT IN ('daylight_owner'::regrole, 'daylight_app'::regrole)) AS others
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN ${ourSchemas}`)
  const found = (definer: boolean) =>
    Object.fromEntries(
      rows.filter((row) => row.definer === definer).map((row) => [row.name, row.app ? 'app' : 'inside']),
    )
  expect(found(true)).toEqual(definers)
  expect(found(false)).toEqual(invokers)
  expect(rows.filter((row) => row.others)).toEqual([])
})

test('a function that runs with its owner’s rights has a fixed search path, and none vouches for itself as leakproof', async () => {
  expect(
    await lines(`SELECT p.oid::regprocedure::text AS line FROM pg_proc p
      WHERE p.pronamespace::regnamespace::text IN ${ourSchemas} AND p.prosecdef AND NOT coalesce('search_path=""' = ANY (p.proconfig), false)`),
  ).toEqual([])
  expect(
    await lines(`SELECT p.oid::regprocedure::text AS line FROM pg_proc p
      WHERE p.pronamespace::regnamespace::text IN ('work', 'gate', 'published', 'public', 'graphile_worker') AND p.proleakproof`),
  ).toEqual([])
})

test('triggers are listed and all of them on', async () => {
  expect(
    await lines(`SELECT t.tgrelid::regclass::text || ' ' || t.tgname || CASE t.tgenabled WHEN 'O' THEN '' ELSE ' off' END AS line FROM pg_trigger t
      JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND c.relnamespace::regnamespace::text IN ${ourSchemas}`),
  ).toEqual(triggers)
})

test('the owner owns everything of ours, the queue’s role its own schema, and nobody else owns anything', async () => {
  expect(
    await lines(`
      SELECT DISTINCT n.nspname || ' ' || x.who::regrole::text AS line FROM pg_namespace n, LATERAL (
        SELECT nspowner AS who FROM pg_namespace s WHERE s.oid = n.oid
        UNION SELECT relowner FROM pg_class WHERE relnamespace = n.oid
        UNION SELECT proowner FROM pg_proc WHERE pronamespace = n.oid
        UNION SELECT typowner FROM pg_type WHERE typnamespace = n.oid) x
      WHERE n.nspname IN ('work', 'gate', 'published', 'graphile_worker')`),
  ).toEqual([
    'gate daylight_owner',
    'graphile_worker daylight_jobs',
    'published daylight_owner',
    'work daylight_owner',
  ])
})

test('schemas are open to whom they must be', async () => {
  expect(
    await lines(`
      SELECT n.nspname || ' ' || CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END || ' '
        || string_agg(a.privilege_type, ' ' ORDER BY a.privilege_type) AS line
      FROM pg_namespace n, aclexplode(n.nspacl) a WHERE n.nspname IN ('work', 'gate', 'published', 'public') AND a.grantee <> n.nspowner
      GROUP BY n.nspname, a.grantee`),
  ).toEqual([
    'gate daylight_app USAGE',
    'gate daylight_backup USAGE',
    'public daylight_owner CREATE USAGE',
    'published daylight_app USAGE',
    'published daylight_backup USAGE',
    'published daylight_public USAGE',
    'work daylight_app USAGE',
    'work daylight_backup USAGE',
  ])
})

test('no role of ours is a superuser, makes roles or databases; one alone may pass row security', async () => {
  expect(
    await lines(`SELECT rolname || CASE WHEN rolbypassrls THEN ' BYPASSRLS' ELSE '' END || CASE WHEN rolcanlogin THEN '' ELSE ' NOLOGIN' END AS line
      FROM pg_roles WHERE rolname LIKE 'daylight\\_%' AND NOT (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication)`),
  ).toEqual([
    'daylight_app',
    'daylight_backup BYPASSRLS',
    'daylight_jobs',
    'daylight_owner',
    'daylight_public',
    'daylight_search NOLOGIN',
  ])
  expect(
    await lines(`SELECT member::regrole::text || ' as ' || roleid::regrole::text || CASE WHEN inherit_option THEN ' INHERITED' ELSE '' END AS line
      FROM pg_auth_members WHERE roleid::regrole::text LIKE 'daylight%' AND member <> 10`),
  ).toEqual(['daylight_owner as daylight_jobs', 'daylight_owner as daylight_search'])
})

test('the public role reads only, and not for long', async () => {
  const [settings] = await lines(
    `SELECT array_to_string(rolconfig, ' ') AS line FROM pg_roles WHERE rolname = 'daylight_public'`,
  )
  expect(settings).toBe('default_transaction_read_only=on statement_timeout=2s')
})

test('a table or function that a migration makes and says nothing of is closed to everyone', async () => {
  await owner.query('BEGIN')
  try {
    await owner.query('CREATE TABLE work.forgotten (id int)')
    await owner.query(`CREATE FUNCTION work.forgotten() RETURNS int LANGUAGE sql AS 'SELECT 1'`)
    for (const role of ['app', 'public', 'jobs', 'backup']) {
      const { rows } = await owner.query<{ open: boolean }>(
        `SELECT has_table_privilege($1, 'work.forgotten', 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE') OR has_function_privilege($1, 'work.forgotten()', 'EXECUTE') AS open`,
        [`daylight_${role}`],
      )
      expect([role, rows[0]!.open]).toEqual([role, false])
    }
  } finally {
    await owner.query('ROLLBACK')
  }
})
