package org.datawarp.sinks.object;

/**
 * What a store said about an object's content when it was read or written. Good for one thing only: to be handed back
 * as the condition of {@link ObjectStore#replace}. It is no digest of the content that anybody but the store knows.
 */
public record ObjectVersion(String value) {}
