-- The order of revisions, over all datasets.
CREATE SEQUENCE datawarp.revision;

-- The identity of a revision, as Table.rowKey makes it from its period and its number.
CREATE FUNCTION datawarp.revision_key(first_day date, last_day date, revision bigint) RETURNS uuid
LANGUAGE sql STABLE
RETURN encode(substring(sha256(
    int4send(octet_length(first_day::text)) || convert_to(first_day::text, 'UTF8')
    || int4send(octet_length(last_day::text)) || convert_to(last_day::text, 'UTF8')
    || int4send(octet_length(revision::text)) || convert_to(revision::text, 'UTF8')
) FROM 1 FOR 16), 'hex')::uuid;

-- When a period of a dataset was first published, all its rows together: they are no revisions.
CREATE TABLE datawarp.first_published (
    dataset      text        NOT NULL,
    period_start date        NOT NULL,
    period_end   date        NOT NULL,
    run          text        NOT NULL,
    at           timestamptz NOT NULL,
    PRIMARY KEY (dataset, period_start, period_end)
);
CREATE INDEX first_published_by_run ON datawarp.first_published (run);
-- Which run was the first to publish what is there already, nobody noted.
INSERT INTO datawarp.first_published
SELECT c.dataset, c.period_start, c.period_end, '', coalesce(r.promoted_at, c.opened_at)
FROM datawarp.coverage c LEFT JOIN datawarp.releases r USING (run);

-- Promotions that were undone, dataset by dataset.
CREATE TABLE datawarp.rollbacks (
    run     text        NOT NULL REFERENCES datawarp.releases ON DELETE CASCADE,
    dataset text        NOT NULL,
    -- Names the undoing among the revisions.
    undo    text        NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (run, dataset)
);
ALTER TABLE datawarp.releases DROP CONSTRAINT releases_state_check;
ALTER TABLE datawarp.releases ADD CONSTRAINT releases_state_check
    CHECK (state IN ('loading', 'promoted', 'unchanged', 'held', 'superseded', 'withdrawn'));
