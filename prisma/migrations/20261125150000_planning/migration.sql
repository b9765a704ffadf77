-- What a team needs to plan by: its own stages and fields, what is blocked and why, vulnerabilities with their clocks,
-- iterations that remember what was planned, poker whose hands stay hidden until all are shown, and views that are kept.

-- ── items ───────────────────────────────────────────────────────────────────────────────────────
ALTER TABLE work.item
  ADD COLUMN stage text,
  ADD COLUMN blocked_reason text,
  ADD COLUMN blocked_at timestamptz(3),
  ADD COLUMN checklist jsonb NOT NULL DEFAULT '[]',
  ADD COLUMN custom jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN severity text,
  ADD COLUMN source text,
  ADD COLUMN source_link text,
  ADD COLUMN owner_team text;
ALTER TABLE work.item ADD CONSTRAINT item_severity CHECK (severity IN ('critical','high','medium','low','informational'));
ALTER TABLE work.item ADD CONSTRAINT item_source CHECK (source IN ('penetration-test','bug-bounty','scan','ci-check','internal','public-notice','customer'));
ALTER TABLE work.item ADD CONSTRAINT item_blocked CHECK ((blocked_reason IS NULL) = (blocked_at IS NULL));
ALTER TABLE work.item ADD CONSTRAINT item_checklist CHECK (jsonb_typeof(checklist) = 'array');
ALTER TABLE work.item ADD CONSTRAINT item_custom CHECK (jsonb_typeof(custom) = 'object');
CREATE INDEX item_custom_idx ON work.item USING gin (custom jsonb_path_ops);

-- Reports and history operators ask by field and time; an undo asks for everything that one command did.
CREATE INDEX history_field_at_idx ON work.history (kind, field, at);
CREATE INDEX history_command_id_idx ON work.history (command_id);

-- ── settings of the workflow ────────────────────────────────────────────────────────────────────
-- A stage is a state of one type inside one of the five states that every board has.
CREATE TABLE work.stage (
  id uuid PRIMARY KEY,
  type text NOT NULL CHECK (type IN ('epic','task','bug','vulnerability','ask')),
  slug text NOT NULL,
  label text NOT NULL,
  status text NOT NULL CHECK (status IN ('backlog','ready','in-progress','in-review','done')),
  position int NOT NULL,
  retired_at timestamptz(3),
  version int NOT NULL DEFAULT 1,
  UNIQUE (type, slug)
);
CREATE TABLE work.board_column (
  status text PRIMARY KEY CHECK (status IN ('backlog','ready','in-progress','in-review','done')),
  wip_limit int CHECK (wip_limit BETWEEN 1 AND 1000),
  version int NOT NULL DEFAULT 1
);
CREATE TABLE work.custom_field (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  label text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('text','number','date','choice','choices','person','link')),
  choices text[] NOT NULL DEFAULT '{}',
  types text[] NOT NULL DEFAULT '{}',
  hint text NOT NULL DEFAULT '',
  position int NOT NULL,
  retired_at timestamptz(3),
  version int NOT NULL DEFAULT 1
);
CREATE TABLE work.item_template (
  id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE,
  type text NOT NULL CHECK (type IN ('epic','task','bug','vulnerability','ask')),
  origin text NOT NULL CHECK (origin IN ('small','bug','ask')),
  title text NOT NULL DEFAULT '',
  description text NOT NULL DEFAULT '',
  priority text NOT NULL DEFAULT 'none' CHECK (priority IN ('urgent','high','medium','low','none')),
  labels text[] NOT NULL DEFAULT '{}',
  checklist jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(checklist) = 'array'),
  retired_at timestamptz(3),
  version int NOT NULL DEFAULT 1
);

-- ── views that are kept; run as whoever opens them ──────────────────────────────────────────────
CREATE TABLE work.saved_view (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  name text NOT NULL,
  place text NOT NULL CHECK (place IN ('board','backlog','table')),
  query text NOT NULL DEFAULT '',
  shape jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(shape) = 'object'),
  owner_id uuid NOT NULL REFERENCES work.person(id) ON DELETE CASCADE,
  shared boolean NOT NULL DEFAULT false,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  archived_at timestamptz(3),
  version int NOT NULL DEFAULT 1
);
CREATE INDEX saved_view_owner_idx ON work.saved_view (owner_id);

-- ── who follows, who has seen ───────────────────────────────────────────────────────────────────
CREATE TABLE work.watch (
  item_id uuid NOT NULL REFERENCES work.item(id) ON DELETE CASCADE,
  person_id uuid NOT NULL REFERENCES work.person(id) ON DELETE CASCADE,
  at timestamptz(3) NOT NULL,
  PRIMARY KEY (item_id, person_id)
);
CREATE INDEX watch_person_idx ON work.watch (person_id);
CREATE TABLE work.reaction (
  comment_id uuid NOT NULL REFERENCES work.comment(id) ON DELETE CASCADE,
  person_id uuid NOT NULL REFERENCES work.person(id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('seen','done')),
  at timestamptz(3) NOT NULL,
  PRIMARY KEY (comment_id, person_id, kind)
);

