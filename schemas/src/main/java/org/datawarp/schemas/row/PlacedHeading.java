package org.datawarp.schemas.row;

import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;

/**
 * The place of a field's heading in a sheet.
 *
 * @param field whose values are below it
 * @param text as published, its levels joined by {@code " / "}
 * @param column of the sheet, from 0
 * @param firstRow the first row of the headings of its table, from 1
 * @param lastRow the last of them, inclusive
 */
public record PlacedHeading(
        DatasetName dataset, ColumnName field, String text, int column, int firstRow, int lastRow) {}
