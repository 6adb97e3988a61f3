package org.datawarp.schemas.row;

import java.util.List;

/**
 * One row of a sheet after the manifest was applied.
 *
 * @param row row number within the sheet, from 1
 * @param checksum of the raw row that it was made from, see {@link RowCodec#checksum}
 * @param rows its typed rows: one or more for {@link RowKind#DATA} or {@link RowKind#TOTAL}, else none
 * @param headings the fields of each table whose headings this row ends
 */
public record AppliedRow(int row, long checksum, RowKind kind, List<TypedRow> rows, List<PlacedHeading> headings)
        implements RowsMessage {

    public AppliedRow {
        rows = List.copyOf(rows);
        headings = List.copyOf(headings);
    }

    /** A row that ends no headings. */
    public AppliedRow(int row, long checksum, RowKind kind, List<TypedRow> rows) {
        this(row, checksum, kind, rows, List.of());
    }
}
