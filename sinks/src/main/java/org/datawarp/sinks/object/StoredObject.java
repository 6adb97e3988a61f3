package org.datawarp.sinks.object;

/**
 * A small object, read whole.
 *
 * @param bytes its content; not copied, so not to be written to
 */
@SuppressWarnings("ArrayRecordComponent")
public record StoredObject(byte[] bytes, ObjectVersion version) {}
