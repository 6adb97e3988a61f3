package org.datawarp.schemas.catalog;

import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.FileDigest;
import org.datawarp.schemas.name.ReleaseName;

/**
 * A heading under which a column was published, and its place in the latest release that has it.
 *
 * @param text as published, its levels joined by {@code " / "}
 * @param sheet as in the rows' {@code _sheet}
 * @param sheetColumn from 1
 * @param firstRow the first row of the table's headings, from 1
 * @param lastRow the last of them, inclusive
 */
public record CatalogHeading(
        ColumnName column,
        String text,
        ReleaseName release,
        FileDigest file,
        String sheet,
        int sheetColumn,
        int firstRow,
        int lastRow) {}
