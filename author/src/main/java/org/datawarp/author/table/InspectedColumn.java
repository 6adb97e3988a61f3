package org.datawarp.author.table;

import java.util.List;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table, as its headings and cells show it.
 *
 * @param name a column name made from the path, unique in its table
 * @param path the headings over it, the outermost first, without note marks
 * @param type of all its values, apart from marks
 * @param role what it is for: to identify rows, to describe them, or to measure
 * @param unit such as "%" or "£000", as published; null when not known
 * @param position of the column in the sheet, from 1; 0 when it has no cells of its own
 * @param marks cells that mean a missing or doubtful value, such as "*" or "[c]", in order of first appearance
 */
public record InspectedColumn(
        String name,
        List<String> path,
        ColumnType type,
        ColumnRole role,
        @Nullable String unit,
        int position,
        List<String> marks) {

    public InspectedColumn {
        path = List.copyOf(path);
        marks = List.copyOf(marks);
    }
}
