package org.datawarp.sinks.change;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of one schema: looks up the place of each column once, not for each row.
 *
 * <p>Owned by one thread.
 */
final class RowReader {

    /** The sixteen bytes of the row's key and four of its occurrence number. */
    static final int KEY_BYTES = 2 * Long.BYTES + Integer.BYTES;

    private final List<ChangeColumn> columns;
    private final Cell[] cells;
    private final Field key;
    private final Field occurrence;

    private RowReader(List<ChangeColumn> columns, Cell[] cells, Field key, Field occurrence) {
        this.columns = List.copyOf(columns);
        this.cells = cells;
        this.key = key;
        this.occurrence = occurrence;
    }

    /** Whether rows of a schema have the identity that a dataset's rows have. */
    static boolean reads(Schema row) {
        return row.field(Table.KEY.value()) != null && row.field(Table.OCCURRENCE.value()) != null;
    }

    static RowReader of(Schema row) {
        List<ChangeColumn> columns = new ArrayList<>();
        List<Cell> cells = new ArrayList<>();
        for (Field field : row.fields()) {
            if (!field.name().equals(Table.KEY.value())) {
                ConnectType type = ConnectType.of(field.name(), field.schema());
                columns.add(new ChangeColumn(field.name(), type.type()));
                cells.add(new Cell(field, field.schema().defaultValue() != null, type));
            }
        }
        return new RowReader(
                columns, cells.toArray(Cell[]::new), row.field(Table.KEY.value()), row.field(Table.OCCURRENCE.value()));
    }

    /** All columns but the hidden key, in PostgreSQL's order. */
    List<ChangeColumn> columns() {
        return columns;
    }

    List<@Nullable Object> values(Struct row) {
        List<@Nullable Object> values = new ArrayList<>(cells.length);
        for (Cell cell : cells) {
            values.add(cell.read(row));
        }
        return values;
    }

    /** Whether both have the same identity. */
    boolean isSame(Struct one, Struct other) {
        return one.get(key).equals(other.get(key)) && one.get(occurrence).equals(other.get(occurrence));
    }

    byte[] key(Struct row) {
        UUID id = UUID.fromString((String) row.get(key));
        return ByteBuffer.allocate(KEY_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putInt(((Number) row.get(occurrence)).intValue())
                .array();
    }

    /** @param hasDefault whether Connect would put the column's default in place of null */
    private record Cell(Field field, boolean hasDefault, ConnectType type) {

        @Nullable
        Object read(Struct row) {
            Object value = hasDefault ? row.getWithoutDefault(field.name()) : row.get(field);
            return value == null ? null : type.value().apply(value);
        }
    }
}
