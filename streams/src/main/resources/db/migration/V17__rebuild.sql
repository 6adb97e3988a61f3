-- Has a row while the tables are being made anew from the raw topics: until then, they are not whole.
CREATE TABLE datawarp.rebuild (
    id       integer PRIMARY KEY,
    begun_at timestamptz NOT NULL
);
