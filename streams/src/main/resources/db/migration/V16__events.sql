-- What happened: a copy of the topic datawarp.events, for as long as the topic keeps it.
CREATE TABLE datawarp.events (
    -- A CloudEvent's own: one that is read from the topic again is known by it.
    source      text        NOT NULL,
    id          text        NOT NULL,
    -- The order in which they came; the clocks of those who tell may differ.
    place       bigint      GENERATED ALWAYS AS IDENTITY,
    type        text        NOT NULL,
    at          timestamptz NOT NULL,
    publication text        NOT NULL DEFAULT '',
    release     text        NOT NULL DEFAULT '',
    run         text        NOT NULL DEFAULT '',
    -- The CloudEvent itself.
    body        json        NOT NULL,
    PRIMARY KEY (source, id)
);
-- How long ago each publication passed a step.
CREATE INDEX events_by_type ON datawarp.events (type, publication, at);
CREATE INDEX events_by_time ON datawarp.events (at);
CREATE INDEX events_by_run ON datawarp.events (run, at) WHERE run <> '';
CREATE INDEX events_by_release ON datawarp.events (publication, release, at);
