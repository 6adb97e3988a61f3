package org.datawarp.schemas.table;

/**
 * A mark that may stand in place of a figure, or beside it.
 *
 * @param mark as a status column holds it, such as {@code *} or {@code [c]}
 * @param meaning in the publisher's sense, for readers of the data
 */
public record Mark(String mark, String meaning) {}
