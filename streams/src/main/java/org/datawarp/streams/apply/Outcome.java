package org.datawarp.streams.apply;

import java.util.List;
import java.util.stream.Stream;
import org.datawarp.schemas.row.AppliedRow;
import org.datawarp.schemas.row.PlacedHeading;
import org.datawarp.schemas.row.Rejection;
import org.datawarp.schemas.row.RowKind;
import org.datawarp.schemas.row.TypedRow;

/**
 * The result of applying a manifest to one row of a sheet.
 *
 * @param rows one or more for data or a total, else none
 * @param rejections why the row does not fit; may be empty for a rejected row when the reason was reported for its
 *     whole sheet
 * @param headings the fields of each table whose heading band ends with this row
 */
public record Outcome(RowKind kind, List<TypedRow> rows, List<Rejection> rejections, List<PlacedHeading> headings) {

    static final Outcome HEADING = of(RowKind.HEADING);
    static final Outcome NOTE = of(RowKind.NOTE);
    static final Outcome BLANK = of(RowKind.BLANK);

    /** A row under an undeclared heading, in a dataset that then rejects all rows of the table. */
    static final Outcome FROZEN = of(RowKind.REJECTED);

    /** A row of a sheet that no dataset claims. */
    public static final Outcome UNCLAIMED = of(RowKind.UNCLAIMED);

    public Outcome {
        rows = List.copyOf(rows);
        rejections = List.copyOf(rejections);
        headings = List.copyOf(headings);
    }

    static Outcome of(RowKind kind) {
        return new Outcome(kind, List.of(), List.of(), List.of());
    }

    static Outcome of(RowKind kind, List<TypedRow> rows) {
        return new Outcome(kind, rows, List.of(), List.of());
    }

    public static Outcome rejected(List<Rejection> rejections) {
        return new Outcome(RowKind.REJECTED, List.of(), rejections, List.of());
    }

    /** @param held what it was applied to */
    public AppliedRow toRow(OpenSheet.HeldRow held) {
        return new AppliedRow(held.row().row(), held.checksum(), kind, rows, headings);
    }

    /**
     * Combines the outcomes of one row for two tables of its sheet. A row that one of them rejects is rejected;
     * otherwise the outcome of its own table counts.
     */
    Outcome and(Outcome other) {
        List<PlacedHeading> all = concat(headings, other.headings);
        if (kind.equals(other.kind)) {
            return new Outcome(kind, concat(rows, other.rows), concat(rejections, other.rejections), all);
        }
        Outcome own = weight(kind) > weight(other.kind) ? this : other;
        return new Outcome(own.kind, own.rows, own.rejections, all);
    }

    private static <T> List<T> concat(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    private static int weight(RowKind kind) {
        return switch (kind) {
            case UNCLAIMED -> 0;
            case BLANK -> 1;
            case NOTE -> 2;
            case HEADING -> 3;
            case TOTAL -> 4;
            case DATA -> 5;
            case REJECTED -> 6;
        };
    }
}
