package org.datawarp.schemas.manifest;

import java.util.List;
import java.util.Map;
import org.datawarp.schemas.name.ColumnName;

/**
 * Rows that sum up other rows.
 *
 * @param when the values of fields, as published and stripped, that identify such a row; all fields must match
 * @param sums the measures that must equal the sum of the sheet's other rows, in the same period; may be empty
 * @param keep whether the rows are also published as data
 */
public record Total(Map<ColumnName, List<String>> when, List<ColumnName> sums, boolean keep) {

    public Total {
        when = Map.copyOf(when);
        sums = List.copyOf(sums);
    }
}
