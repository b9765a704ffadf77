-- A policy speaks of rows and not of columns. The requester may give the turn back to the team and open a closed request
-- again; the questions' answers, who has it, when it was seen and every promise are not the requester's to change.
CREATE FUNCTION work.requester_answers() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE free text[] := ARRAY['status','closed_at','closing_words','updated_at','version'];
BEGIN
  IF current_user = 'daylight_owner' OR work.is_house() THEN RETURN NEW; END IF;
  IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free
     OR (NEW.status <> OLD.status AND NOT (NEW.status = 'working' AND OLD.status IN ('waiting','done','declined')))
     OR (NEW.closed_at IS DISTINCT FROM OLD.closed_at AND NEW.closed_at IS NOT NULL)
     OR (NEW.closing_words IS DISTINCT FROM OLD.closing_words AND NEW.closing_words IS NOT NULL)
     OR NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'a requester answers and reopens, and changes nothing else' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER requester_answers BEFORE UPDATE ON work.request FOR EACH ROW EXECUTE FUNCTION work.requester_answers();

-- An answer makes a standing clock go on, and reopening makes a met one run again. No requester keeps a promise of the team.
CREATE FUNCTION work.requester_resumes() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE free text[] := ARRAY['paused_at','paused_ms','due_at','met_at'];
BEGIN
  IF current_user = 'daylight_owner' OR work.is_house() THEN RETURN NEW; END IF;
  IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free
     OR (NEW.met_at IS DISTINCT FROM OLD.met_at AND NEW.met_at IS NOT NULL)
     OR (NEW.paused_at IS DISTINCT FROM OLD.paused_at AND NEW.paused_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a requester keeps no promise of the team' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER requester_resumes BEFORE UPDATE ON work.request_clock FOR EACH ROW EXECUTE FUNCTION work.requester_resumes();
