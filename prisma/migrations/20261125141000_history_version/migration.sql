-- The version that a change led to, so that whoever comes too late hears of the changes since the version they had, and of no other.
ALTER TABLE work.history ADD COLUMN version INTEGER;
