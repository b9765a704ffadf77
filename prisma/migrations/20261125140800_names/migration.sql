-- Who is named on a restricted thing is said by those who are named on it. Before, anyone of the team could add the own
-- name to a list that was hidden from them, and see the thing from then on.
-- SECURITY DEFINER because the asker cannot see the item that the question is about.
CREATE FUNCTION work.closed_to_viewer(subject uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM work.item i WHERE i.id = subject AND i.audience = 'restricted') AND NOT work.named(subject) $$;
GRANT EXECUTE ON FUNCTION work.closed_to_viewer(uuid) TO daylight_app;
-- Names are written before the item, or before its audience is tightened, so whoever restricts a thing can name people.
DROP POLICY team_names ON work.named_person;
CREATE POLICY team_names ON work.named_person FOR INSERT TO daylight_app
  WITH CHECK ((SELECT work.is_house()) AND NOT work.closed_to_viewer(subject_id));
