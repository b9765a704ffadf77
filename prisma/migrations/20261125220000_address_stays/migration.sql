-- Between reading a face and writing its next words its page may have gone out: the address is decided where the row is held.
CREATE OR REPLACE FUNCTION work.edit_voids_approval() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  -- A page that went out while somebody wrote keeps its address: under another one nobody could withdraw it.
  IF NEW.slug <> OLD.slug AND EXISTS (SELECT 1 FROM published.entry e WHERE e.slug = OLD.slug) THEN NEW.slug := OLD.slug; END IF;
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
