-- The walls. Three promises are kept here and not by care:
-- the public role reads `published` and nothing else; no viewer, no rows; what may be seen is decided per row.

-- ── closed until somebody opens it ──────────────────────────────────────────────────────────────
ALTER DEFAULT PRIVILEGES IN SCHEMA work REVOKE ALL ON TABLES FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
REVOKE ALL ON SCHEMA work, gate, published FROM PUBLIC;

ALTER TABLE work.person ADD CONSTRAINT person_email_lower CHECK (email = lower(email));
ALTER TABLE work.person ADD CONSTRAINT person_role CHECK (role IN ('guest','employee','sales','security','admin'));
ALTER TABLE work.workspace ADD CONSTRAINT workspace_one CHECK (id = 1);
ALTER TABLE published.workspace ADD CONSTRAINT published_workspace_one CHECK (id = 1);
ALTER TABLE work.idea ADD CONSTRAINT idea_status CHECK (status IN ('under consideration','planned','in progress','shipped','declined','duplicate'));
ALTER TABLE work.idea ADD CONSTRAINT idea_quarter CHECK (quarter ~ '^[0-9]{4}-Q[1-4]$');
ALTER TABLE work.idea ADD CONSTRAINT idea_audience CHECK (audience IN ('public','internal','private'));
ALTER TABLE work.goal ADD CONSTRAINT goal_audience CHECK (audience IN ('public','internal','private'));
ALTER TABLE work.release ADD CONSTRAINT release_audience CHECK (audience IN ('public','internal','private'));
ALTER TABLE work.item ADD CONSTRAINT item_audience CHECK (audience IN ('public','internal','private','restricted'));
ALTER TABLE work.item ADD CONSTRAINT item_origin CHECK (origin IN ('wishlist','small','bug','ask'));
ALTER TABLE work.item ADD CONSTRAINT item_type CHECK (type IN ('epic','task','bug','vulnerability','ask'));
ALTER TABLE work.item ADD CONSTRAINT item_priority CHECK (priority IN ('urgent','high','medium','low','none'));
-- Big work comes in through the wishlist alone, so an item of that origin always knows its idea.
ALTER TABLE work.item ADD CONSTRAINT item_wishlist_idea CHECK (origin <> 'wishlist' OR idea_id IS NOT NULL);
ALTER TABLE work.request ADD CONSTRAINT request_status CHECK (status IN ('new','seen','working','waiting','done','declined'));
ALTER TABLE work.request ADD CONSTRAINT request_urgent CHECK (NOT urgent OR urgent_reason IS NOT NULL);
ALTER TABLE work.comment ADD CONSTRAINT comment_subject CHECK (num_nonnulls(item_id, request_id) = 1);
ALTER TABLE work.comment ADD CONSTRAINT comment_audience CHECK (
  (item_id IS NOT NULL AND audience IN ('internal','private','restricted')) OR
  (request_id IS NOT NULL AND audience IN ('requester','team')));
ALTER TABLE work.face ADD CONSTRAINT face_subject CHECK (num_nonnulls(idea_id, item_id) = 1);
ALTER TABLE work.face ADD CONSTRAINT face_state CHECK (state IN ('candidate','in review','scheduled','public','withdrawn'));
ALTER TABLE work.face ADD CONSTRAINT face_idea_fk FOREIGN KEY (idea_id) REFERENCES work.idea(id) ON DELETE CASCADE;
ALTER TABLE work.face ADD CONSTRAINT face_item_fk FOREIGN KEY (item_id) REFERENCES work.item(id) ON DELETE CASCADE;

INSERT INTO work.workspace (id) VALUES (1);
INSERT INTO published.workspace (id) VALUES (1);

-- ── who is looking ──────────────────────────────────────────────────────────────────────────────
CREATE FUNCTION work.viewer_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('daylight.viewer_id', true), '')::uuid $$;
CREATE FUNCTION work.viewer_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('daylight.viewer_role', true), '') $$;

-- The audiences a role may read. `restricted` is never here: it is a matter of names.
CREATE FUNCTION work.audiences() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE work.viewer_role()
    WHEN 'admin' THEN ARRAY['public','internal','private'] WHEN 'security' THEN ARRAY['public','internal','private']
    WHEN 'system' THEN ARRAY['public','internal','private']
    WHEN 'sales' THEN ARRAY['public','internal'] WHEN 'employee' THEN ARRAY['public','internal']
    ELSE ARRAY[]::text[] END $$;
CREATE FUNCTION work.is_team() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(work.viewer_role() IN ('security','admin'), false) $$;
CREATE FUNCTION work.is_house() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(work.viewer_role() IN ('security','admin','system'), false) $$;
CREATE FUNCTION work.is_teammate() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(work.viewer_role() IN ('employee','sales','security','admin','system'), false) $$;
CREATE FUNCTION work.is_system() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(work.viewer_role() = 'system', false) $$;

