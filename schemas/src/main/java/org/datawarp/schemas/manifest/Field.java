package org.datawarp.schemas.manifest;

import java.util.List;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.table.ColumnType;

/**
 * A column of the published table and what becomes of it.
 *
 * @param headings how it is headed, any of them
 * @param position column number from 1: where the field stands when its table has no headings, or when the heading band
 *     does not name it; 0 when only its headings tell
 * @param format how a date is written, as {@code java.time} patterns; empty for the usual forms, day first
 * @param optional whether a release may lack it
 * @param blank whether the cell of a key may be blank; others always may
 * @param fillDown whether a blank cell means "as above"
 * @param status whether a companion column keeps the mark that stood in a figure's place
 * @param constant the value when the published table does not say it; empty when it does
 * @param section the level of the label, alone in a row over the rows that it is about, which is the value: 1 for the
 *     outermost; 0 when the value stands in the row itself
 */
public record Field(
        ColumnName name,
        List<Heading> headings,
        int position,
        ColumnType type,
        FieldRole role,
        String unit,
        String description,
        String format,
        boolean optional,
        boolean blank,
        boolean fillDown,
        boolean status,
        String constant,
        int section) {

    public Field {
        headings = List.copyOf(headings);
    }
}