-- ── vulnerabilities ─────────────────────────────────────────────────────────────────────────────
CREATE TABLE work.item_clock (
  id uuid PRIMARY KEY,
  item_id uuid NOT NULL REFERENCES work.item(id) ON DELETE CASCADE,
  name text NOT NULL CHECK (name IN ('triage','estimate','fix')),
  target_days int NOT NULL CHECK (target_days > 0),
  started_at timestamptz(3) NOT NULL,
  due_at timestamptz(3) NOT NULL,
  met_at timestamptz(3),
  UNIQUE (item_id, name)
);
CREATE INDEX item_clock_due_idx ON work.item_clock (due_at) WHERE met_at IS NULL;
CREATE TABLE work.risk_decision (
  id uuid PRIMARY KEY,
  item_id uuid NOT NULL REFERENCES work.item(id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('acceptance','extension')),
  severity text NOT NULL CHECK (severity IN ('critical','high','medium','low','informational')),
  why text NOT NULL,
  mitigations text NOT NULL DEFAULT '',
  effort text NOT NULL DEFAULT '',
  affected text NOT NULL DEFAULT '',
  how_found text NOT NULL DEFAULT '',
  until date,
  review_on date,
  asked_by_id uuid NOT NULL REFERENCES work.person(id) ON DELETE CASCADE,
  asked_at timestamptz(3) NOT NULL,
  decision text CHECK (decision IN ('granted','refused')),
  words text NOT NULL DEFAULT '',
  decided_by_id uuid REFERENCES work.person(id) ON DELETE CASCADE,
  decided_at timestamptz(3),
  version int NOT NULL DEFAULT 1,
  CHECK ((decision IS NULL) = (decided_by_id IS NULL) AND (decision IS NULL) = (decided_at IS NULL)),
  -- Nobody grants what they asked for themselves.
  CHECK (decided_by_id IS NULL OR decided_by_id <> asked_by_id)
);
CREATE INDEX risk_decision_item_idx ON work.risk_decision (item_id);

-- ── iterations ──────────────────────────────────────────────────────────────────────────────────
ALTER TABLE work.iteration
  ADD COLUMN started_at timestamptz(3),
  ADD COLUMN capacity int CHECK (capacity BETWEEN 0 AND 10000),
  ADD COLUMN slack int NOT NULL DEFAULT 20 CHECK (slack BETWEEN 0 AND 90);
-- What was planned when it started, with the points it had then, and what became of it when it ended.
CREATE TABLE work.iteration_item (
  iteration_id uuid NOT NULL REFERENCES work.iteration(id) ON DELETE CASCADE,
  item_id uuid NOT NULL REFERENCES work.item(id) ON DELETE CASCADE,
  planned boolean NOT NULL,
  points int,
  at timestamptz(3) NOT NULL,
  outcome text CHECK (outcome IN ('done','carried','returned','dropped')),
  outcome_at timestamptz(3),
  PRIMARY KEY (iteration_id, item_id)
);
CREATE INDEX iteration_item_item_idx ON work.iteration_item (item_id);

-- ── planning poker ──────────────────────────────────────────────────────────────────────────────
CREATE TABLE work.poker_round (
  id uuid PRIMARY KEY,
  item_id uuid NOT NULL REFERENCES work.item(id) ON DELETE CASCADE,
  iteration_id uuid REFERENCES work.iteration(id) ON DELETE CASCADE,
  opened_by_id uuid NOT NULL REFERENCES work.person(id) ON DELETE CASCADE,
  opened_at timestamptz(3) NOT NULL,
  revealed_at timestamptz(3),
  closed_at timestamptz(3),
  estimate int,
  version int NOT NULL DEFAULT 1
);
CREATE INDEX poker_round_item_idx ON work.poker_round (item_id);
CREATE TABLE work.poker_hand (
  round_id uuid NOT NULL REFERENCES work.poker_round(id) ON DELETE CASCADE,
  person_id uuid NOT NULL REFERENCES work.person(id) ON DELETE CASCADE,
  -- 13 is "too big, split it"; null is "I cannot tell".
  points int CHECK (points IN (1, 2, 3, 5, 8, 13)),
  at timestamptz(3) NOT NULL,
  PRIMARY KEY (round_id, person_id)
);

