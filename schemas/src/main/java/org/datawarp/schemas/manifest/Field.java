package org.datawarp.schemas.manifest;

import java.util.List;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.table.ColumnType;

/**
 * A published column and how it is read.
 *
 * @param headings the headings that it may have
 * @param position column number from 1, for tables whose headings do not name the field; 0 when only its headings
 *     identify it
 * @param format how a date is written, as {@code java.time} patterns; empty for the usual forms, day first
 * @param optional whether a release may lack it
 * @param blank whether a key's cell may be blank; cells of other fields always may
 * @param fillDown whether a blank cell means "as above"
 * @param status whether a companion column keeps the mark that replaced a figure
 * @param constant the value when the published table does not give it; empty when it does
 * @param section for a value that is a label in a row of its own, above the rows that it applies to: the label's level,
 *     from 1 for the outermost; 0 for other values
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
