-- One order whose keys stay short, and iterations that remember what was planned: also of items that whoever starts, ends
-- or moves something cannot see. The functions answer nothing about those but their ranks and their ids.

-- Ranks around one, itself among them, in order. Moving needs true neighbours, hidden ones included.
CREATE FUNCTION work.ranks_around(r text, reach int) RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
  AS $$ SELECT coalesce(array_agg(x.rank ORDER BY x.rank COLLATE "C"), '{}') FROM (
    (SELECT i.rank FROM work.item i WHERE work.is_house() AND i.rank <= r COLLATE "C" ORDER BY i.rank COLLATE "C" DESC LIMIT reach)
    UNION (SELECT i.rank FROM work.item i WHERE work.is_house() AND i.rank > r COLLATE "C" ORDER BY i.rank COLLATE "C" LIMIT reach)) x $$;

-- Gives a stretch of the order new ranks, one for one and in the same order. Whatever would change the order is refused:
-- a rank left out, two that change places, one that leaves the stretch.
CREATE FUNCTION work.rank_anew(was text[], becomes text[]) RETURNS TABLE (id uuid, version int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE n int := coalesce(array_length(was, 1), 0);
BEGIN
  IF NOT work.is_house() THEN RAISE EXCEPTION 'the order is the team''s' USING ERRCODE = '42501'; END IF;
  IF n = 0 OR n > 20000 OR n <> coalesce(array_length(becomes, 1), 0)
    OR EXISTS (SELECT 1 FROM generate_series(2, n) k WHERE was[k] <= was[k - 1] COLLATE "C" OR becomes[k] <= becomes[k - 1] COLLATE "C")
    OR n <> (SELECT count(*) FROM work.item i WHERE i.rank >= was[1] COLLATE "C" AND i.rank <= was[n] COLLATE "C")
    OR EXISTS (SELECT 1 FROM work.item i WHERE i.rank < was[1] COLLATE "C" AND i.rank >= becomes[1] COLLATE "C")
    OR EXISTS (SELECT 1 FROM work.item i WHERE i.rank > was[n] COLLATE "C" AND i.rank <= becomes[n] COLLATE "C")
  THEN RAISE EXCEPTION 'new ranks keep the order' USING ERRCODE = '22023'; END IF;
  -- Two steps: a rank is unique at every moment, and '~' begins none.
  UPDATE work.item i SET rank = '~' || i.rank WHERE i.rank = ANY (was);
  RETURN QUERY UPDATE work.item i SET rank = a.becomes FROM unnest(was, becomes) AS a(was, becomes)
    WHERE i.rank = '~' || a.was RETURNING i.id, i.version;
END $$;

-- One iteration runs at a time.
CREATE UNIQUE INDEX iteration_one_runs ON work.iteration ((true)) WHERE started_at IS NOT NULL AND closed_at IS NULL;

-- What is in it now was planned, with the points it has now.
CREATE FUNCTION work.keep_plan(iteration uuid, at timestamptz) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO work.iteration_item (iteration_id, item_id, planned, points, at)
  SELECT iteration, i.id, true, i.estimate, keep_plan.at FROM work.item i
  WHERE work.is_house() AND i.iteration_id = iteration AND i.archived_at IS NULL
  ON CONFLICT DO NOTHING $$;

-- What became of everything for which nobody had to decide: done, taken out before, or out of the sight of whoever ends it.
CREATE FUNCTION work.keep_outcomes(iteration uuid, at timestamptz) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO work.iteration_item AS n (iteration_id, item_id, planned, points, at, outcome, outcome_at)
  SELECT iteration, i.id, false, i.estimate, keep_outcomes.at, o.outcome, keep_outcomes.at
  FROM work.item i
    LEFT JOIN work.iteration_item w ON w.iteration_id = iteration AND w.item_id = i.id,
    LATERAL (SELECT CASE WHEN i.iteration_id = iteration AND i.status = 'done' THEN 'done' WHEN i.archived_at IS NOT NULL THEN 'dropped'
      WHEN i.iteration_id <> iteration THEN 'carried' ELSE 'returned' END AS outcome) o
  WHERE work.is_house() AND ((i.iteration_id = iteration AND i.archived_at IS NULL) OR w.item_id IS NOT NULL)
  ON CONFLICT (iteration_id, item_id) DO UPDATE SET outcome = EXCLUDED.outcome, outcome_at = EXCLUDED.outcome_at WHERE n.outcome IS NULL $$;

-- An item lies on the table once.
CREATE UNIQUE INDEX poker_round_open ON work.poker_round (item_id) WHERE closed_at IS NULL;

REVOKE EXECUTE ON FUNCTION work.ranks_around(text, int), work.rank_anew(text[], text[]), work.keep_plan(uuid, timestamptz),
  work.keep_outcomes(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION work.ranks_around(text, int), work.rank_anew(text[], text[]), work.keep_plan(uuid, timestamptz),
  work.keep_outcomes(uuid, timestamptz) TO daylight_app;
