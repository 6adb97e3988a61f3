package org.datawarp.sinks.parquet;

/** 128 bits that stand for a row's content: see {@link RowHasher}. */
record RowDigest(long high, long low) {}
