package org.datawarp.author.table;

import java.util.List;
import org.datawarp.schemas.row.Cell;

/**
 * A row of a table as published, until the types of its columns are known.
 *
 * @param cells one for each column
 * @param sections the labels above it, the outermost first
 * @param total whether its labels say that it sums up others
 * @param country the country whose name says so; empty for none
 */
record KeptRow(List<Cell> cells, List<String> sections, boolean total, String country) {

    KeptRow {
        cells = List.copyOf(cells);
        sections = List.copyOf(sections);
    }
}
