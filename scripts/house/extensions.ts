// PostgreSQL's own extensions that we use, kept in a schema of their own, out of the way of our words.
export const extensionSchema = 'extensions'
export const extensions = ['pg_trgm', 'unaccent', 'pgcrypto', 'citext', 'btree_gin']
