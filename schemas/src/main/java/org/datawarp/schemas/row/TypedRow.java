package org.datawarp.schemas.row;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.period.Period;
import org.jspecify.annotations.Nullable;

/**
 * A row of a dataset with its types.
 *
 * @param key the row's identity within its dataset, without the occurrence number: see {@code Table.rowKey}
 * @param values in the order of {@code Table.valueColumns()}: {@code String}, {@code Long}, {@code BigDecimal},
 *     {@code Double}, {@code Boolean}, {@code LocalDate}, {@code LocalDateTime} or null
 */
public record TypedRow(DatasetName dataset, Period period, UUID key, List<@Nullable Object> values) {

    public TypedRow {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
