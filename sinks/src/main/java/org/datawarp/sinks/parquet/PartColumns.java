package org.datawarp.sinks.parquet;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a part in the order of {@link Table}: period, values, origin. Changes come in PostgreSQL's order, in
 * which a column that was added later is the last.
 *
 * <p>Safe for use by several threads.
 */
public final class PartColumns {

    private static final List<String> FIRST = names(Table.PERIOD_COLUMNS);
    private static final List<String> LAST = names(Table.ORIGIN_COLUMNS);

    private final List<ChangeColumn> columns;
    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private @Nullable PeriodKey lastPeriod;

    private PartColumns(List<ChangeColumn> columns) {
        this.columns = List.copyOf(columns);
        for (ChangeColumn column : columns) {
            positions.put(column.name(), positions.size());
        }
    }

    /**
     * @param columns in any order
     * @throws IllegalArgumentException if a period column is missing
     */
    public static PartColumns of(Collection<ChangeColumn> columns) {
        Map<String, ChangeColumn> byName = new LinkedHashMap<>();
        columns.forEach(column -> byName.put(column.name(), column));
        if (!byName.keySet().containsAll(FIRST)) {
            throw new IllegalArgumentException(
                    "Cannot make parts of columns %s: expected %s among them".formatted(byName.keySet(), FIRST));
        }
        List<ChangeColumn> ordered = new ArrayList<>();
        FIRST.forEach(name -> ordered.add(Objects.requireNonNull(byName.get(name))));
        byName.values().stream()
                .filter(column -> !FIRST.contains(column.name()) && !LAST.contains(column.name()))
                .forEach(ordered::add);
        LAST.stream().map(byName::get).filter(Objects::nonNull).forEach(ordered::add);
        return new PartColumns(ordered);
    }

    /** The columns of both; where both have one, with the other's type. */
    public PartColumns and(PartColumns other) {
        Map<String, ChangeColumn> all = new LinkedHashMap<>();
        Stream.concat(columns.stream(), other.columns.stream()).forEach(column -> all.put(column.name(), column));
        return of(all.values());
    }

    /** Whether a column that both have differs in type. */
    boolean differsInType(PartColumns other) {
        return columns.stream().anyMatch(column -> {
            Integer there = other.positions.get(column.name());
            return there != null && !other.columns.get(there).equals(column);
        });
    }

    public List<ChangeColumn> columns() {
        return columns;
    }

    int size() {
        return columns.size();
    }

    /** The position of a column, from 0; null if there is none of that name. */
    @Nullable
    Integer position(String name) {
        return positions.get(name);
    }

    /** The period of a row in these columns. Rows of a period are adjacent, so the last result is reused. */
    PeriodKey periodOf(List<@Nullable Object> row) {
        PeriodKey last = lastPeriod;
        if (last != null
                && last.start().equals(row.get(0))
                && last.end().equals(row.get(1))
                && last.kind().equals(row.get(2))) {
            return last;
        }
        PeriodKey period = new PeriodKey(
                (LocalDate) Objects.requireNonNull(row.get(0), "period_start"),
                (LocalDate) Objects.requireNonNull(row.get(1), "period_end"),
                (String) Objects.requireNonNull(row.get(2), "period_kind"));
        lastPeriod = period;
        return period;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PartColumns that && columns.equals(that.columns);
    }

    @Override
    public int hashCode() {
        return columns.hashCode();
    }

    @Override
    public String toString() {
        return columns.toString();
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(column -> column.name().value()).toList();
    }
}
