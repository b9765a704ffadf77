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
