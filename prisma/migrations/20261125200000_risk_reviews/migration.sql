-- A risk that was accepted once and fixed later needs no second look.
CREATE OR REPLACE FUNCTION work.take_risk_reviews(day date, at timestamptz) RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT work.is_system() THEN RAISE EXCEPTION 'only the system reminds' USING ERRCODE = '42501'; END IF;
  RETURN QUERY UPDATE work.risk_decision r SET reminded_at = at
    FROM work.item i WHERE i.id = r.item_id AND r.kind = 'acceptance' AND r.decision = 'granted' AND r.reminded_at IS NULL AND r.review_on <= day
      AND i.status = 'done' AND i.archived_at IS NULL AND (i.stage IS NULL OR i.stage = 'risk-accepted')
      AND NOT EXISTS (SELECT 1 FROM work.risk_decision l WHERE l.item_id = r.item_id AND l.kind = 'acceptance' AND l.decision = 'granted' AND l.decided_at > r.decided_at)
    RETURNING r.id;
END $$;
