package org.datawarp.schemas.table;

import org.datawarp.schemas.name.ColumnName;

/**
 * A column of a dataset.
 *
 * @param unit of its figures, such as {@code patients} or {@code %}; empty when it has none
 * @param description for readers of the data; may be empty
 */
public record Column(ColumnName name, ColumnType type, ColumnRole role, String unit, String description) {}
