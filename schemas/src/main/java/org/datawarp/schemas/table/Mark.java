package org.datawarp.schemas.table;

/**
 * A mark that may replace a figure or accompany it.
 *
 * @param mark as a status column holds it, such as {@code *} or {@code [c]}
 * @param meaning according to the publisher, for readers of the data
 */
public record Mark(String mark, String meaning) {}
