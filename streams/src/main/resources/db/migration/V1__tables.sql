-- What DataWarp keeps about its own work (datawarp), the published tables (data), and rows on their way (stage).
CREATE SCHEMA IF NOT EXISTS data;
CREATE SCHEMA IF NOT EXISTS stage;

-- One attempt to load a release.
CREATE TABLE datawarp.releases (
    run              text PRIMARY KEY,
    publication      text        NOT NULL,
    release          text        NOT NULL,
    period_start     date        NOT NULL,
    period_end       date        NOT NULL,
    period_kind      text        NOT NULL,
    -- Orders releases whose periods end on the same day: the longer kind is published later.
    period_rank      integer     NOT NULL,
    vintage          text        NOT NULL,
    page             text        NOT NULL,
    manifest_version text        NOT NULL,
    files            jsonb       NOT NULL,
    unreadable       jsonb       NOT NULL DEFAULT '[]',
    state            text        NOT NULL
        CHECK (state IN ('loading', 'promoted', 'unchanged', 'held', 'superseded')),
    reasons          jsonb       NOT NULL DEFAULT '[]',
    -- How many partitions its topic has, each of which must deliver the release's end.
    partitions       integer     NOT NULL,
    opened_at        timestamptz NOT NULL,
    closed_at        timestamptz,
    promoted_at      timestamptz,
    rows             bigint      NOT NULL DEFAULT 0,
    rejected         bigint      NOT NULL DEFAULT 0,
    inserted         bigint      NOT NULL DEFAULT 0,
    updated          bigint      NOT NULL DEFAULT 0,
    deleted          bigint      NOT NULL DEFAULT 0,
    datasets         jsonb       NOT NULL DEFAULT '[]'
);
CREATE INDEX releases_by_name ON datawarp.releases (publication, release, opened_at);
CREATE INDEX releases_by_time ON datawarp.releases (opened_at);
CREATE INDEX releases_loading ON datawarp.releases (run) WHERE state = 'loading';

-- The sheets of an attempt: what was announced, and what arrived by kind of row.
CREATE TABLE datawarp.sheets (
    run                text    NOT NULL REFERENCES datawarp.releases ON DELETE CASCADE,
    sheet              integer NOT NULL,
    file               text,
    file_name          text,
    member             text,
    name               text,
    label              text,
    rows_announced     bigint,
    checksum_announced bigint,
    checksum           bigint  NOT NULL DEFAULT 0,
    data               bigint  NOT NULL DEFAULT 0,
    heading            bigint  NOT NULL DEFAULT 0,
    note               bigint  NOT NULL DEFAULT 0,
    blank              bigint  NOT NULL DEFAULT 0,
    total              bigint  NOT NULL DEFAULT 0,
    rejected           bigint  NOT NULL DEFAULT 0,
    unclaimed          bigint  NOT NULL DEFAULT 0,
    PRIMARY KEY (run, sheet)
);

-- Where each partition stands with an attempt: where it began there, and whether its end was delivered.
CREATE TABLE datawarp.deliveries (
    run          text    NOT NULL REFERENCES datawarp.releases ON DELETE CASCADE,
    topic        text    NOT NULL,
    partition    integer NOT NULL,
    first_offset bigint  NOT NULL,
    closed       boolean NOT NULL DEFAULT false,
    PRIMARY KEY (run, topic, partition)
);

-- The periods that an attempt has rows for.
CREATE TABLE datawarp.periods (
    run          text   NOT NULL REFERENCES datawarp.releases ON DELETE CASCADE,
    dataset      text   NOT NULL,
    period_start date   NOT NULL,
    period_end   date   NOT NULL,
    period_kind  text   NOT NULL,
    rows         bigint NOT NULL,
    PRIMARY KEY (run, dataset, period_start, period_end)
);

-- The next message of each partition, moved in the transaction that stages the messages before it.
CREATE TABLE datawarp.progress (
    application text    NOT NULL,
    topic       text    NOT NULL,
    partition   integer NOT NULL,
    next_offset bigint  NOT NULL,
    PRIMARY KEY (application, topic, partition)
);

-- Which release a period of a dataset was last taken from.
CREATE TABLE datawarp.coverage (
    dataset      text        NOT NULL,
    period_start date        NOT NULL,
    period_end   date        NOT NULL,
    release      text        NOT NULL,
    run          text        NOT NULL,
    release_end  date        NOT NULL,
    release_rank integer     NOT NULL,
    opened_at    timestamptz NOT NULL,
    PRIMARY KEY (dataset, period_start, period_end)
);

CREATE TABLE datawarp.datasets (
    dataset          text PRIMARY KEY,
    publication      text   NOT NULL,
    table_definition jsonb  NOT NULL,
    rows             bigint NOT NULL DEFAULT 0
);

-- One row a promotion, its last: carries all that the catalogue says about it through the change feed.
CREATE TABLE datawarp.commits (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run         text        NOT NULL,
    publication text        NOT NULL,
    release     text        NOT NULL,
    body        text        NOT NULL,
    promoted_at timestamptz NOT NULL
);

-- Written now and then by the change feed, so that its position moves while nothing is published.
CREATE TABLE datawarp.heartbeat (
    id   integer PRIMARY KEY,
    beat timestamptz NOT NULL
);
INSERT INTO datawarp.heartbeat VALUES (1, now());

-- Unlogged tables are empty after a crash of the server: when this one is, so are the staged rows.
CREATE UNLOGGED TABLE stage._alive (id integer PRIMARY KEY);

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'datawarp') THEN
        CREATE PUBLICATION datawarp FOR TABLES IN SCHEMA data, TABLE datawarp.commits, TABLE datawarp.heartbeat;
    END IF;
END $$;
