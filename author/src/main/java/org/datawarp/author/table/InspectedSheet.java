package org.datawarp.author.table;

import java.util.List;
import java.util.Map;

/**
 * What was understood of a sheet.
 *
 * @param name as published
 * @param rows how many it has, including blank rows between others
 * @param rowKinds how many rows are of each kind; they add up to the rows
 * @param tables from top to bottom, then from left to right
 */
public record InspectedSheet(
        String name,
        boolean hidden,
        SheetKind kind,
        long rows,
        Map<InspectedRowKind, Long> rowKinds,
        List<InspectedTable> tables) {

    public InspectedSheet {
        rowKinds = Map.copyOf(rowKinds);
        tables = List.copyOf(tables);
    }
}
