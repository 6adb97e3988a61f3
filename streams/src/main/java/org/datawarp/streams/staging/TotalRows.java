package org.datawarp.streams.staging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Total;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.row.RowKind;
import org.datawarp.schemas.row.TypedRow;
import org.datawarp.schemas.table.Column;

/**
 * Finds which of a dataset's totals a row is. A row of kind total is always one of them. A row of kind data is one if
 * it is a total that the dataset publishes.
 */
public final class TotalRows {

    private final List<Total> totals;
    private final List<ColumnName> columns;
    private final boolean keepsAny;

    TotalRows(Dataset dataset) {
        this.totals = dataset.totals();
        this.columns = dataset.table().valueColumns().stream().map(Column::name).toList();
        this.keepsAny = totals.stream().anyMatch(Total::keep);
    }

    /** @return the total's number within the dataset, from 1; 0 when the row is not a total */
    int numberOf(RowKind kind, TypedRow row) {
        if (kind == RowKind.TOTAL) {
            int match = firstMatch(row);
            return match > 0 ? match : firstOverPeriods();
        }
        return keepsAny ? firstMatch(row) : 0;
    }

    private int firstMatch(TypedRow row) {
        for (int i = 0; i < totals.size(); i++) {
            if (matches(totals.get(i), row)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** A total that no value marks was marked by its period. */
    private int firstOverPeriods() {
        for (int i = 0; i < totals.size(); i++) {
            if (columns.stream().noneMatch(totals.get(i).when()::containsKey)) {
                return i + 1;
            }
        }
        return 1;
    }

    private boolean matches(Total total, TypedRow row) {
        boolean compared = false;
        for (Map.Entry<ColumnName, List<String>> condition : total.when().entrySet()) {
            int index = columns.indexOf(condition.getKey());
            // A period is not a value of the row; only what can be compared decides.
            if (index >= 0) {
                if (!condition.getValue().contains(String.valueOf(row.values().get(index)))) {
                    return false;
                }
                compared = true;
            }
        }
        return compared;
    }

    /** An SQL condition that selects the staged rows that are published. */
    public static String published(Dataset dataset) {
        List<String> numbers = new ArrayList<>(List.of("0"));
        for (int i = 0; i < dataset.totals().size(); i++) {
            if (dataset.totals().get(i).keep()) {
                numbers.add(Integer.toString(i + 1));
            }
        }
        return "_total IN (" + String.join(", ", numbers) + ")";
    }
}
