package org.datawarp.sinks.parquet;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.change.Operation;
import org.datawarp.schemas.change.RowChange;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.schemas.table.Table;
import org.jspecify.annotations.Nullable;

/** Rows and changes of a made-up dataset, with a column of every type. */
public final class Samples {

    public static final DatasetName DATASET = new DatasetName("referrals");

    public static final Table TABLE = Table.of(
            DATASET,
            List.of(
                    column("provider", ColumnType.TEXT, ColumnRole.KEY),
                    column("referrals", ColumnType.INTEGER, ColumnRole.MEASURE),
                    column("share", ColumnType.NUMBER, ColumnRole.MEASURE),
                    column("cost", ColumnType.decimal(9, 2), ColumnRole.MEASURE),
                    column("budget", ColumnType.decimal(18, 4), ColumnRole.MEASURE),
                    column("total", ColumnType.decimal(38, 6), ColumnRole.MEASURE),
                    column("final", ColumnType.BOOLEAN, ColumnRole.ATTRIBUTE),
                    column("opened", ColumnType.DATE, ColumnRole.ATTRIBUTE),
                    column("updated", ColumnType.TIMESTAMP, ColumnRole.ATTRIBUTE)));

    public static final List<ChangeColumn> COLUMNS = changeColumns(TABLE);

    private Samples() {}

    public static Column column(String name, ColumnType type, ColumnRole role) {
        return new Column(new ColumnName(name), type, role, "", "");
    }

    public static List<ChangeColumn> changeColumns(Table table) {
        return table.columns().stream()
                .map(column -> new ChangeColumn(column.name().value(), column.type()))
                .toList();
    }

    /** A row of {@link #TABLE}. */
    public static List<@Nullable Object> row(YearMonth month, String provider, @Nullable Long referrals) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(month.atDay(1));
        row.add(month.atEndOfMonth());
        row.add("month");
        row.add(provider);
        row.add(referrals);
        row.add(referrals == null ? null : referrals / 8.0);
        row.add(referrals == null ? null : BigDecimal.valueOf(-referrals, 2));
        row.add(referrals == null ? null : BigDecimal.valueOf(referrals * 1_000_000_007L, 4));
        row.add(referrals == null ? null : new BigDecimal("12345678901234567890123456.654321").negate());
        row.add(referrals == null ? null : referrals % 2 == 0);
        row.add(referrals == null ? null : LocalDate.of(1899, 12, 31).plusDays(referrals));
        row.add(referrals == null ? null : LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000));
        row.addAll(List.of(month.toString(), "ab".repeat(32), "Table 3", 17L, 1L));
        return row;
    }

    /** A row that is known by its number. */
    static List<@Nullable Object> numbered(YearMonth month, long number) {
        return row(month, "P" + number, number);
    }

    /** The insertions of numbered rows, in one transaction. */
    static List<RowChange> inserts(YearMonth month, int first, int last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(number -> insert(1, number, numbered(month, number)))
                .toList();
    }

    public static Period period(YearMonth month) {
        return Period.month(month);
    }

    /** The key of a change of a row of {@link #TABLE}. */
    public static byte[] key(List<@Nullable Object> row) {
        LocalDate start = (LocalDate) java.util.Objects.requireNonNull(row.get(0));
        UUID key = TABLE.rowKey(Period.month(YearMonth.from(start)), row.subList(3, row.size() - 5));
        return ByteBuffer.allocate(20)
                .putLong(key.getMostSignificantBits())
                .putLong(key.getLeastSignificantBits())
                .putInt(1)
                .array();
    }

    public static RowChange insert(long transaction, long order, List<@Nullable Object> row) {
        return new RowChange(Operation.INSERT, transaction, order, null, row);
    }

    public static RowChange update(
            long transaction, long order, List<@Nullable Object> before, List<@Nullable Object> after) {
        return new RowChange(Operation.UPDATE, transaction, order, before, after);
    }

    public static RowChange delete(long transaction, long order, List<@Nullable Object> row) {
        return new RowChange(Operation.DELETE, transaction, order, row, null);
    }
}
