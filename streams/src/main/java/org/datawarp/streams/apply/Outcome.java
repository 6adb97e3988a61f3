package org.datawarp.streams.apply;

import java.util.List;
import org.datawarp.schemas.row.Rejection;
import org.datawarp.schemas.row.RowKind;
import org.datawarp.schemas.row.TypedRow;

/**
 * What applying a manifest to one row of a sheet gave.
 *
 * @param rows one or more when data or a total, else none
 * @param rejections why the row does not fit; may be empty for a rejected row whose reason was told for its whole sheet
 */
public record Outcome(RowKind kind, List<TypedRow> rows, List<Rejection> rejections) {

    static final Outcome HEADING = of(RowKind.HEADING);
    static final Outcome NOTE = of(RowKind.NOTE);
    static final Outcome BLANK = of(RowKind.BLANK);

    /** A row under a heading that nobody declared, in a dataset that then wants none of them. */
    static final Outcome FROZEN = of(RowKind.REJECTED);

    /** A row of a sheet that no dataset claims. */
    public static final Outcome UNCLAIMED = of(RowKind.UNCLAIMED);

    public Outcome {
        rows = List.copyOf(rows);
        rejections = List.copyOf(rejections);
    }

    static Outcome of(RowKind kind) {
        return new Outcome(kind, List.of(), List.of());
    }

    public static Outcome rejected(List<Rejection> rejections) {
        return new Outcome(RowKind.REJECTED, List.of(), rejections);
    }
}
