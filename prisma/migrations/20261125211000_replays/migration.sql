-- What of a command's answer cannot be read again, kept with the key as long as that is: of many items, which were left as
-- they were. It is its person's alone, as the key is.
ALTER TABLE work.idempotency ADD COLUMN kept jsonb;
