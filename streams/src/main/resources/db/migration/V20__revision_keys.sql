-- Revisions count up, and so does their key from here on: an index of millions of rows grows at its end then, where hashes
-- had it written all over, with whole pages in the log. Keys that were given before stay as they are.
CREATE FUNCTION datawarp.revision_key(revision bigint) RETURNS uuid
LANGUAGE sql IMMUTABLE
RETURN lpad(to_hex(revision), 32, '0')::uuid;
DROP FUNCTION datawarp.revision_key(date, date, bigint);