-- ── walls ───────────────────────────────────────────────────────────────────────────────────────
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['stage','board_column','custom_field','item_template','saved_view','watch','reaction','item_clock',
    'risk_decision','iteration_item','poker_round','poker_hand'] LOOP
    EXECUTE format('ALTER TABLE work.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE work.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_migrates ON work.%I TO daylight_owner USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY there_is_a_viewer ON work.%I AS RESTRICTIVE TO daylight_app USING ((SELECT work.viewer_role()) IS NOT NULL) WITH CHECK ((SELECT work.viewer_role()) IS NOT NULL)', t);
    EXECUTE format('GRANT SELECT ON work.%I TO daylight_backup', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['stage','board_column','custom_field'] LOOP
    EXECUTE format('CREATE POLICY teammates_read ON work.%I FOR SELECT TO daylight_app USING ((SELECT work.is_teammate()))', t);
    EXECUTE format('CREATE POLICY admin_adds ON work.%I FOR INSERT TO daylight_app WITH CHECK ((SELECT work.viewer_role()) IN (''admin'',''system''))', t);
    EXECUTE format('CREATE POLICY admin_changes ON work.%I FOR UPDATE TO daylight_app USING ((SELECT work.viewer_role()) IN (''admin'',''system'')) WITH CHECK ((SELECT work.viewer_role()) IN (''admin'',''system''))', t);
  END LOOP;
END $$;

CREATE POLICY team_reads ON work.item_template FOR SELECT TO daylight_app USING ((SELECT work.is_house()));
CREATE POLICY team_adds ON work.item_template FOR INSERT TO daylight_app WITH CHECK ((SELECT work.is_house()));
CREATE POLICY team_changes ON work.item_template FOR UPDATE TO daylight_app USING ((SELECT work.is_house())) WITH CHECK ((SELECT work.is_house()));

CREATE POLICY own_and_shared ON work.saved_view FOR SELECT TO daylight_app
  USING ((SELECT work.is_team()) AND (shared OR owner_id = (SELECT work.viewer_id())));
CREATE POLICY own_added ON work.saved_view FOR INSERT TO daylight_app
  WITH CHECK ((SELECT work.is_team()) AND owner_id = (SELECT work.viewer_id()));
CREATE POLICY own_changed ON work.saved_view FOR UPDATE TO daylight_app
  USING ((SELECT work.is_team()) AND owner_id = (SELECT work.viewer_id()))
  WITH CHECK ((SELECT work.is_team()) AND owner_id = (SELECT work.viewer_id()));

-- Who watches is between them and Daylight, which writes to them.
CREATE POLICY own_or_system ON work.watch FOR SELECT TO daylight_app
  USING (person_id = (SELECT work.viewer_id()) OR (SELECT work.is_system()));
CREATE POLICY who_sees_may_watch ON work.watch FOR INSERT TO daylight_app
  WITH CHECK (person_id = (SELECT work.viewer_id()) AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id));
CREATE POLICY own_taken_back ON work.watch FOR DELETE TO daylight_app USING (person_id = (SELECT work.viewer_id()));

CREATE POLICY with_its_comment ON work.reaction FOR SELECT TO daylight_app
  USING (EXISTS (SELECT 1 FROM work.comment c WHERE c.id = comment_id));
CREATE POLICY who_reads_may_react ON work.reaction FOR INSERT TO daylight_app
  WITH CHECK (person_id = (SELECT work.viewer_id()) AND EXISTS (SELECT 1 FROM work.comment c WHERE c.id = comment_id));
CREATE POLICY own_taken_back ON work.reaction FOR DELETE TO daylight_app USING (person_id = (SELECT work.viewer_id()));

CREATE POLICY with_its_item ON work.item_clock FOR SELECT TO daylight_app
  USING ((SELECT work.is_house()) AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id));
CREATE POLICY team_adds ON work.item_clock FOR INSERT TO daylight_app
  WITH CHECK ((SELECT work.is_house()) AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id));
CREATE POLICY team_changes ON work.item_clock FOR UPDATE TO daylight_app
  USING ((SELECT work.is_house()) AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id))
  WITH CHECK ((SELECT work.is_house()) AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id));

CREATE POLICY team_with_its_item ON work.risk_decision FOR SELECT TO daylight_app
  USING ((SELECT work.is_house()) AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id));
CREATE POLICY team_asks ON work.risk_decision FOR INSERT TO daylight_app
  WITH CHECK ((SELECT work.is_team()) AND asked_by_id = (SELECT work.viewer_id()) AND decision IS NULL
    AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id));
-- A critical or high risk is for an admin to accept; and whoever asked never decides (a constraint).
CREATE POLICY approver_decides ON work.risk_decision FOR UPDATE TO daylight_app
  USING ((SELECT work.is_team()) AND decision IS NULL AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id))
  WITH CHECK ((SELECT work.is_team()) AND decided_by_id = (SELECT work.viewer_id())
    AND (severity NOT IN ('critical','high') OR (SELECT work.viewer_role()) = 'admin'));

