-- While somebody puts an item into a stage, the workflow stays as it is; and who changes the workflow waits for them and is
-- waited for. The key is that of the workflow's commands (lib/workflow). A lock on the stage's row would need the right to
-- change it, which is the admins' alone.
CREATE FUNCTION work.hold_workflow() RETURNS boolean LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('daylight.workflow', 0));
  RETURN true;
END $$;

-- The stages of a type as they are once nobody changes them: a volatile function reads anew after it has waited, which the
-- statement around it does not.
CREATE FUNCTION work.stages_held(of_type text) RETURNS TABLE (slug text, label text, status text, "position" int)
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  PERFORM work.hold_workflow();
  RETURN QUERY SELECT s.slug, s.label, s.status, s.position FROM work.stage s
    WHERE s.type = of_type AND s.retired_at IS NULL ORDER BY s.position;
END $$;

REVOKE EXECUTE ON FUNCTION work.hold_workflow(), work.stages_held(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION work.hold_workflow(), work.stages_held(text) TO daylight_app;
