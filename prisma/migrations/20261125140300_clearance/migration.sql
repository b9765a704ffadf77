-- Two people, by name: nobody signs for somebody else, and nobody is taken off the list of those who wrote the words.
-- publish_face asks these columns who stands behind a face, so they must not be for the application to make up.
CREATE FUNCTION work.who_stands_behind() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF current_user = 'daylight_owner' THEN RETURN NEW; END IF;
  IF TG_OP = 'INSERT' THEN
    IF NOT coalesce(work.viewer_id() = ANY (NEW.editor_ids), false) OR num_nonnulls(NEW.submitted_by_id, NEW.approved_by_id) > 0 THEN
      RAISE EXCEPTION 'a face begins with its writer and nobody else' USING ERRCODE = 'DL002';
    END IF;
    RETURN NEW;
  END IF;
  IF NOT NEW.editor_ids @> OLD.editor_ids
     OR (NEW.submitted_by_id IS DISTINCT FROM OLD.submitted_by_id AND NEW.submitted_by_id IS NOT NULL AND NEW.submitted_by_id IS DISTINCT FROM work.viewer_id())
     OR (NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id AND NEW.approved_by_id IS NOT NULL AND NEW.approved_by_id IS DISTINCT FROM work.viewer_id()) THEN
    RAISE EXCEPTION 'everyone signs for themselves' USING ERRCODE = 'DL002';
  END IF;
  RETURN NEW;
END $$;
-- Fires after edit_voids_approval: triggers of one kind go by name.
CREATE TRIGGER who_stands_behind BEFORE INSERT OR UPDATE ON work.face FOR EACH ROW EXECUTE FUNCTION work.who_stands_behind();

-- Where an idea or an item can be read outside. Faces are the team's, but whether a public page is there is public;
-- the caller has the id only of what its viewer may see, and a private idea's link to its page stays with the team.
CREATE FUNCTION work.live_slug(subject uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT f.slug FROM work.face f JOIN published.entry e ON e.slug = f.slug
    WHERE (f.idea_id = subject OR f.item_id = subject) AND work.viewer_role() IS NOT NULL $$;
GRANT EXECUTE ON FUNCTION work.live_slug(uuid) TO daylight_app;

-- The one door outwards, again: its last line confused the parameter with the table's name. It also asks now that
-- somebody still waits for an answer, so that no withdrawn text comes back by an approval from before.
CREATE OR REPLACE FUNCTION work.publish_face(face uuid, at timestamptz) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
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
