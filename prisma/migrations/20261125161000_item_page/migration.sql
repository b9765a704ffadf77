-- Who hears of an item: whoever has it, made it, spoke under it or was named there hears by themselves; a row in `watch`
-- says otherwise, in either direction.
ALTER TABLE work.watch ADD COLUMN muted boolean NOT NULL DEFAULT false;

-- Whom a comment named with an @. Written with the comment, only for people who may read it.
CREATE TABLE work.mention (
  comment_id uuid NOT NULL REFERENCES work.comment(id) ON DELETE CASCADE,
  person_id uuid NOT NULL REFERENCES work.person(id) ON DELETE CASCADE,
  at timestamptz(3) NOT NULL,
  PRIMARY KEY (comment_id, person_id)
);
CREATE INDEX mention_person_idx ON work.mention (person_id);
ALTER TABLE work.mention ENABLE ROW LEVEL SECURITY;
ALTER TABLE work.mention FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_migrates ON work.mention TO daylight_owner USING (true) WITH CHECK (true);
CREATE POLICY there_is_a_viewer ON work.mention AS RESTRICTIVE TO daylight_app USING ((SELECT work.viewer_role()) IS NOT NULL) WITH CHECK ((SELECT work.viewer_role()) IS NOT NULL);
CREATE POLICY with_its_comment ON work.mention FOR SELECT TO daylight_app
  USING (EXISTS (SELECT 1 FROM work.comment c WHERE c.id = comment_id));
CREATE POLICY author_names ON work.mention FOR INSERT TO daylight_app
  WITH CHECK (EXISTS (SELECT 1 FROM work.comment c WHERE c.id = comment_id AND c.author_id = (SELECT work.viewer_id())));
GRANT SELECT ON work.mention TO daylight_backup;
GRANT SELECT, INSERT ON work.mention TO daylight_app;

-- Who is to hear of what happened to these items, or was said in these comments. SECURITY DEFINER because restricted things
-- do not exist for the system, yet those who are named on them want to hear of them; it answers ids, and the words are read
-- as whoever gets them. An item that was unwatched stays silent, unless one is named in this very comment.
CREATE FUNCTION work.followers(subjects uuid[]) RETURNS TABLE (subject_id uuid, item_id uuid, person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH about AS (
    SELECT i.id AS subject_id, i.id AS item_id FROM work.item i WHERE i.id = ANY (subjects)
    UNION ALL SELECT c.id, c.item_id FROM work.comment c WHERE c.id = ANY (subjects) AND c.item_id IS NOT NULL
  ), hears AS (
    SELECT a.subject_id, a.item_id, w.person_id FROM about a JOIN work.watch w ON w.item_id = a.item_id WHERE NOT w.muted
    UNION SELECT a.subject_id, a.item_id, i.assignee_id FROM about a JOIN work.item i ON i.id = a.item_id
    UNION SELECT a.subject_id, a.item_id, i.reporter_id FROM about a JOIN work.item i ON i.id = a.item_id
    UNION SELECT a.subject_id, a.item_id, c.author_id FROM about a JOIN work.comment c ON c.item_id = a.item_id
    UNION SELECT a.subject_id, a.item_id, m.person_id FROM about a JOIN work.comment c ON c.item_id = a.item_id JOIN work.mention m ON m.comment_id = c.id
  )
  SELECT h.subject_id, h.item_id, h.person_id FROM hears h
  JOIN work.person p ON p.id = h.person_id AND p.disabled_at IS NULL AND p.email IS NOT NULL
  JOIN work.item i ON i.id = h.item_id AND i.archived_at IS NULL
  WHERE work.is_system() AND (
    EXISTS (SELECT 1 FROM work.mention m WHERE m.comment_id = h.subject_id AND m.person_id = h.person_id)
    OR NOT EXISTS (SELECT 1 FROM work.watch w WHERE w.item_id = h.item_id AND w.person_id = h.person_id AND w.muted)) $$;
REVOKE ALL ON FUNCTION work.followers(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION work.followers(uuid[]) TO daylight_app;