CREATE POLICY with_its_item ON work.iteration_item FOR SELECT TO daylight_app
  USING ((SELECT work.is_teammate()) AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id));
CREATE POLICY team_adds ON work.iteration_item FOR INSERT TO daylight_app
  WITH CHECK ((SELECT work.is_house()) AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id));
CREATE POLICY team_changes ON work.iteration_item FOR UPDATE TO daylight_app
  USING ((SELECT work.is_house()) AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id))
  WITH CHECK ((SELECT work.is_house()) AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id));

CREATE POLICY team_with_its_item ON work.poker_round FOR SELECT TO daylight_app
  USING ((SELECT work.is_team()) AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id));
CREATE POLICY team_opens ON work.poker_round FOR INSERT TO daylight_app
  WITH CHECK ((SELECT work.is_team()) AND opened_by_id = (SELECT work.viewer_id()) AND revealed_at IS NULL
    AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id));
CREATE POLICY team_changes ON work.poker_round FOR UPDATE TO daylight_app
  USING ((SELECT work.is_team()) AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id))
  WITH CHECK ((SELECT work.is_team()) AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id));
-- A hand is hidden until all are shown, and cannot be changed once they are.
CREATE POLICY own_until_shown ON work.poker_hand FOR SELECT TO daylight_app
  USING (EXISTS (SELECT 1 FROM work.poker_round r WHERE r.id = round_id AND (r.revealed_at IS NOT NULL OR person_id = (SELECT work.viewer_id()))));
CREATE POLICY own_while_hidden ON work.poker_hand FOR INSERT TO daylight_app
  WITH CHECK (person_id = (SELECT work.viewer_id()) AND EXISTS (SELECT 1 FROM work.poker_round r WHERE r.id = round_id AND r.revealed_at IS NULL AND r.closed_at IS NULL));
CREATE POLICY own_while_hidden_changed ON work.poker_hand FOR UPDATE TO daylight_app
  USING (person_id = (SELECT work.viewer_id()) AND EXISTS (SELECT 1 FROM work.poker_round r WHERE r.id = round_id AND r.revealed_at IS NULL AND r.closed_at IS NULL))
  WITH CHECK (person_id = (SELECT work.viewer_id()));
-- A round that was shown stays shown: hiding it again would let somebody change a hand that others have seen.
CREATE FUNCTION work.shown_stays_shown() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF OLD.revealed_at IS NOT NULL AND NEW.revealed_at IS DISTINCT FROM OLD.revealed_at THEN
    RAISE EXCEPTION 'a round that was shown stays shown' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER shown_stays_shown BEFORE UPDATE ON work.poker_round FOR EACH ROW EXECUTE FUNCTION work.shown_stays_shown();
-- Who has played, without what: SECURITY DEFINER, because the hands themselves are hidden from the asker.
CREATE FUNCTION work.poker_players(round uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT h.person_id FROM work.poker_hand h JOIN work.poker_round r ON r.id = h.round_id JOIN work.item i ON i.id = r.item_id
  WHERE h.round_id = round AND work.is_team() AND (i.audience = ANY (work.audiences()) OR (i.audience = 'restricted' AND work.named(i.id))) $$;
GRANT EXECUTE ON FUNCTION work.poker_players(uuid) TO daylight_app;

GRANT SELECT, INSERT, UPDATE ON work.stage, work.board_column, work.custom_field, work.item_template, work.saved_view,
  work.item_clock, work.risk_decision, work.iteration_item, work.poker_round, work.poker_hand TO daylight_app;
GRANT SELECT, INSERT, DELETE ON work.watch, work.reaction TO daylight_app;

-- ── what a security team begins with (domain: the stages a vulnerability goes through) ──────────
INSERT INTO work.stage (id, type, slug, label, status, position)
SELECT gen_random_uuid(), 'vulnerability', slug, label, status, n FROM (VALUES
  (1, 'incoming', 'Incoming', 'backlog'), (2, 'triaging', 'Triaging', 'ready'), (3, 'reported', 'Reported', 'ready'),
  (4, 'pending-fix', 'Pending fix', 'in-progress'), (5, 'validating', 'Validating', 'in-review'), (6, 'disclosing', 'Disclosing', 'in-review'),
  (7, 'resolved', 'Resolved', 'done'), (8, 'risk-accepted', 'Risk accepted', 'done')) AS s (n, slug, label, status);
INSERT INTO work.board_column (status) VALUES ('backlog'), ('ready'), ('in-progress'), ('in-review'), ('done');
