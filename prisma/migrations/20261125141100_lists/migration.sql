-- A list that nobody wrote is empty and never NULL. For a face that is a wall: `… = ANY (NULL)` is neither true nor false, so
-- publish_face would have let a writer through whose name had been taken off the list together with the list.
UPDATE work.item SET labels = '{}' WHERE labels IS NULL;
ALTER TABLE work.item ALTER COLUMN labels SET DEFAULT '{}', ALTER COLUMN labels SET NOT NULL;
UPDATE work.iteration SET aims = '{}' WHERE aims IS NULL;
ALTER TABLE work.iteration ALTER COLUMN aims SET DEFAULT '{}', ALTER COLUMN aims SET NOT NULL;
ALTER TABLE work.face ALTER COLUMN editor_ids SET DEFAULT '{}', ALTER COLUMN editor_ids SET NOT NULL;
ALTER TABLE gate.api_token ALTER COLUMN scopes SET DEFAULT '{}', ALTER COLUMN scopes SET NOT NULL;
