package org.datawarp.sinks.object;

/**
 * What a store said about an object's content when it was read or written. Only for use as the condition of
 * {@link ObjectStore#replace}: what it says about the content, only the store knows.
 */
public record ObjectVersion(String value) {}
