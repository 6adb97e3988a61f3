-- Publications are watched by whichever instance has their lease; what one finds out, every other one knows.

CREATE TABLE datawarp.watches (
    publication   text PRIMARY KEY,
    -- Who looks at it now, and until when unless it says more. The fence grows with each holder: it shuts out those before.
    holder        text,
    held_until    timestamptz,
    fence         bigint NOT NULL DEFAULT 0,
    -- With which version of its publication.yaml it was last looked at, when all of it was seen, and when to look again.
    manifest      text,
    looked_at     timestamptz,
    look_again_at timestamptz,
    -- What its addresses gave and its releases were published with: JSON that only fetching reads.
    ledger        bytea
);

-- Releases that were there when their page was looked at. A look before in vain bounds when they appeared.
CREATE TABLE datawarp.sightings (
    publication  text NOT NULL,
    release      text NOT NULL,
    period_start date NOT NULL,
    period_end   date NOT NULL,
    period_kind  text NOT NULL,
    seen_at      timestamptz NOT NULL,
    missed_at    timestamptz,
    PRIMARY KEY (publication, release)
);

-- What was told once, and is not told again: late, missing, discontinued.
CREATE TABLE datawarp.notices (
    publication text NOT NULL,
    release     text NOT NULL,
    notice      text NOT NULL,
    told_at     timestamptz NOT NULL,
    PRIMARY KEY (publication, release, notice)
);