-- Asks the list of names without walking into that list's own policy again.
CREATE FUNCTION work.named(subject uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT work.is_team() AND EXISTS (
    SELECT 1 FROM work.named_person n WHERE n.subject_id = subject AND n.person_id = work.viewer_id()) $$;
-- Is it a restricted thing that does not exist for the asker? SECURITY DEFINER because the asker cannot see what is asked about.
CREATE FUNCTION work.closed_to_viewer(subject uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM work.item i WHERE i.id = subject AND i.audience = 'restricted') AND NOT work.named(subject) $$;

-- ── policies ────────────────────────────────────────────────────────────────────────────────────
DO $$
DECLARE t text;
BEGIN
  FOR t IN SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'work'::regnamespace AND c.relkind = 'r' LOOP
    EXECUTE format('ALTER TABLE work.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE work.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_migrates ON work.%I TO daylight_owner USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY there_is_a_viewer ON work.%I AS RESTRICTIVE TO daylight_app USING ((SELECT work.viewer_role()) IS NOT NULL) WITH CHECK ((SELECT work.viewer_role()) IS NOT NULL)', t);
    EXECUTE format('GRANT SELECT ON work.%I TO daylight_backup', t);
  END LOOP;
END $$;

-- workspace
CREATE POLICY anyone_known_reads ON work.workspace FOR SELECT TO daylight_app USING (true);
CREATE POLICY admin_changes ON work.workspace FOR UPDATE TO daylight_app
  USING ((SELECT work.viewer_role()) IN ('admin','system')) WITH CHECK ((SELECT work.viewer_role()) IN ('admin','system'));

-- person
CREATE POLICY teammates_know_each_other ON work.person FOR SELECT TO daylight_app
  USING ((SELECT work.is_teammate()) OR id = (SELECT work.viewer_id()));
CREATE POLICY admin_invites ON work.person FOR INSERT TO daylight_app WITH CHECK ((SELECT work.viewer_role()) IN ('admin','system'));
CREATE POLICY admin_changes ON work.person FOR UPDATE TO daylight_app
  USING ((SELECT work.viewer_role()) IN ('admin','system')) WITH CHECK ((SELECT work.viewer_role()) IN ('admin','system'));

-- goals, milestones, releases, iterations
CREATE POLICY by_audience ON work.goal FOR SELECT TO daylight_app USING (audience = ANY ((SELECT work.audiences())::text[]));
CREATE POLICY team_adds ON work.goal FOR INSERT TO daylight_app WITH CHECK ((SELECT work.is_house()));
CREATE POLICY team_changes ON work.goal FOR UPDATE TO daylight_app USING ((SELECT work.is_house())) WITH CHECK ((SELECT work.is_house()));
CREATE POLICY with_its_goal ON work.milestone FOR SELECT TO daylight_app
  USING (EXISTS (SELECT 1 FROM work.goal g WHERE g.id = goal_id));
CREATE POLICY team_adds ON work.milestone FOR INSERT TO daylight_app
  WITH CHECK ((SELECT work.is_house()) AND EXISTS (SELECT 1 FROM work.goal g WHERE g.id = goal_id));
CREATE POLICY team_changes ON work.milestone FOR UPDATE TO daylight_app
  USING ((SELECT work.is_house())) WITH CHECK ((SELECT work.is_house()) AND EXISTS (SELECT 1 FROM work.goal g WHERE g.id = goal_id));
CREATE POLICY by_audience ON work.release FOR SELECT TO daylight_app USING (audience = ANY ((SELECT work.audiences())::text[]));
CREATE POLICY team_adds ON work.release FOR INSERT TO daylight_app WITH CHECK ((SELECT work.is_house()));
CREATE POLICY team_changes ON work.release FOR UPDATE TO daylight_app USING ((SELECT work.is_house())) WITH CHECK ((SELECT work.is_house()));
CREATE POLICY teammates_read ON work.iteration FOR SELECT TO daylight_app USING ((SELECT work.is_teammate()));
CREATE POLICY team_adds ON work.iteration FOR INSERT TO daylight_app WITH CHECK ((SELECT work.is_house()));
CREATE POLICY team_changes ON work.iteration FOR UPDATE TO daylight_app USING ((SELECT work.is_house())) WITH CHECK ((SELECT work.is_house()));

-- ideas and votes
CREATE FUNCTION work.has_live_face(idea uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM work.face f JOIN published.entry e ON e.slug = f.slug WHERE f.idea_id = idea) $$;
CREATE POLICY by_audience ON work.idea FOR SELECT TO daylight_app
  USING (audience = ANY ((SELECT work.audiences())::text[]) OR (audience <> 'private' AND created_by_id = (SELECT work.viewer_id())));
CREATE POLICY anyone_suggests ON work.idea FOR INSERT TO daylight_app
  WITH CHECK ((SELECT work.is_house()) OR (created_by_id = (SELECT work.viewer_id()) AND audience = 'internal'
    AND status = 'under consideration' AND quarter IS NULL AND promoted_at IS NULL));
CREATE POLICY team_changes ON work.idea FOR UPDATE TO daylight_app USING ((SELECT work.is_house())) WITH CHECK ((SELECT work.is_house()));
CREATE POLICY with_its_idea ON work.vote FOR SELECT TO daylight_app
  USING (person_id = (SELECT work.viewer_id()) OR EXISTS (SELECT 1 FROM work.idea i WHERE i.id = idea_id));
CREATE POLICY one_voice ON work.vote FOR INSERT TO daylight_app
  WITH CHECK (person_id = (SELECT work.viewer_id()) AND (work.has_live_face(idea_id)
    OR (NOT in_open AND EXISTS (SELECT 1 FROM work.idea i WHERE i.id = idea_id))));
CREATE POLICY own_voice_back ON work.vote FOR DELETE TO daylight_app USING (person_id = (SELECT work.viewer_id()));

-- items
CREATE POLICY by_audience ON work.item FOR SELECT TO daylight_app
  USING (audience = ANY ((SELECT work.audiences())::text[]) OR (audience = 'restricted' AND work.named(id)));
CREATE POLICY team_adds ON work.item FOR INSERT TO daylight_app WITH CHECK ((SELECT work.is_house()));
CREATE POLICY team_changes ON work.item FOR UPDATE TO daylight_app USING ((SELECT work.is_house())) WITH CHECK ((SELECT work.is_house()));
CREATE POLICY with_both_ends ON work.item_goal FOR SELECT TO daylight_app
  USING (EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id) AND EXISTS (SELECT 1 FROM work.goal g WHERE g.id = goal_id));
CREATE POLICY team_adds ON work.item_goal FOR INSERT TO daylight_app
  WITH CHECK ((SELECT work.is_house()) AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id) AND EXISTS (SELECT 1 FROM work.goal g WHERE g.id = goal_id));
CREATE POLICY team_removes ON work.item_goal FOR DELETE TO daylight_app
  USING ((SELECT work.is_house()) AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id));
CREATE POLICY with_both_ends ON work.item_relation FOR SELECT TO daylight_app
  USING (EXISTS (SELECT 1 FROM work.item i WHERE i.id = from_id) AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = to_id));
CREATE POLICY team_adds ON work.item_relation FOR INSERT TO daylight_app
  WITH CHECK ((SELECT work.is_house()) AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = from_id) AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = to_id));
CREATE POLICY team_removes ON work.item_relation FOR DELETE TO daylight_app
  USING ((SELECT work.is_house()) AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = from_id) AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = to_id));
