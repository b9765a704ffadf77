-- Reports read a stretch of the past: what was made in it, and what was done.
CREATE INDEX item_done_at_idx ON work.item (done_at) WHERE done_at IS NOT NULL;
CREATE INDEX item_created_at_idx ON work.item (created_at);
