package org.datawarp.author.table;

import java.util.List;
import org.datawarp.schemas.period.Period;
import org.jspecify.annotations.Nullable;

/**
 * A table found in a sheet.
 *
 * @param title the text above that names it; empty when there is none
 * @param region its cells with the heading, such as "B15:AB219"
 * @param headerRows the row numbers of its heading in the sheet, from 1; empty when it has none
 * @param columns from left to right; a section column, which has no cells of its own, comes first
 * @param dataRows rows with data, without totals
 * @param totalRows rows that sum up others, such as England's
 * @param sectionColumns names of the columns made of section rows, such as Persons / Males / Females
 * @param period from its title, sheet or file; null when its rows give it, or nothing does
 * @param vintage how final it is, from {@link org.datawarp.schemas.period.Vintage#find}; null when not known
 * @param periodSource which evidence gave the period: "sheet", "title", "file"; empty without a period
 * @param notes texts above or below that explain it, with the marks that refer to them
 * @param confidence from 0 to 1: the share of columns with a heading, times the share of cells that have their column's
 *     type, reduced if there are few rows
 * @param rows the first of its rows, without totals, typed, a value for each column; as many as requested
 * @param totals the first of its total rows, typed like the others
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
