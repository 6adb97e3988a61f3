package org.datawarp.author.table;

import java.util.List;
import org.datawarp.schemas.period.Period;
import org.jspecify.annotations.Nullable;

/**
 * A table found in a sheet.
 *
 * @param title what stands over it and names it; empty when nothing does
 * @param region its cells with the heading, such as "B15:AB219"
 * @param headerRows the sheet's rows of its heading, from 1; empty when it has none
 * @param columns from left to right; a section column, which has no cells of its own, comes first
 * @param dataRows rows with data, without totals
 * @param totalRows rows that sum others up, such as England's
 * @param sectionColumns names of the columns made of section rows, such as Persons / Males / Females
 * @param period that its title, sheet or file tells; null when its rows tell, or nothing does
 * @param vintage how final it is, as {@link org.datawarp.schemas.period.Vintage#find} tells; null when nothing tells
 * @param periodSource which evidence gave the period: "sheet", "title", "file"; empty without a period
 * @param notes what stands under or over it and explains it, with the marks it is referred to by
 * @param confidence from 0 to 1: the share of columns with a heading, times the share of cells that have their column's
 *     type, less where few rows tell
 * @param rows the first of its rows, totals left out, typed, a value for each column; as many as were asked for
 * @param totals the first of its total rows, typed as the others
 */
public record InspectedTable(
        String title,
        String region,
        List<Integer> headerRows,
        List<InspectedColumn> columns,
        long dataRows,
        long totalRows,
        List<String> sectionColumns,
        @Nullable Period period,
        @Nullable String vintage,
        String periodSource,
        List<String> notes,
        double confidence,
        List<List<@Nullable Object>> rows,
        List<List<@Nullable Object>> totals) {

    public InspectedTable {
        headerRows = List.copyOf(headerRows);
        columns = List.copyOf(columns);
        sectionColumns = List.copyOf(sectionColumns);
        notes = List.copyOf(notes);
        rows = List.copyOf(rows);
        totals = List.copyOf(totals);
    }
}
