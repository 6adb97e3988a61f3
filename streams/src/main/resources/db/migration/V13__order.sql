-- Which attempt a partition delivered last, and when something became visible last: asked with each.
CREATE INDEX raw_ranges_by_partition ON datawarp.raw_ranges (topic, partition);
CREATE INDEX commits_by_time ON datawarp.commits (promoted_at);
