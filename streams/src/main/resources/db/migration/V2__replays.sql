-- An attempt may read the raw rows of another one again, with another manifest: that one's run, else none.
ALTER TABLE datawarp.releases ADD COLUMN raw_run text;

-- When the attempt itself began; opened_at says how old its rows are, and a replay's are as old as those it reads.
ALTER TABLE datawarp.releases ADD COLUMN begun_at timestamptz;
UPDATE datawarp.releases SET begun_at = opened_at;
ALTER TABLE datawarp.releases ALTER COLUMN begun_at SET NOT NULL;
CREATE INDEX releases_by_beginning ON datawarp.releases (begun_at);

-- Where a run stands in the raw topic: the offsets of its first and last message in each partition.
CREATE TABLE datawarp.raw_ranges (
    run          text    NOT NULL REFERENCES datawarp.releases ON DELETE CASCADE,
    topic        text    NOT NULL,
    partition    integer NOT NULL,
    first_offset bigint  NOT NULL,
    -- Null until the run's end was delivered.
    last_offset  bigint,
    PRIMARY KEY (run, topic, partition)
);