CREATE POLICY the_named_read ON work.named_person FOR SELECT TO daylight_app USING (work.named(subject_id));
-- Who is named on a restricted thing is said by those who are named on it, or anyone of the team could add the own name to
-- a list that is hidden from them. Names are written before the item, or before its audience is tightened.
CREATE POLICY team_names ON work.named_person FOR INSERT TO daylight_app
  WITH CHECK ((SELECT work.is_house()) AND NOT work.closed_to_viewer(subject_id));
CREATE POLICY the_named_unname ON work.named_person FOR DELETE TO daylight_app USING (work.named(subject_id));

-- requests
CREATE POLICY teammates_read ON work.request_type FOR SELECT TO daylight_app USING ((SELECT work.is_teammate()));
CREATE POLICY admin_adds ON work.request_type FOR INSERT TO daylight_app WITH CHECK ((SELECT work.viewer_role()) IN ('admin','system'));
CREATE POLICY admin_changes ON work.request_type FOR UPDATE TO daylight_app
  USING ((SELECT work.viewer_role()) IN ('admin','system')) WITH CHECK ((SELECT work.viewer_role()) IN ('admin','system'));
-- Who became a guest has no requests any more: what was said in them was said to a teammate.
CREATE POLICY requester_and_team ON work.request FOR SELECT TO daylight_app
  USING ((requester_id = (SELECT work.viewer_id()) AND (SELECT work.is_teammate())) OR (SELECT work.is_house()));
CREATE POLICY teammates_ask ON work.request FOR INSERT TO daylight_app
  WITH CHECK (requester_id = (SELECT work.viewer_id()) AND (SELECT work.is_teammate()) AND status = 'new'
    AND num_nonnulls(owner_id, seen_at, seen_by_id, taken_at, closed_at, closing_words, archived_at) = 0);
-- Which fields a requester may change is said by the trigger requester_answers.
CREATE POLICY requester_and_team_change ON work.request FOR UPDATE TO daylight_app
  USING ((requester_id = (SELECT work.viewer_id()) AND (SELECT work.is_teammate())) OR (SELECT work.is_house()))
  WITH CHECK ((requester_id = (SELECT work.viewer_id()) AND (SELECT work.is_teammate())) OR (SELECT work.is_house()));
CREATE POLICY with_its_request ON work.request_clock FOR SELECT TO daylight_app
  USING (EXISTS (SELECT 1 FROM work.request r WHERE r.id = request_id));
CREATE POLICY with_its_request_adds ON work.request_clock FOR INSERT TO daylight_app
  WITH CHECK (EXISTS (SELECT 1 FROM work.request r WHERE r.id = request_id AND (r.status = 'new' OR (SELECT work.is_house()))));
CREATE POLICY with_its_request_changes ON work.request_clock FOR UPDATE TO daylight_app
  USING (EXISTS (SELECT 1 FROM work.request r WHERE r.id = request_id))
  WITH CHECK (EXISTS (SELECT 1 FROM work.request r WHERE r.id = request_id));
CREATE POLICY own_words ON work.draft TO daylight_app
  USING (person_id = (SELECT work.viewer_id())) WITH CHECK (person_id = (SELECT work.viewer_id()));

-- threads and files
CREATE POLICY by_audience ON work.comment FOR SELECT TO daylight_app USING (
  (item_id IS NOT NULL AND (audience = 'internal' OR (SELECT work.is_house())) AND (audience <> 'restricted' OR work.named(item_id))
    AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id))
  OR (request_id IS NOT NULL AND (audience = 'requester' OR (SELECT work.is_house()))
    AND EXISTS (SELECT 1 FROM work.request r WHERE r.id = request_id)));
CREATE POLICY who_reads_may_write ON work.comment FOR INSERT TO daylight_app WITH CHECK (
  (author_id = (SELECT work.viewer_id()) OR (SELECT work.is_system())) AND (
  (item_id IS NOT NULL AND (audience = 'internal' OR (SELECT work.is_house())) AND (audience <> 'restricted' OR work.named(item_id))
    AND EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id))
  OR (request_id IS NOT NULL AND (audience = 'requester' OR (SELECT work.is_house()))
    AND EXISTS (SELECT 1 FROM work.request r WHERE r.id = request_id))));
CREATE POLICY author_changes ON work.comment FOR UPDATE TO daylight_app
  USING (author_id = (SELECT work.viewer_id())) WITH CHECK (author_id = (SELECT work.viewer_id()));
CREATE POLICY with_its_thread ON work.file FOR SELECT TO daylight_app USING (
  CASE WHEN comment_id IS NOT NULL THEN EXISTS (SELECT 1 FROM work.comment c WHERE c.id = comment_id)
       WHEN request_id IS NOT NULL THEN EXISTS (SELECT 1 FROM work.request r WHERE r.id = request_id)
       WHEN item_id IS NOT NULL THEN EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id)
       ELSE uploader_id = (SELECT work.viewer_id()) END);
CREATE POLICY uploader_adds ON work.file FOR INSERT TO daylight_app
  WITH CHECK (uploader_id = (SELECT work.viewer_id()) AND num_nonnulls(comment_id, request_id, item_id) = 0);
CREATE POLICY uploader_attaches ON work.file FOR UPDATE TO daylight_app
  USING (uploader_id = (SELECT work.viewer_id()) AND num_nonnulls(comment_id, request_id, item_id) = 0)
  WITH CHECK (uploader_id = (SELECT work.viewer_id())
    AND (comment_id IS NULL OR EXISTS (SELECT 1 FROM work.comment c WHERE c.id = comment_id))
    AND (request_id IS NULL OR EXISTS (SELECT 1 FROM work.request r WHERE r.id = request_id))
    AND (item_id IS NULL OR EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id)));
CREATE POLICY with_its_file ON work.file_piece FOR SELECT TO daylight_app
  USING (EXISTS (SELECT 1 FROM work.file f WHERE f.id = file_id));
CREATE POLICY uploader_adds ON work.file_piece FOR INSERT TO daylight_app
  WITH CHECK (EXISTS (SELECT 1 FROM work.file f WHERE f.id = file_id AND f.uploader_id = (SELECT work.viewer_id())
    AND num_nonnulls(f.comment_id, f.request_id, f.item_id) = 0));

