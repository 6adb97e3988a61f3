package org.datawarp.sinks.change;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.change.Operation;
import org.datawarp.schemas.change.RowChange;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.schemas.table.Table;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one dataset's table as the inserts that they once were. Owned by one thread. */
final class InitialTable {

    private final DatasetName dataset;
    private final List<ChangeColumn> columns = new ArrayList<>();
    private final List<Integer> positions = new ArrayList<>();
    private @Nullable DatasetTopic topic;

    private InitialTable(DatasetName dataset) {
        this.dataset = dataset;
    }

    static InitialTable of(String table, ResultSet rows) throws SQLException {
        InitialTable read = new InitialTable(new DatasetName(table));
        ResultSetMetaData found = rows.getMetaData();
        for (int i = 1; i <= found.getColumnCount(); i++) {
            String name = found.getColumnName(i);
            if (!name.equals(Table.KEY.value())) {
                read.columns.add(new ChangeColumn(name, type(found, i)));
                read.positions.add(i);
            }
        }
        return read;
    }

    private static ColumnType type(ResultSetMetaData found, int position) throws SQLException {
        return switch (found.getColumnType(position)) {
            case Types.VARCHAR -> ColumnType.TEXT;
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> ColumnType.INTEGER;
            case Types.REAL, Types.DOUBLE -> ColumnType.NUMBER;
            case Types.NUMERIC -> ColumnType.decimal(found.getPrecision(position), found.getScale(position));
            case Types.BIT -> ColumnType.BOOLEAN;
            case Types.DATE -> ColumnType.DATE;
            case Types.TIMESTAMP -> ColumnType.TIMESTAMP;
            default ->
                throw new UnsupportedChangeException(
                        ("Cannot capture column %s: found the type %s, expected text, bigint, double precision, numeric"
                                        + " with precision, boolean, date or timestamp; change the column's type")
                                .formatted(found.getColumnName(position), found.getColumnTypeName(position)));
        };
    }

    void publish(ResultSet row, OpenTransaction transaction, ChangeOutlet outlet) throws SQLException {
        if (topic == null) {
            topic = outlet.topic(dataset, columns);
        }
        long order = transaction.nextOrder(dataset.value());
        List<@Nullable Object> values = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            values.add(value(row, positions.get(i), columns.get(i).type()));
        }
        topic.send(key(row), new RowChange(Operation.INSERT, transaction.id(), order, null, values));
    }

    private static @Nullable Object value(ResultSet row, int position, ColumnType type) throws SQLException {
        return switch (type.base()) {
            case TEXT -> row.getString(position);
            case INTEGER -> row.getObject(position, Long.class);
            case NUMBER -> row.getObject(position, Double.class);
            case DECIMAL -> row.getBigDecimal(position);
            case BOOLEAN -> row.getObject(position, Boolean.class);
            case DATE -> row.getObject(position, LocalDate.class);
            case TIMESTAMP -> row.getObject(position, LocalDateTime.class);
        };
    }

    private static byte[] key(ResultSet row) throws SQLException {
        UUID id = row.getObject(Table.KEY.value(), UUID.class);
        return ByteBuffer.allocate(RowReader.KEY_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putInt(row.getInt(Table.OCCURRENCE.value()))
                .array();
    }
}
