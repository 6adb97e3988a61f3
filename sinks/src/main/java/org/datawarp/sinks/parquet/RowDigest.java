package org.datawarp.sinks.parquet;

/** A digest of a row's content in 128 bits: see {@link RowHasher}. */
record RowDigest(long high, long low) {}
