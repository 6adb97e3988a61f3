package org.datawarp.schemas.change;

import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.FileDigest;

/**
 * A heading under which a release published a column, and the first sheet that has it.
 *
 * @param text as published, its levels joined by {@code " / "}
 * @param sheet its name, as rows name it
 * @param sheetColumn from 0
 * @param firstRow the first row of the table's headings, from 1
 * @param lastRow the last of them, inclusive
 */
public record CommittedHeading(
        ColumnName column, String text, FileDigest file, String sheet, int sheetColumn, int firstRow, int lastRow) {}