-- faces: written by the team about what the writer can see
CREATE POLICY team_with_its_subject ON work.face FOR SELECT TO daylight_app USING ((SELECT work.is_house()) AND (
  EXISTS (SELECT 1 FROM work.idea i WHERE i.id = idea_id) OR EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id)));
CREATE POLICY team_adds ON work.face FOR INSERT TO daylight_app WITH CHECK ((SELECT work.is_team()) AND state = 'candidate' AND published_at IS NULL AND (
  EXISTS (SELECT 1 FROM work.idea i WHERE i.id = idea_id) OR EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id)));
CREATE POLICY team_changes ON work.face FOR UPDATE TO daylight_app
  USING ((SELECT work.is_team()) AND (EXISTS (SELECT 1 FROM work.idea i WHERE i.id = idea_id) OR EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id)))
  WITH CHECK ((SELECT work.is_team()) AND (EXISTS (SELECT 1 FROM work.idea i WHERE i.id = idea_id) OR EXISTS (SELECT 1 FROM work.item i WHERE i.id = item_id)));

-- records
CREATE POLICY with_its_subject ON work.history FOR SELECT TO daylight_app USING (
  CASE kind WHEN 'item' THEN EXISTS (SELECT 1 FROM work.item i WHERE i.id = subject_id)
            WHEN 'idea' THEN (SELECT work.is_house()) AND EXISTS (SELECT 1 FROM work.idea i WHERE i.id = subject_id)
            WHEN 'request' THEN (SELECT work.is_house()) AND EXISTS (SELECT 1 FROM work.request r WHERE r.id = subject_id)
            WHEN 'goal' THEN EXISTS (SELECT 1 FROM work.goal g WHERE g.id = subject_id)
            WHEN 'face' THEN EXISTS (SELECT 1 FROM work.face f WHERE f.id = subject_id)
            ELSE (SELECT work.viewer_role()) IN ('admin','system') END);
CREATE POLICY writers_sign ON work.history FOR INSERT TO daylight_app WITH CHECK (person_id IS NOT DISTINCT FROM (SELECT work.viewer_id()));
CREATE POLICY admin_reads ON work.audit_line FOR SELECT TO daylight_app USING ((SELECT work.viewer_role()) IN ('admin','system'));
CREATE POLICY writers_sign ON work.audit_line FOR INSERT TO daylight_app WITH CHECK (person_id IS NOT DISTINCT FROM (SELECT work.viewer_id()));
CREATE POLICY admin_reads ON work.audit_seal FOR SELECT TO daylight_app USING ((SELECT work.viewer_role()) IN ('admin','system'));
CREATE POLICY system_tells ON work.outbox FOR SELECT TO daylight_app USING ((SELECT work.is_system()));
CREATE POLICY writers_sign ON work.outbox FOR INSERT TO daylight_app WITH CHECK (person_id IS NOT DISTINCT FROM (SELECT work.viewer_id()));
CREATE POLICY system_marks ON work.outbox FOR UPDATE TO daylight_app USING ((SELECT work.is_system())) WITH CHECK ((SELECT work.is_system()));
CREATE POLICY system_delivers ON work.delivery TO daylight_app USING ((SELECT work.is_system())) WITH CHECK ((SELECT work.is_system()));
CREATE POLICY own_keys ON work.idempotency TO daylight_app
  USING (person_id = (SELECT work.viewer_id()) OR (SELECT work.is_system())) WITH CHECK (person_id = (SELECT work.viewer_id()));
CREATE POLICY importer_remembers ON work.import_source TO daylight_app USING ((SELECT work.is_house())) WITH CHECK ((SELECT work.is_house()));
CREATE POLICY system_marks ON work.sample_row TO daylight_app USING ((SELECT work.is_system())) WITH CHECK ((SELECT work.is_system()));

-- What the sample brought can be taken out again, by the system and nothing else.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['goal','release','iteration','idea','item','request','comment','person'] LOOP
    EXECUTE format('CREATE POLICY system_clears_sample ON work.%I FOR DELETE TO daylight_app USING ((SELECT work.is_system()) AND EXISTS (SELECT 1 FROM work.sample_row s WHERE s.kind = %L AND s.id = %I.id))', t, t, t);
    EXECUTE format('GRANT DELETE ON work.%I TO daylight_app', t);
  END LOOP;
END $$;

-- ── rights of the run-time roles ────────────────────────────────────────────────────────────────
GRANT USAGE ON SCHEMA work TO daylight_app, daylight_backup;
GRANT USAGE ON SCHEMA gate TO daylight_app, daylight_backup;
GRANT USAGE ON SCHEMA published TO daylight_app, daylight_public, daylight_backup;
GRANT SELECT ON ALL TABLES IN SCHEMA gate, published TO daylight_backup;
GRANT SELECT ON ALL TABLES IN SCHEMA published TO daylight_public, daylight_app;
GRANT SELECT, UPDATE ON work.workspace TO daylight_app;
GRANT SELECT, INSERT, UPDATE ON work.person, work.goal, work.milestone, work.release, work.iteration, work.idea, work.item,
  work.request_type, work.request, work.request_clock, work.face TO daylight_app;
GRANT SELECT, INSERT ON work.comment, work.file TO daylight_app;
-- To whom a comment speaks and where it stands is settled when it is written; of a file, where it hangs is all that changes.
GRANT UPDATE (body, edited_at, version) ON work.comment TO daylight_app;
GRANT UPDATE (comment_id, request_id, item_id) ON work.file TO daylight_app;
GRANT SELECT, INSERT, DELETE ON work.vote, work.item_goal, work.item_relation, work.named_person, work.sample_row TO daylight_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON work.draft, work.idempotency, work.import_source, work.delivery TO daylight_app;
GRANT SELECT, INSERT ON work.file_piece, work.history, work.audit_line TO daylight_app;
GRANT SELECT ON work.audit_seal TO daylight_app;
GRANT SELECT, INSERT ON work.outbox TO daylight_app;
GRANT UPDATE (handled_at) ON work.outbox TO daylight_app;
GRANT USAGE ON SEQUENCE work.history_id_seq, work.audit_line_id_seq, work.outbox_id_seq TO daylight_app;
GRANT EXECUTE ON FUNCTION work.viewer_id(), work.viewer_role(), work.audiences(), work.is_team(), work.is_house(), work.is_teammate(),
  work.is_system(), work.named(uuid), work.closed_to_viewer(uuid), work.has_live_face(uuid) TO daylight_app;

