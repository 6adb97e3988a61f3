package org.datawarp.sinks.object;

import java.time.Instant;

/**
 * An object as a listing shows it.
 *
 * @param bytes its size
 * @param lastModified by the store's clock
 */
public record ObjectSummary(String key, long bytes, Instant lastModified) {}
