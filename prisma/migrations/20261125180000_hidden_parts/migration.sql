-- A hand that is still hidden must not be carried into a round that was shown: where it goes is asked, too.
DROP POLICY own_while_hidden_changed ON work.poker_hand;
CREATE POLICY own_while_hidden_changed ON work.poker_hand FOR UPDATE TO daylight_app
  USING (person_id = (SELECT work.viewer_id()) AND EXISTS (SELECT 1 FROM work.poker_round r WHERE r.id = round_id AND r.revealed_at IS NULL AND r.closed_at IS NULL))
  WITH CHECK (person_id = (SELECT work.viewer_id()) AND EXISTS (SELECT 1 FROM work.poker_round r WHERE r.id = round_id AND r.revealed_at IS NULL AND r.closed_at IS NULL));

-- What was decided on a risk is for whoever sees the risk, and not for every admin.
DROP POLICY with_its_subject ON work.history;
CREATE POLICY with_its_subject ON work.history FOR SELECT TO daylight_app USING (
  CASE kind WHEN 'item' THEN EXISTS (SELECT 1 FROM work.item i WHERE i.id = subject_id)
            WHEN 'idea' THEN (SELECT work.is_house()) AND EXISTS (SELECT 1 FROM work.idea i WHERE i.id = subject_id)
            WHEN 'request' THEN (SELECT work.is_house()) AND EXISTS (SELECT 1 FROM work.request r WHERE r.id = subject_id)
            WHEN 'goal' THEN EXISTS (SELECT 1 FROM work.goal g WHERE g.id = subject_id)
            WHEN 'face' THEN EXISTS (SELECT 1 FROM work.face f WHERE f.id = subject_id)
            WHEN 'risk' THEN EXISTS (SELECT 1 FROM work.risk_decision r WHERE r.id = subject_id)
            ELSE (SELECT work.viewer_role()) IN ('admin','system') END);

-- That an item was archived is news for whoever followed it; the words are read as whoever gets them.
CREATE OR REPLACE FUNCTION work.followers(subjects uuid[]) RETURNS TABLE (subject_id uuid, item_id uuid, person_id uuid)
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
  WHERE work.is_system() AND (
    EXISTS (SELECT 1 FROM work.mention m WHERE m.comment_id = h.subject_id AND m.person_id = h.person_id)
    OR NOT EXISTS (SELECT 1 FROM work.watch w WHERE w.item_id = h.item_id AND w.person_id = h.person_id AND w.muted)) $$;
