package org.datawarp.streams.promotion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.schemas.table.Table;
import org.datawarp.streams.release.HoldCode;
import org.datawarp.streams.release.HoldReason;
import org.jspecify.annotations.Nullable;

/**
 * What must be done to a dataset's table so that it holds what a manifest says: made, given columns, its columns widened;
 * nothing is ever dropped.
 *
 * @param table as it will be; a column that the manifest no longer has stays, after the others
 * @param added columns that the table lacks
 * @param widened columns whose type grows, with their new type
 * @param problems what the manifest contradicts; with any of them nothing must be done
 */
record TablePlan(Table table, boolean isNew, List<Column> added, List<Column> widened, List<HoldReason> problems) {

    private static final int MOST_DIGITS = 38;

    /** Digits of the largest 64-bit integer. */
    private static final int INTEGER_DIGITS = 19;

    /** @param existing the table as it is; null when there is none */
    static TablePlan of(@Nullable Table existing, Table wanted) {
        if (existing == null) {
            return new TablePlan(wanted, true, List.of(), List.of(), List.of());
        }
        return new Comparison(existing, wanted).plan();
    }

    /** Whether the table stays as it is. */
    boolean isEmpty() {
        return !isNew && added.isEmpty() && widened.isEmpty();
    }

    private static final class Comparison {
        private final Table wanted;
        private final Map<ColumnName, Column> before = new LinkedHashMap<>();
        private final List<Column> values = new ArrayList<>();
        private final List<Column> added = new ArrayList<>();
        private final List<Column> widened = new ArrayList<>();
        private final List<HoldReason> problems = new ArrayList<>();

        Comparison(Table existing, Table wanted) {
            this.wanted = wanted;
            existing.valueColumns().forEach(column -> before.put(column.name(), column));
        }

        TablePlan plan() {
            for (Column column : wanted.valueColumns()) {
                Column existing = before.remove(column.name());
                if (existing == null) {
                    added.add(column);
                    values.add(column);
                } else {
                    values.add(merged(existing, column));
                }
            }
            before.values().forEach(column -> values.add(retired(column)));
            return new TablePlan(Table.of(wanted.dataset(), values), false, added, widened, problems);
        }

        private Column merged(Column existing, Column column) {
            ColumnType type = common(existing.type(), column.type());
            if (type == null) {
                problems.add(new HoldReason(
                        HoldCode.INCOMPATIBLE_TABLE,
                        wanted.dataset() + "." + column.name(),
                        "type %s in the manifest".formatted(column.type()),
                        "%s, as the table has it".formatted(existing.type()),
                        "give the column or the dataset another name, or keep its type"));
                return existing;
            }
            Column merged = withType(column, type);
            if (!type.equals(existing.type())) {
                widened.add(merged);
            }
            return merged;
        }
    }

    /** A column that no manifest fills any more does not distinguish rows either. */
    private static Column retired(Column column) {
        ColumnRole role = column.role() == ColumnRole.KEY ? ColumnRole.DIMENSION : column.role();
        return new Column(column.name(), column.type(), role, column.unit(), column.description());
    }

    private static Column withType(Column column, ColumnType type) {
        return new Column(column.name(), type, column.role(), column.unit(), column.description());
    }

    /** The type that holds the values of both exactly; null when there is none. */
    static @Nullable ColumnType common(ColumnType existing, ColumnType wanted) {
        if (existing.equals(wanted)) {
            return existing;
        }
        return switch (existing.base()) {
            case INTEGER ->
                switch (wanted.base()) {
                    case NUMBER -> wanted;
                    case DECIMAL -> decimal(INTEGER_DIGITS, 0, wanted);
                    case TEXT, INTEGER, BOOLEAN, DATE, TIMESTAMP -> null;
                };
            case NUMBER -> wanted.base() == ColumnType.Base.INTEGER ? existing : null;
            case DECIMAL ->
                switch (wanted.base()) {
                    case INTEGER ->
                        decimal(
                                existing.precision() - existing.scale(),
                                existing.scale(),
                                ColumnType.decimal(INTEGER_DIGITS, 0));
                    case DECIMAL -> decimal(existing.precision() - existing.scale(), existing.scale(), wanted);
                    case TEXT, NUMBER, BOOLEAN, DATE, TIMESTAMP -> null;
                };
            case TEXT, BOOLEAN, DATE, TIMESTAMP -> null;
        };
    }

    private static @Nullable ColumnType decimal(int whole, int scale, ColumnType other) {
        int mostWhole = Math.max(whole, other.precision() - other.scale());
        int mostScale = Math.max(scale, other.scale());
        return mostWhole + mostScale > MOST_DIGITS ? null : ColumnType.decimal(mostWhole + mostScale, mostScale);
    }
}
