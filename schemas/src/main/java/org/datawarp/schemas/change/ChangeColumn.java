package org.datawarp.schemas.change;

import org.datawarp.schemas.table.ColumnType;

/** A column in change messages: PostgreSQL's columns except the hidden key, in PostgreSQL's order. */
public record ChangeColumn(String name, ColumnType type) {}
