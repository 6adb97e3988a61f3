package org.datawarp.schemas.table;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.period.Period;
import org.jspecify.annotations.Nullable;

/**
 * The table of a dataset: the one definition from which DDL, changes, Parquet and catalogue follow.
 *
 * <p>The order of columns is {@link #PERIOD_COLUMNS}, the value columns, {@link #ORIGIN_COLUMNS}. PostgreSQL has one
 * more, {@link #KEY}, with the row's identity. It is not published, because {@link #rowKey} computes it.
 *
 * @param columns all published columns, in order
 */
public record Table(DatasetName dataset, List<Column> columns) {

    /** The row's identity in PostgreSQL, a uuid: with {@link #OCCURRENCE} the primary key. */
    public static final ColumnName KEY = new ColumnName("_key");

    public static final ColumnName PERIOD_START = new ColumnName("period_start");
    public static final ColumnName PERIOD_END = new ColumnName("period_end");
    public static final ColumnName PERIOD_KIND = new ColumnName("period_kind");
    public static final ColumnName RELEASE = new ColumnName("_release");
    public static final ColumnName FILE = new ColumnName("_file");
    public static final ColumnName SHEET = new ColumnName("_sheet");
    public static final ColumnName ROW = new ColumnName("_row");
    public static final ColumnName OCCURRENCE = new ColumnName("_occurrence");

    public static final List<Column> PERIOD_COLUMNS = List.of(
            new Column(PERIOD_START, ColumnType.DATE, ColumnRole.PERIOD, "", "First day of the period, inclusive"),
            new Column(PERIOD_END, ColumnType.DATE, ColumnRole.PERIOD, "", "Last day of the period, inclusive"),
            new Column(PERIOD_KIND, ColumnType.TEXT, ColumnRole.PERIOD, "", "day, week, month, quarter, year, ..."));

    public static final List<Column> ORIGIN_COLUMNS = List.of(
            new Column(RELEASE, ColumnType.TEXT, ColumnRole.ORIGIN, "", "The release that last wrote the row"),
            new Column(FILE, ColumnType.TEXT, ColumnRole.ORIGIN, "", "SHA-256 of the published file"),
            new Column(SHEET, ColumnType.TEXT, ColumnRole.ORIGIN, "", "Worksheet, or member of a ZIP"),
            new Column(ROW, ColumnType.INTEGER, ColumnRole.ORIGIN, "", "Row number in the sheet, from 1"),
            new Column(
                    OCCURRENCE,
                    ColumnType.INTEGER,
                    ColumnRole.ORIGIN,
                    "",
                    "1, or 2 and up where a file repeats the same key in the same period"));

    public Table {
        columns = List.copyOf(columns);
    }

    /** @param values the value columns: fields and their status companions, in order */
    public static Table of(DatasetName dataset, List<Column> values) {
        List<Column> all = new ArrayList<>(PERIOD_COLUMNS);
        all.addAll(values);
        all.addAll(ORIGIN_COLUMNS);
        return new Table(dataset, all);
    }

    /** The columns that {@code TypedRow.values} fills, in its order. */
    @JsonIgnore
    public List<Column> valueColumns() {
        return columns.subList(PERIOD_COLUMNS.size(), columns.size() - ORIGIN_COLUMNS.size());
    }

    /**
     * The identity of a row, without its occurrence number: a hash of its period and its key columns' values.
     *
     * @param values of {@link #valueColumns()}, in their order
     */
    public UUID rowKey(Period period, List<@Nullable Object> values) {
        RowKey key = new RowKey().add(period.start()).add(period.end());
        List<Column> columns = valueColumns();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).role() == ColumnRole.KEY) {
                key.add(values.get(i));
            }
        }
        return key.toUuid();
    }
}
