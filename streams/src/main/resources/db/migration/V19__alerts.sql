-- What somebody has to know: which alert holds where, since when, and who was told.

-- Who judges and sends now, and until when unless it says more.
CREATE TABLE datawarp.alert_turn (
    id         integer PRIMARY KEY,
    holder     text,
    held_until timestamptz
);
INSERT INTO datawarp.alert_turn VALUES (1);

-- How an alert stands at one place, such as release-held at ae-monthly 2025-03.
CREATE TABLE datawarp.alerts (
    alert       text NOT NULL,
    -- The values of its labels, in their order.
    place       text[] NOT NULL,
    -- Since when its cause holds; null while it does not.
    holds_since timestamptz,
    -- Since when its cause does not hold any more; null unless it fires.
    eased_since timestamptz,
    -- When it last began to fire, and when that was over.
    fired_at    timestamptz,
    over_at     timestamptz,
    words       text NOT NULL,
    PRIMARY KEY (alert, place)
);

-- What was last told to whom.
CREATE TABLE datawarp.alerts_told (
    alert   text NOT NULL,
    place   text[] NOT NULL,
    target  text NOT NULL,
    fires   boolean NOT NULL,
    told_at timestamptz NOT NULL,
    PRIMARY KEY (alert, place, target),
    FOREIGN KEY (alert, place) REFERENCES datawarp.alerts ON DELETE CASCADE
);

-- A sign of life of each process for each of its roles. One that stops in order takes its own away.
CREATE TABLE datawarp.pulses (
    process text NOT NULL,
    role    text NOT NULL,
    beat_at timestamptz NOT NULL,
    -- What only this process knows, by name.
    figures jsonb NOT NULL,
    PRIMARY KEY (process, role)
);
