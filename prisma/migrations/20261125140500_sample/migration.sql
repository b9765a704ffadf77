-- Takes the sample workspace out again. One function, because it must look at everybody's things to know what refers to
-- what; for the system alone. What a person's own thing refers to stays, and is named. Audit lines stay always.
CREATE FUNCTION work.clear_sample(at timestamptz) RETURNS TABLE (kind text, id uuid, label text, why text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
#variable_conflict use_column
DECLARE grown int; went int;
BEGIN
  IF NOT work.is_system() THEN RAISE EXCEPTION 'only the system clears the sample' USING ERRCODE = '42501'; END IF;
  CREATE TEMP TABLE mine ON COMMIT DROP AS SELECT s.kind, s.id FROM work.sample_row s;
  CREATE TEMP TABLE kept (kind text, id uuid, why text, PRIMARY KEY (kind, id)) ON COMMIT DROP;

  -- What somebody else's words, votes or work hang on.
  INSERT INTO kept SELECT 'item', m.id, 'somebody commented on it' FROM mine m WHERE m.kind = 'item' AND EXISTS (
    SELECT 1 FROM work.comment c WHERE c.item_id = m.id AND NOT EXISTS (SELECT 1 FROM mine p WHERE p.kind = 'person' AND p.id = c.author_id)) ON CONFLICT DO NOTHING;
  INSERT INTO kept SELECT 'item', m.id, 'another item is linked to it' FROM mine m WHERE m.kind = 'item' AND EXISTS (
    SELECT 1 FROM work.item_relation r WHERE (r.from_id = m.id AND NOT EXISTS (SELECT 1 FROM mine o WHERE o.kind = 'item' AND o.id = r.to_id))
      OR (r.to_id = m.id AND NOT EXISTS (SELECT 1 FROM mine o WHERE o.kind = 'item' AND o.id = r.from_id))) ON CONFLICT DO NOTHING;
  INSERT INTO kept SELECT 'item', m.id, 'somebody added a file to it' FROM mine m WHERE m.kind = 'item' AND EXISTS (
    SELECT 1 FROM work.file f WHERE f.item_id = m.id AND NOT EXISTS (SELECT 1 FROM mine p WHERE p.kind = 'person' AND p.id = f.uploader_id)) ON CONFLICT DO NOTHING;
  INSERT INTO kept SELECT 'request', m.id, 'somebody wrote in its thread' FROM mine m WHERE m.kind = 'request' AND EXISTS (
    SELECT 1 FROM work.comment c WHERE c.request_id = m.id AND NOT EXISTS (SELECT 1 FROM mine p WHERE p.kind = 'person' AND p.id = c.author_id)) ON CONFLICT DO NOTHING;
  INSERT INTO kept SELECT 'idea', m.id, 'somebody voted for it' FROM mine m WHERE m.kind = 'idea' AND EXISTS (
    SELECT 1 FROM work.vote v WHERE v.idea_id = m.id AND NOT EXISTS (SELECT 1 FROM mine p WHERE p.kind = 'person' AND p.id = v.person_id)) ON CONFLICT DO NOTHING;

  -- And what in turn these, or things that were never sample, refer to; until nothing more is found.
  LOOP
    grown := 0;
    INSERT INTO kept SELECT DISTINCT 'item', i.parent_id, 'an item below it stays' FROM work.item i JOIN mine m ON m.kind = 'item' AND m.id = i.parent_id
      WHERE NOT EXISTS (SELECT 1 FROM mine x WHERE x.kind = 'item' AND x.id = i.id) OR EXISTS (SELECT 1 FROM kept k WHERE k.kind = 'item' AND k.id = i.id) ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS went = ROW_COUNT; grown := grown + went;
    INSERT INTO kept SELECT DISTINCT 'idea', i.idea_id, 'an item of it stays' FROM work.item i JOIN mine m ON m.kind = 'idea' AND m.id = i.idea_id
      WHERE NOT EXISTS (SELECT 1 FROM mine x WHERE x.kind = 'item' AND x.id = i.id) OR EXISTS (SELECT 1 FROM kept k WHERE k.kind = 'item' AND k.id = i.id) ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS went = ROW_COUNT; grown := grown + went;
    INSERT INTO kept SELECT DISTINCT 'request', i.request_id, 'an item of it stays' FROM work.item i JOIN mine m ON m.kind = 'request' AND m.id = i.request_id
      WHERE NOT EXISTS (SELECT 1 FROM mine x WHERE x.kind = 'item' AND x.id = i.id) OR EXISTS (SELECT 1 FROM kept k WHERE k.kind = 'item' AND k.id = i.id) ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS went = ROW_COUNT; grown := grown + went;
    INSERT INTO kept SELECT DISTINCT 'iteration', i.iteration_id, 'an item in it stays' FROM work.item i JOIN mine m ON m.kind = 'iteration' AND m.id = i.iteration_id
      WHERE NOT EXISTS (SELECT 1 FROM mine x WHERE x.kind = 'item' AND x.id = i.id) OR EXISTS (SELECT 1 FROM kept k WHERE k.kind = 'item' AND k.id = i.id) ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS went = ROW_COUNT; grown := grown + went;
    INSERT INTO kept SELECT DISTINCT 'goal', g.goal_id, 'an item of it stays' FROM work.item_goal g JOIN mine m ON m.kind = 'goal' AND m.id = g.goal_id
      WHERE NOT EXISTS (SELECT 1 FROM mine x WHERE x.kind = 'item' AND x.id = g.item_id) OR EXISTS (SELECT 1 FROM kept k WHERE k.kind = 'item' AND k.id = g.item_id) ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS went = ROW_COUNT; grown := grown + went;
    INSERT INTO kept SELECT DISTINCT 'goal', i.goal_id, 'an idea for it stays' FROM work.idea i JOIN mine m ON m.kind = 'goal' AND m.id = i.goal_id
      WHERE NOT EXISTS (SELECT 1 FROM mine x WHERE x.kind = 'idea' AND x.id = i.id) OR EXISTS (SELECT 1 FROM kept k WHERE k.kind = 'idea' AND k.id = i.id) ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS went = ROW_COUNT; grown := grown + went;
    EXIT WHEN grown = 0;
  END LOOP;

  -- Out of daylight first, then out of the house.
  DELETE FROM published.entry e USING work.face f WHERE f.slug = e.slug AND (
    EXISTS (SELECT 1 FROM mine m WHERE m.kind = 'idea' AND m.id = f.idea_id AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.kind = 'idea' AND k.id = m.id))
    OR EXISTS (SELECT 1 FROM mine m WHERE m.kind = 'item' AND m.id = f.item_id AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.kind = 'item' AND k.id = m.id)));
  PERFORM work.raise_revision(at);
  DELETE FROM work.item i USING mine m WHERE m.kind = 'item' AND m.id = i.id AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.kind = 'item' AND k.id = i.id);
  DELETE FROM work.request r USING mine m WHERE m.kind = 'request' AND m.id = r.id AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.kind = 'request' AND k.id = r.id);
  DELETE FROM work.idea i USING mine m WHERE m.kind = 'idea' AND m.id = i.id AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.kind = 'idea' AND k.id = i.id);
  DELETE FROM work.iteration i USING mine m WHERE m.kind = 'iteration' AND m.id = i.id AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.kind = 'iteration' AND k.id = i.id);
  DELETE FROM work.goal g USING mine m WHERE m.kind = 'goal' AND m.id = g.id AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.kind = 'goal' AND k.id = g.id);
  DELETE FROM work.named_person n USING mine m WHERE m.kind = 'item' AND m.id = n.subject_id AND NOT EXISTS (SELECT 1 FROM work.item i WHERE i.id = n.subject_id);

  -- People go last, when nothing that is left speaks of them; and never the last admin, or nobody could come in.
  INSERT INTO kept SELECT 'person', m.id, 'something that stays speaks of them' FROM mine m WHERE m.kind = 'person' AND (
    EXISTS (SELECT 1 FROM work.item i WHERE m.id IN (i.assignee_id, i.reporter_id)) OR EXISTS (SELECT 1 FROM work.request r WHERE m.id IN (r.requester_id, r.owner_id))
    OR EXISTS (SELECT 1 FROM work.comment c WHERE c.author_id = m.id) OR EXISTS (SELECT 1 FROM work.idea i WHERE i.created_by_id = m.id)
    OR EXISTS (SELECT 1 FROM work.vote v WHERE v.person_id = m.id) OR EXISTS (SELECT 1 FROM work.goal g WHERE g.accountable_id = m.id)
    OR EXISTS (SELECT 1 FROM work.file f WHERE f.uploader_id = m.id)) ON CONFLICT DO NOTHING;
  INSERT INTO kept SELECT 'person', m.id, 'the last admin stays, or nobody could come in' FROM mine m JOIN work.person p ON p.id = m.id
    WHERE m.kind = 'person' AND p.role = 'admin' AND NOT EXISTS (
      SELECT 1 FROM work.person o WHERE o.role = 'admin' AND o.disabled_at IS NULL AND o.email IS NOT NULL AND NOT EXISTS (SELECT 1 FROM mine x WHERE x.kind = 'person' AND x.id = o.id))
    ON CONFLICT DO NOTHING;
  UPDATE gate.session s SET ended_at = now() FROM mine m WHERE m.kind = 'person' AND m.id = s.person_id AND s.ended_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.kind = 'person' AND k.id = m.id);
  DELETE FROM gate.api_token t USING mine m WHERE m.kind = 'person' AND m.id = t.person_id AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.kind = 'person' AND k.id = m.id);
  DELETE FROM gate.one_time_link l USING mine m WHERE m.kind = 'person' AND m.id = l.person_id AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.kind = 'person' AND k.id = m.id);
  DELETE FROM work.draft d USING mine m WHERE m.kind = 'person' AND m.id = d.person_id AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.kind = 'person' AND k.id = m.id);
  DELETE FROM work.person p USING mine m WHERE m.kind = 'person' AND m.id = p.id AND NOT EXISTS (SELECT 1 FROM kept k WHERE k.kind = 'person' AND k.id = p.id);
  DELETE FROM work.sample_row s WHERE NOT EXISTS (SELECT 1 FROM kept k WHERE k.kind = s.kind AND k.id = s.id);

  RETURN QUERY SELECT k.kind, k.id, coalesce(
      (SELECT i.key FROM work.item i WHERE i.id = k.id), (SELECT r.key FROM work.request r WHERE r.id = k.id),
      (SELECT i.slug FROM work.idea i WHERE i.id = k.id), (SELECT g.slug FROM work.goal g WHERE g.id = k.id),
      (SELECT 'iteration ' || i.number FROM work.iteration i WHERE i.id = k.id), (SELECT p.name FROM work.person p WHERE p.id = k.id), ''), k.why
    FROM kept k ORDER BY k.kind, 3;
END $$;
GRANT EXECUTE ON FUNCTION work.clear_sample(timestamptz) TO daylight_app;