-- ── an audience is tightened by an editor, loosened by clearance alone ──────────────────────────
CREATE FUNCTION work.audience_only_tightens() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE light text[] := ARRAY['restricted','private','internal','public'];
BEGIN
  IF array_position(light, NEW.audience) > array_position(light, OLD.audience) AND current_user <> 'daylight_owner' THEN
    RAISE EXCEPTION 'audience is loosened by clearance alone' USING ERRCODE = 'DL001';
  END IF;
  RETURN NEW;
END $$;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['goal','release','idea','item'] LOOP
    EXECUTE format('CREATE TRIGGER audience_only_tightens BEFORE UPDATE OF audience ON work.%I FOR EACH ROW EXECUTE FUNCTION work.audience_only_tightens()', t);
  END LOOP;
END $$;

-- ── numbers and order ───────────────────────────────────────────────────────────────────────────
-- Keys step by 1 to 9, so that their distance tells an outsider nothing exact.
CREATE FUNCTION work.take_item_key() RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE k text;
BEGIN
  IF NOT work.is_house() THEN RAISE EXCEPTION 'only the team numbers items' USING ERRCODE = '42501'; END IF;
  UPDATE work.workspace SET next_item_number = next_item_number + 1 + floor(random() * 9)::int WHERE id = 1
    RETURNING key_prefix || '-' || next_item_number INTO k;
  RETURN k;
END $$;
CREATE FUNCTION work.take_request_key() RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE k text;
BEGIN
  IF NOT work.is_teammate() THEN RAISE EXCEPTION 'only teammates ask' USING ERRCODE = '42501'; END IF;
  UPDATE work.workspace SET next_request_number = next_request_number + 1 + floor(random() * 9)::int WHERE id = 1
    RETURNING 'REQ-' || next_request_number INTO k;
  RETURN k;
END $$;
-- The true neighbours of a place, hidden ones included: otherwise two people who see different cards would make the same key.
CREATE FUNCTION work.rank_above(r text) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT max(i.rank) FROM work.item i WHERE work.is_house() AND (r IS NULL OR i.rank < r COLLATE "C") $$;
CREATE FUNCTION work.rank_below(r text) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT min(i.rank) FROM work.item i WHERE work.is_house() AND (r IS NULL OR i.rank > r COLLATE "C") $$;

