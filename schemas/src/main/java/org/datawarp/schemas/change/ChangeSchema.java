package org.datawarp.schemas.change;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.table.ColumnType;

/** Column types as Avro: the schema of a change, and how each value is written. */
public final class ChangeSchema {

    private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

    /** Keeps the type as the manifest wrote it, so that a reader need not guess it from Avro's type. */
    private static final String TYPE = "datawarp.type";

    private static final String NAME_PREFIX = "Change_";

    private ChangeSchema() {}

    static Schema of(DatasetName dataset, List<ChangeColumn> columns) {
        Schema row = row(dataset.value(), columns);
        Schema nullableRow = Schema.createUnion(Schema.create(Schema.Type.NULL), row);
        return Schema.createRecord(
                NAME_PREFIX + dataset,
                null,
                "org.datawarp",
                false,
                List.of(
                        new Schema.Field("operation", Schema.create(Schema.Type.INT), "0 insert, 1 update, 2 delete"),
                        new Schema.Field("transaction", Schema.create(Schema.Type.LONG)),
                        new Schema.Field("order", Schema.create(Schema.Type.LONG)),
                        new Schema.Field("before", nullableRow),
                        new Schema.Field("after", nullableRow)));
    }

    /** A row of nullable columns; also the schema of a part. */
    public static Schema row(String name, List<ChangeColumn> columns) {
        List<Schema.Field> fields = new ArrayList<>();
        for (ChangeColumn column : columns) {
            Schema nullable = Schema.createUnion(Schema.create(Schema.Type.NULL), value(column.type()));
            Schema.Field field = new Schema.Field(column.name(), nullable, null, Schema.Field.NULL_DEFAULT_VALUE);
            field.addProp(TYPE, column.type().toString());
            fields.add(field);
        }
        return Schema.createRecord(name, null, "org.datawarp.row", false, fields);
    }

    static DatasetName datasetOf(Schema change) {
        return new DatasetName(change.getName().substring(NAME_PREFIX.length()));
    }

    static List<ChangeColumn> columnsOf(Schema change) {
        Schema row = change.getField("after").schema().getTypes().get(1);
        return row.getFields().stream()
                .map(field -> new ChangeColumn(
                        field.name(), ColumnType.parse(Objects.requireNonNull(field.getProp(TYPE), field.name()))))
                .toList();
    }

    private static Schema value(ColumnType type) {
        return switch (type.base()) {
            case TEXT -> Schema.create(Schema.Type.STRING);
            case INTEGER -> Schema.create(Schema.Type.LONG);
            case NUMBER -> Schema.create(Schema.Type.DOUBLE);
            case DECIMAL ->
                LogicalTypes.decimal(type.precision(), type.scale()).addToSchema(Schema.create(Schema.Type.BYTES));
            case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
            case DATE -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
            case TIMESTAMP -> LogicalTypes.localTimestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
        };
    }

    static void write(Object value, ColumnType type, Encoder to) throws IOException {
        switch (type.base()) {
            case TEXT -> to.writeString((String) value);
            case INTEGER -> to.writeLong((Long) value);
            case NUMBER -> to.writeDouble((Double) value);
            case DECIMAL ->
                to.writeBytes(((BigDecimal) value)
                        .setScale(type.scale())
                        .unscaledValue()
                        .toByteArray());
            case BOOLEAN -> to.writeBoolean((Boolean) value);
            case DATE -> to.writeInt((int) ((LocalDate) value).toEpochDay());
            case TIMESTAMP -> to.writeLong(ChronoUnit.MICROS.between(EPOCH, (LocalDateTime) value));
        }
    }

    static Object read(ColumnType type, Decoder from) throws IOException {
        return switch (type.base()) {
            case TEXT -> from.readString();
            case INTEGER -> from.readLong();
            case NUMBER -> from.readDouble();
            case DECIMAL -> decimal(from.readBytes(null), type.scale());
            case BOOLEAN -> from.readBoolean();
            case DATE -> LocalDate.ofEpochDay(from.readInt());
            case TIMESTAMP -> EPOCH.plus(from.readLong(), ChronoUnit.MICROS);
        };
    }

    private static BigDecimal decimal(ByteBuffer unscaled, int scale) {
        byte[] bytes = new byte[unscaled.remaining()];
        unscaled.get(bytes);
        return new BigDecimal(new BigInteger(bytes), scale);
    }
}
