package org.datawarp.schemas.change;

import org.datawarp.schemas.table.ColumnType;

/** A column as it stands in change messages: PostgreSQL's columns but for the hidden key, in PostgreSQL's order. */
public record ChangeColumn(String name, ColumnType type) {}
