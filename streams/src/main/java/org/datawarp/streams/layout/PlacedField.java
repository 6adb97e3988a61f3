package org.datawarp.streams.layout;

import org.datawarp.schemas.manifest.Field;

/**
 * A field and the column in which it was found.
 *
 * @param column from 0
 * @param heading as published, levels joined by {@code " / "}; empty for a table without headings
 */
public record PlacedField(Field field, int column, String heading) {}
