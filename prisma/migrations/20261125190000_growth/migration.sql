-- A tracker of a hundred thousand items answers as one of a thousand does.

-- Lists are read newest first, a page at a time.
CREATE INDEX item_updated_at_idx ON work.item (updated_at);
CREATE INDEX item_status_since_idx ON work.item (status_since);
-- The board counts each column and reads its first cards without touching the rows: all that the policy looks at is in here.
CREATE INDEX item_board_idx ON work.item (status, rank, audience, id) WHERE archived_at IS NULL;
DROP INDEX work.item_status_rank_idx;

-- Under row policies no index finds words: PostgreSQL looks at the policy first, row by row, because it does not know that LIKE
-- keeps secrets. These two look at words by the index and at the policy's own condition beside it, and give ids to whoever
-- asks; the items behind them are read under the policies again. SECURITY DEFINER for nothing else.
CREATE FUNCTION work.items_titled(pattern text) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' ROWS 500 AS $$
  SELECT i.id FROM work.item i WHERE i.title OPERATOR(pg_catalog.~~*) pattern
    AND (i.audience = ANY ((SELECT work.audiences())::text[]) OR (i.audience = 'restricted' AND work.named(i.id))) $$;

-- The titles that hold all the words (patterns), and only where they are fewer than asked for, those that are nearly so.
CREATE FUNCTION work.items_like(words text[], typed text, most int) RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' ROWS 20 AS $$
DECLARE found int;
BEGIN
  RETURN QUERY SELECT i.id FROM work.item i
    WHERE i.archived_at IS NULL AND i.title OPERATOR(pg_catalog.~~*) words[1] AND i.title OPERATOR(pg_catalog.~~*) ALL (words)
      AND (i.audience = ANY ((SELECT work.audiences())::text[]) OR (i.audience = 'restricted' AND work.named(i.id)))
    ORDER BY extensions.word_similarity(typed, i.title) DESC, i.updated_at DESC LIMIT most;
  GET DIAGNOSTICS found = ROW_COUNT;
  IF found < most THEN
    RETURN QUERY SELECT i.id FROM work.item i
      WHERE i.archived_at IS NULL AND typed OPERATOR(extensions.<%) i.title AND NOT i.title OPERATOR(pg_catalog.~~*) ALL (words)
        AND (i.audience = ANY ((SELECT work.audiences())::text[]) OR (i.audience = 'restricted' AND work.named(i.id)))
      ORDER BY extensions.word_similarity(typed, i.title) DESC, i.updated_at DESC LIMIT most - found;
  END IF;
END $$;

REVOKE EXECUTE ON FUNCTION work.items_titled(text), work.items_like(text[], text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION work.items_titled(text), work.items_like(text[], text, int) TO daylight_app;