-- ── the audit chain ─────────────────────────────────────────────────────────────────────────────
CREATE FUNCTION work.audit_waits() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO work.audit_waiting (line_id) VALUES (NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER audit_waits AFTER INSERT ON work.audit_line FOR EACH ROW EXECUTE FUNCTION work.audit_waits();
-- A line, as the bytes that are hashed. lib/kernel/audit.ts makes the same bytes to verify.
CREATE FUNCTION work.audit_bytes(l work.audit_line) RETURNS bytea LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT convert_to(concat_ws(E'\x1f', l.id, (extract(epoch FROM l.at) * 1000)::bigint, coalesce(l.person_id::text, ''), l.role, l.via,
    l.command, l.command_id, coalesce(l.kind, ''), coalesce(l.subject_id::text, ''), l.detail), 'UTF8') $$;
-- One sealer at a time, so that writers never queue for the chain.
CREATE FUNCTION work.seal_audit(most int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  l work.audit_line; last_n bigint; last_hash bytea; next_hash bytea; sealed int := 0;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtextextended('daylight.seal', 0)) THEN RETURN -1; END IF;
  SELECT s.n, s.hash INTO last_n, last_hash FROM work.audit_seal s ORDER BY s.n DESC LIMIT 1;
  last_n := coalesce(last_n, 0); last_hash := coalesce(last_hash, ''::bytea);
  FOR l IN SELECT a.* FROM work.audit_waiting w JOIN work.audit_line a ON a.id = w.line_id ORDER BY w.line_id LIMIT most LOOP
    last_n := last_n + 1;
    next_hash := sha256(last_hash || work.audit_bytes(l));
    INSERT INTO work.audit_seal (n, line_id, before, hash) VALUES (last_n, l.id, last_hash, next_hash);
    DELETE FROM work.audit_waiting WHERE line_id = l.id;
    last_hash := next_hash; sealed := sealed + 1;
  END LOOP;
  RETURN sealed;
END $$;
CREATE FUNCTION work.never_changes() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;
CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON work.audit_line FOR EACH STATEMENT EXECUTE FUNCTION work.never_changes();
CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE OR TRUNCATE ON work.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION work.never_changes();

-- ── into daylight ───────────────────────────────────────────────────────────────────────────────
CREATE FUNCTION work.raise_revision(at timestamptz) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE r bigint;
BEGIN
  UPDATE published.workspace SET revision = revision + 1, changed_at = greatest(changed_at, at) WHERE id = 1 RETURNING revision INTO r;
  PERFORM pg_notify('daylight_published', r::text);
  RETURN r;
END $$;

-- Words that changed after an approval were never approved.
CREATE FUNCTION work.edit_voids_approval() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF (NEW.title, NEW.summary, NEW.body, NEW.status, NEW.quarter, NEW.slug) IS DISTINCT FROM (OLD.title, OLD.summary, OLD.body, OLD.status, OLD.quarter, OLD.slug) THEN
    NEW.version := OLD.version + 1;
    NEW.submitted_at := NULL; NEW.submitted_by_id := NULL;
    NEW.approved_at := NULL; NEW.approved_by_id := NULL; NEW.approved_version := NULL;
    IF NEW.state IN ('in review', 'scheduled') THEN NEW.state := 'candidate'; END IF;
    IF work.viewer_id() IS NOT NULL AND NOT work.viewer_id() = ANY (NEW.editor_ids) THEN NEW.editor_ids := NEW.editor_ids || work.viewer_id(); END IF;
  END IF;
  IF current_user <> 'daylight_owner' AND ((NEW.state = 'public' AND OLD.state <> 'public') OR NEW.published_version IS DISTINCT FROM OLD.published_version) THEN
    RAISE EXCEPTION 'a face is published by work.publish_face alone' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER edit_voids_approval BEFORE UPDATE ON work.face FOR EACH ROW EXECUTE FUNCTION work.edit_voids_approval();

CREATE FUNCTION work.viewer_sees_face(f work.face) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT work.is_team() AND (
    EXISTS (SELECT 1 FROM work.idea i WHERE i.id = f.idea_id AND i.audience = ANY (work.audiences()))
    OR EXISTS (SELECT 1 FROM work.item i WHERE i.id = f.item_id AND (i.audience = ANY (work.audiences()) OR (i.audience = 'restricted' AND work.named(i.id))))) $$;

-- The one door outwards: checks once more that two people stand behind these very words, then copies them. The words must
-- wait for an answer at this moment, so that no withdrawn text comes back by an approval from before.
CREATE FUNCTION work.publish_face(face uuid, at timestamptz) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE f work.face; was published.entry; votes int; k text;
BEGIN
  SELECT * INTO f FROM work.face x WHERE x.id = publish_face.face FOR UPDATE;
  IF f.id IS NULL OR NOT work.viewer_sees_face(f) THEN RAISE EXCEPTION 'no such face' USING ERRCODE = 'DL404'; END IF;
  IF f.state NOT IN ('in review', 'scheduled') OR f.submitted_by_id IS NULL OR f.approved_by_id IS NULL OR f.approved_by_id IS DISTINCT FROM work.viewer_id()
     OR f.approved_version IS DISTINCT FROM f.version OR f.approved_by_id = f.submitted_by_id OR f.approved_by_id = ANY (f.editor_ids) THEN
    RAISE EXCEPTION 'two people publish, and neither writer nor submitter approves' USING ERRCODE = 'DL002';
  END IF;
  k := CASE WHEN f.idea_id IS NOT NULL THEN 'idea' ELSE 'item' END;
  SELECT * INTO was FROM published.entry e WHERE e.slug = f.slug;
  SELECT count(*) INTO votes FROM work.vote v WHERE v.idea_id = f.idea_id AND v.in_open;
  INSERT INTO published.entry AS e (slug, kind, title, summary, body, status, quarter, votes, published_at, updated_at)
    VALUES (f.slug, k, f.title, f.summary, f.body, f.status, f.quarter, votes, at, at)
    ON CONFLICT (slug) DO UPDATE SET title = excluded.title, summary = excluded.summary, body = excluded.body,
      status = excluded.status, quarter = excluded.quarter, updated_at = excluded.updated_at;
  IF was.slug IS NULL THEN
    INSERT INTO published.change (slug, at, what) VALUES (f.slug, at, 'published');
  ELSE
    IF was.status <> f.status THEN INSERT INTO published.change (slug, at, what, was, "is") VALUES (f.slug, at, 'status', was.status, f.status); END IF;
    IF was.quarter IS DISTINCT FROM f.quarter THEN INSERT INTO published.change (slug, at, what, was, "is") VALUES (f.slug, at, 'quarter', was.quarter, f.quarter); END IF;
    IF (was.title, was.summary, was.body) IS DISTINCT FROM (f.title, f.summary, f.body) THEN INSERT INTO published.change (slug, at, what) VALUES (f.slug, at, 'words'); END IF;
  END IF;
  UPDATE work.face AS x SET state = 'public', published_at = at, published_version = f.version, editor_ids = '{}',
    withdrawn_at = NULL, withdrawn_by_id = NULL, withdrawn_why = NULL, updated_at = at WHERE x.id = f.id;
  RETURN work.raise_revision(at);
END $$;

CREATE FUNCTION work.withdraw_face(face uuid, at timestamptz) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE f work.face;
BEGIN
  SELECT * INTO f FROM work.face x WHERE x.id = face FOR UPDATE;
  IF f.id IS NULL OR NOT work.viewer_sees_face(f) THEN RAISE EXCEPTION 'no such face' USING ERRCODE = 'DL404'; END IF;
  DELETE FROM published.entry e WHERE e.slug = f.slug;
  RETURN work.raise_revision(at);
END $$;

-- Votes cast on the public page are public; the count outside follows them and nothing else.
CREATE FUNCTION work.carry_votes(idea uuid, at timestamptz) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE n int; s text;
BEGIN
  SELECT f.slug INTO s FROM work.face f WHERE f.idea_id = idea;
  -- The lock comes before the counting, so that of two voters at once the second counts the first.
  PERFORM 1 FROM published.entry e WHERE e.slug = s FOR UPDATE;
  SELECT count(*) INTO n FROM work.vote v WHERE v.idea_id = idea AND v.in_open;
  UPDATE published.entry e SET votes = n WHERE e.slug = s AND e.votes <> n;
  IF FOUND THEN PERFORM work.raise_revision(at); END IF;
  RETURN n;
END $$;
-- A public address leads to its idea for whoever is known, even where the inside text is not theirs to read.
CREATE FUNCTION work.idea_behind(public_slug text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT f.idea_id FROM work.face f JOIN published.entry e ON e.slug = f.slug WHERE f.slug = public_slug AND work.viewer_role() IS NOT NULL $$;
GRANT EXECUTE ON FUNCTION work.take_item_key(), work.take_request_key(), work.rank_above(text), work.rank_below(text), work.seal_audit(int),
  work.publish_face(uuid, timestamptz), work.withdraw_face(uuid, timestamptz), work.carry_votes(uuid, timestamptz), work.idea_behind(text) TO daylight_app;

-- ── the gate: what is asked before anybody is known. Only hashes of secrets come in ─────────────
CREATE FUNCTION gate.become(p uuid, r text) RETURNS void LANGUAGE sql SET search_path = '' AS $$
  SELECT set_config('daylight.viewer_id', coalesce(p::text, ''), true), set_config('daylight.viewer_role', coalesce(r, ''), true) $$;
CREATE FUNCTION gate.become_session(h bytea) RETURNS TABLE (id uuid, role text, name text, email text, scopes text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  SELECT p.id, p.role, p.name, p.email, NULL::text[] INTO id, role, name, email, scopes
    FROM gate.session s JOIN work.person p ON p.id = s.person_id
    WHERE s.hash = h AND s.ended_at IS NULL AND s.expires_at > now() AND p.disabled_at IS NULL;
  PERFORM gate.become(id, role);
  IF id IS NOT NULL THEN RETURN NEXT; END IF;
END $$;
CREATE FUNCTION gate.become_token(h bytea) RETURNS TABLE (id uuid, role text, name text, email text, scopes text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE t gate.api_token;
BEGIN
  SELECT * INTO t FROM gate.api_token a WHERE a.hash = h AND a.revoked_at IS NULL AND (a.expires_at IS NULL OR a.expires_at > now());
  SELECT p.id, p.role, p.name, p.email, t.scopes INTO id, role, name, email, scopes
    FROM work.person p WHERE p.id = t.person_id AND p.disabled_at IS NULL;
  PERFORM gate.become(id, role);
  IF id IS NOT NULL THEN
    -- Once an hour is enough to tell a dead token, and spares a write on every read.
    UPDATE gate.api_token a SET last_used_at = now() WHERE a.id = t.id AND (a.last_used_at IS NULL OR a.last_used_at < now() - interval '1 hour');
    RETURN NEXT;
  END IF;
END $$;
CREATE FUNCTION gate.become_person(who uuid) RETURNS TABLE (id uuid, role text, name text, email text, scopes text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  SELECT p.id, p.role, p.name, p.email, NULL::text[] INTO id, role, name, email, scopes FROM work.person p WHERE p.id = who AND p.disabled_at IS NULL;
  PERFORM gate.become(id, role);
  IF id IS NOT NULL THEN RETURN NEXT; END IF;
END $$;
CREATE FUNCTION gate.become_system() RETURNS TABLE (id uuid, role text, name text, email text, scopes text[])
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  role := 'system'; name := 'Daylight';
  PERFORM gate.become(NULL, 'system');
  RETURN NEXT;
END $$;

CREATE FUNCTION gate.note_sign_in(who uuid, how text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO work.audit_line (at, person_id, role, via, command, command_id, kind, subject_id)
    SELECT now(), p.id, p.role, how, 'session.open', gen_random_uuid(), 'person', p.id FROM work.person p WHERE p.id = who $$;

-- The operator's link: its own attempt, so it opens in any browser, once. An admin who could make one could become anybody.
CREATE FUNCTION gate.operator_link(who uuid, h bytea, until timestamptz) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO gate.one_time_link (id, hash, person_id, expires_at)
    SELECT gen_random_uuid(), h, p.id, least(until, now() + interval '1 day') FROM work.person p WHERE p.id = who AND p.disabled_at IS NULL AND work.is_system() $$;
-- A mailed link. Answers the stored address to write to, or nothing; the asker is told the same either way.
CREATE FUNCTION gate.mail_link(address text, h bytea, attempt bytea, code bytea, until timestamptz, guest_name text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE p work.person;
BEGIN
  SELECT * INTO p FROM work.person x WHERE x.email = lower(address);
  IF p.id IS NULL AND guest_name IS NOT NULL THEN
    INSERT INTO work.person (id, email, name, role) VALUES (gen_random_uuid(), lower(address), guest_name, 'guest') RETURNING * INTO p;
  END IF;
  IF p.id IS NULL OR p.disabled_at IS NOT NULL THEN RETURN NULL; END IF;
  INSERT INTO gate.one_time_link (id, hash, person_id, attempt_hash, code_hash, expires_at)
    VALUES (gen_random_uuid(), h, p.id, attempt, code, least(until, now() + interval '10 minutes'));
  RETURN p.email;
END $$;
-- What a link's page may say before it is spent: 'ready', 'needs code', or 'gone'. Changes nothing.
CREATE FUNCTION gate.link_state(h bytea, attempt bytea) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce((SELECT CASE WHEN l.attempt_hash IS NULL OR l.attempt_hash = attempt THEN 'ready' ELSE 'needs code' END
    FROM gate.one_time_link l WHERE l.hash = h AND l.spent_at IS NULL AND l.expires_at > now() AND l.code_tries < 5), 'gone') $$;
-- Spends a link and opens a session in one step. NULL: wrong, spent, late, or asked for elsewhere without the code.
CREATE FUNCTION gate.spend_link(h bytea, attempt bytea, code bytea, session bytea, until timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE l gate.one_time_link;
BEGIN
  SELECT * INTO l FROM gate.one_time_link x WHERE x.hash = h AND x.spent_at IS NULL AND x.expires_at > now() AND x.code_tries < 5 FOR UPDATE;
  IF l.id IS NULL THEN RETURN NULL; END IF;
  IF l.attempt_hash IS NOT NULL AND l.attempt_hash IS DISTINCT FROM attempt AND l.code_hash IS DISTINCT FROM code THEN
    UPDATE gate.one_time_link SET code_tries = code_tries + 1 WHERE id = l.id AND code IS NOT NULL;
    RETURN NULL;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM work.person p WHERE p.id = l.person_id AND p.disabled_at IS NULL) THEN RETURN NULL; END IF;
  UPDATE gate.one_time_link SET spent_at = now() WHERE id = l.id;
  UPDATE work.person SET claimed_at = coalesce(claimed_at, now()) WHERE id = l.person_id;
  INSERT INTO gate.session (id, hash, person_id, method, expires_at) VALUES (gen_random_uuid(), session, l.person_id,
    CASE WHEN l.attempt_hash IS NULL THEN 'operator link' ELSE 'mail link' END, until);
  PERFORM gate.note_sign_in(l.person_id, CASE WHEN l.attempt_hash IS NULL THEN 'operator link' ELSE 'mail link' END);
  RETURN l.person_id;
END $$;
-- Sign-in by an outside provider. Issuer and subject say who it is; an address links only when the provider is the company's
-- and vouches for it. An address that was given to a new colleague does not hand over the account of the old one: who has
-- an identity at this issuer already gets no second one by address.
CREATE FUNCTION gate.enter_with_identity(iss text, sub text, address text, vouched boolean, display text, new_role text, session bytea, until timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE p work.person;
BEGIN
  SELECT x.* INTO p FROM gate.identity i JOIN work.person x ON x.id = i.person_id WHERE i.issuer = iss AND i.subject = sub;
  IF p.id IS NULL AND vouched THEN
    SELECT * INTO p FROM work.person x WHERE x.email = lower(address);
    IF p.id IS NULL AND new_role IS NOT NULL THEN
      INSERT INTO work.person (id, email, name, role, claimed_at) VALUES (gen_random_uuid(), lower(address), display, new_role, now()) RETURNING * INTO p;
    END IF;
    IF p.id IS NOT NULL AND EXISTS (SELECT 1 FROM gate.identity i WHERE i.issuer = iss AND i.person_id = p.id) THEN RETURN NULL; END IF;
    IF p.id IS NOT NULL AND p.disabled_at IS NULL THEN
      INSERT INTO gate.identity (issuer, subject, person_id) VALUES (iss, sub, p.id);
      UPDATE work.person SET claimed_at = coalesce(claimed_at, now()) WHERE id = p.id;
    END IF;
  END IF;
  IF p.id IS NULL OR p.disabled_at IS NOT NULL THEN RETURN NULL; END IF;
  INSERT INTO gate.session (id, hash, person_id, method, expires_at) VALUES (gen_random_uuid(), session, p.id, iss, until);
  PERFORM gate.note_sign_in(p.id, 'provider');
  RETURN p.id;
END $$;
CREATE FUNCTION gate.end_session(h bytea) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  UPDATE gate.session SET ended_at = now() WHERE hash = h AND ended_at IS NULL $$;
-- Ends every session of a person: the own ones, or anyone's for an admin. Answers how many.
CREATE FUNCTION gate.end_sessions(who uuid) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE n int;
BEGIN
  IF work.viewer_role() IS NULL OR (work.viewer_role() NOT IN ('admin','system') AND work.viewer_id() IS DISTINCT FROM who) THEN RETURN 0; END IF;
  UPDATE gate.session SET ended_at = now() WHERE person_id = who AND ended_at IS NULL;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;
CREATE FUNCTION gate.sessions_of(who uuid) RETURNS int LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT count(*)::int FROM gate.session s WHERE s.person_id = who AND s.ended_at IS NULL AND s.expires_at > now()
    AND (work.viewer_role() IN ('admin','system') OR work.viewer_id() = who) $$;
-- A token is made by its own person, or by the operator: an admin who could make one for another could act as them.
CREATE FUNCTION gate.make_token(who uuid, h bytea, label text, allowed text[], until timestamptz) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE t uuid := gen_random_uuid();
BEGIN
  IF NOT work.is_system() AND work.viewer_id() IS DISTINCT FROM who THEN RETURN NULL; END IF;
  INSERT INTO gate.api_token (id, hash, person_id, name, scopes, expires_at) VALUES (t, h, who, label, allowed, until);
  RETURN t;
END $$;
CREATE FUNCTION gate.tokens() RETURNS TABLE (id uuid, person_id uuid, name text, scopes text[], created_at timestamptz, expires_at timestamptz, last_used_at timestamptz, revoked_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT t.id, t.person_id, t.name, t.scopes, t.created_at, t.expires_at, t.last_used_at, t.revoked_at FROM gate.api_token t
    WHERE work.viewer_role() IN ('admin','system') OR t.person_id = work.viewer_id()
    ORDER BY t.person_id IS DISTINCT FROM work.viewer_id(), t.created_at DESC LIMIT 500 $$;
CREATE FUNCTION gate.revoke_token(t uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE gate.api_token a SET revoked_at = now() WHERE a.id = t AND a.revoked_at IS NULL
    AND (work.viewer_role() IN ('admin','system') OR a.person_id = work.viewer_id());
  RETURN FOUND;
END $$;
-- Takes one of `most` uses in a window. Answers 0 when allowed, else the seconds to wait.
CREATE FUNCTION gate.take(k text, most int, seconds int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE c gate.rate_count;
BEGIN
  INSERT INTO gate.rate_count AS r (key, started_at, taken) VALUES (k, now(), 1)
    ON CONFLICT (key) DO UPDATE SET
      taken = CASE WHEN r.started_at < now() - make_interval(secs => seconds) THEN 1 ELSE r.taken + 1 END,
      started_at = CASE WHEN r.started_at < now() - make_interval(secs => seconds) THEN now() ELSE r.started_at END
    RETURNING * INTO c;
  IF c.taken <= most THEN RETURN 0; END IF;
  RETURN greatest(1, ceil(extract(epoch FROM c.started_at + make_interval(secs => seconds) - now()))::int);
END $$;
CREATE FUNCTION gate.tidy() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  DELETE FROM gate.rate_count WHERE started_at < now() - interval '1 day';
  DELETE FROM gate.one_time_link WHERE expires_at < now() - interval '1 day';
  DELETE FROM gate.session WHERE expires_at < now() - interval '30 days' $$;
GRANT EXECUTE ON FUNCTION gate.become_session(bytea), gate.become_token(bytea), gate.become_person(uuid), gate.become_system(),
  gate.operator_link(uuid, bytea, timestamptz), gate.mail_link(text, bytea, bytea, bytea, timestamptz, text), gate.link_state(bytea, bytea),
  gate.spend_link(bytea, bytea, bytea, bytea, timestamptz), gate.enter_with_identity(text, text, text, boolean, text, text, bytea, timestamptz),
  gate.end_session(bytea), gate.end_sessions(uuid), gate.sessions_of(uuid), gate.make_token(uuid, bytea, text, text[], timestamptz), gate.tokens(),
  gate.revoke_token(uuid), gate.take(text, int, int), gate.tidy() TO daylight_app;

-- ── finding ─────────────────────────────────────────────────────────────────────────────────────
CREATE INDEX idea_title_trgm ON work.idea USING gin (title extensions.gin_trgm_ops);
CREATE INDEX item_title_trgm ON work.item USING gin (title extensions.gin_trgm_ops);
CREATE INDEX outbox_unhandled ON work.outbox (id) WHERE handled_at IS NULL;
