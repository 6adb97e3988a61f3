package org.datawarp.sinks.parquet;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.table.ColumnType;
import org.jspecify.annotations.Nullable;

/** Hands positional rows to Parquet, a value at a time. Owned by one writer. */
final class RowWriteSupport extends WriteSupport<List<@Nullable Object>> {

    static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

    private final MessageType schema;
    private final String[] names;
    private final ValueWriter[] writers;
    private @Nullable RecordConsumer consumer;

    RowWriteSupport(PartColumns columns) {
        this.schema = PartSchema.of(columns);
        this.names = columns.columns().stream().map(ChangeColumn::name).toArray(String[]::new);
        this.writers = new ValueWriter[names.length];
        for (int i = 0; i < names.length; i++) {
            writers[i] =
                    writer(columns.columns().get(i).type(), schema.getType(i).asPrimitiveType());
        }
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(schema, Map.of());
    }

    /** Unused, but still abstract. */
    @Override
    @SuppressWarnings("deprecation")
    public WriteContext init(Configuration configuration) {
        return new WriteContext(schema, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        this.consumer = recordConsumer;
    }

    @Override
    public void write(List<@Nullable Object> row) {
        RecordConsumer to = Objects.requireNonNull(consumer);
        to.startMessage();
        for (int i = 0; i < writers.length; i++) {
            Object value = row.get(i);
            if (value != null) {
                to.startField(names[i], i);
                writers[i].write(value, to);
                to.endField(names[i], i);
            }
        }
        to.endMessage();
    }

    private static ValueWriter writer(ColumnType type, PrimitiveType primitive) {
        return switch (type.base()) {
            case TEXT -> new TextWriter();
            case INTEGER -> (value, to) -> to.addLong((Long) value);
            case NUMBER -> (value, to) -> to.addDouble((Double) value);
            case DECIMAL -> decimalWriter(type.scale(), primitive);
            case BOOLEAN -> (value, to) -> to.addBoolean((Boolean) value);
            case DATE -> (value, to) -> to.addInteger((int) ((LocalDate) value).toEpochDay());
            case TIMESTAMP -> (value, to) -> to.addLong(ChronoUnit.MICROS.between(EPOCH, (LocalDateTime) value));
        };
    }

    private static ValueWriter decimalWriter(int scale, PrimitiveType primitive) {
        return switch (primitive.getPrimitiveTypeName()) {
            case INT32 ->
                (value, to) -> to.addInteger(
                        ((BigDecimal) value).setScale(scale).unscaledValue().intValueExact());
            case INT64 ->
                (value, to) -> to.addLong(
                        ((BigDecimal) value).setScale(scale).unscaledValue().longValueExact());
            default ->
                (value, to) -> to.addBinary(fixed(
                        ((BigDecimal) value).setScale(scale).unscaledValue().toByteArray(), primitive.getTypeLength()));
        };
    }

    /** Big-endian two's complement, as wide as the column. */
    private static Binary fixed(byte[] number, int width) {
        byte[] bytes = new byte[width];
        Arrays.fill(bytes, 0, width - number.length, (byte) (number[0] < 0 ? -1 : 0));
        System.arraycopy(number, 0, bytes, width - number.length, number.length);
        return Binary.fromConstantByteArray(bytes);
    }

    /** Writes one non-null value of a column. */
    private interface ValueWriter {
        void write(Object value, RecordConsumer to);
    }

    /** Published texts repeat from row to row: what is encoded once is used again. */
    private static final class TextWriter implements ValueWriter {

        private String last = "";
        private Binary encoded = Binary.EMPTY;

        @Override
        public void write(Object value, RecordConsumer to) {
            String text = (String) value;
            if (!text.equals(last)) {
                last = text;
                encoded = Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
            }
            to.addBinary(encoded);
        }
    }
}
