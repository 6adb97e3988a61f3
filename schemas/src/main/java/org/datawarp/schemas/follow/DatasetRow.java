package org.datawarp.schemas.follow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datawarp.schemas.change.ChangeColumn;
import org.jspecify.annotations.Nullable;

/**
 * A row with the columns and types of the time when it was written: a row from before a column was added lacks the
 * column.
 *
 * @param values in the order of the columns: {@code String}, {@code Long}, {@code Double}, {@code BigDecimal},
 *     {@code Boolean}, {@code LocalDate}, {@code LocalDateTime} or null
 */
public record DatasetRow(List<ChangeColumn> columns, List<@Nullable Object> values) {

    public DatasetRow {
        columns = List.copyOf(columns);
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** The value of a column; null when it is null, or the row has no such column. */
    public @Nullable Object value(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return values.get(i);
            }
        }
        return null;
    }

    /** The values by the names of their columns, in their order. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            map.put(columns.get(i).name(), values.get(i));
        }
        return map;
    }
}
