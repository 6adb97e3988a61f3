package org.datawarp.sinks.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.datawarp.schemas.table.ColumnType;
import org.jspecify.annotations.Nullable;

/** Puts what Parquet decodes into positional rows. Owned by one reader. */
final class RowMaterializer extends RecordMaterializer<List<@Nullable Object>> {

    private final Root root;

    /**
     * @param columns those that rows have
     * @param schema those of them that the part has
     */
    RowMaterializer(PartColumns columns, MessageType schema) {
        this.root = new Root(columns, schema);
    }

    @Override
    public List<@Nullable Object> getCurrentRecord() {
        return Arrays.asList(root.row);
    }

    @Override
    public GroupConverter getRootConverter() {
        return root;
    }

    private static final class Root extends GroupConverter {

        private final int width;
        private final Converter[] converters;
        private @Nullable Object[] row;

        Root(PartColumns columns, MessageType schema) {
            this.width = columns.size();
            this.row = new @Nullable Object[width];
            this.converters = new Converter[schema.getFieldCount()];
            for (int i = 0; i < converters.length; i++) {
                Type field = schema.getType(i);
                int position = Objects.requireNonNull(columns.position(field.getName()));
                ColumnType from = PartSchema.columnType(field);
                UnaryOperator<Object> widening =
                        Widening.between(from, columns.columns().get(position).type());
                converters[i] = new ValueConverter(this, position, from, widening);
            }
        }

        @Override
        public Converter getConverter(int field) {
            return converters[field];
        }

        @Override
        public void start() {
            row = new @Nullable Object[width];
        }

        @Override
        public void end() {}
    }

    private static final class ValueConverter extends PrimitiveConverter {

        private final Root root;
        private final int position;
        private final ColumnType type;
        private final UnaryOperator<Object> widening;
        private Object[] dictionary = {};

        ValueConverter(Root root, int position, ColumnType type, UnaryOperator<Object> widening) {
            this.root = root;
            this.position = position;
            this.type = type;
            this.widening = widening;
        }

        private void set(Object value) {
            root.row[position] = widening.apply(value);
        }

        @Override
        public boolean hasDictionarySupport() {
            return true;
        }

        /** Decoded once, so that equal values of a group are one object. */
        @Override
        public void setDictionary(Dictionary source) {
            dictionary = new Object[source.getMaxId() + 1];
            for (int id = 0; id < dictionary.length; id++) {
                dictionary[id] = widening.apply(decode(source, id));
            }
        }

        private Object decode(Dictionary source, int id) {
            return switch (type.base()) {
                case TEXT -> source.decodeToBinary(id).toStringUsingUTF8();
                case INTEGER, TIMESTAMP -> ofLong(source.decodeToLong(id));
                case NUMBER -> source.decodeToDouble(id);
                case BOOLEAN -> source.decodeToBoolean(id);
                case DATE -> ofInt(source.decodeToInt(id));
                case DECIMAL -> decimal(source, id);
            };
        }

        private Object decimal(Dictionary source, int id) {
            if (type.precision() <= 9) {
                return ofInt(source.decodeToInt(id));
            }
            return type.precision() <= 18 ? ofLong(source.decodeToLong(id)) : ofBinary(source.decodeToBinary(id));
        }

        @Override
        public void addValueFromDictionary(int id) {
            root.row[position] = dictionary[id];
        }

        @Override
        public void addBinary(Binary value) {
            set(ofBinary(value));
        }

        @Override
        public void addBoolean(boolean value) {
            set(value);
        }

        @Override
        public void addDouble(double value) {
            set(value);
        }

        @Override
        public void addInt(int value) {
            set(ofInt(value));
        }

        @Override
        public void addLong(long value) {
            set(ofLong(value));
        }

        private Object ofBinary(Binary value) {
            return type.base() == ColumnType.Base.TEXT
                    ? value.toStringUsingUTF8()
                    : new BigDecimal(new BigInteger(value.getBytes()), type.scale());
        }

        private Object ofInt(int value) {
            return type.base() == ColumnType.Base.DATE
                    ? LocalDate.ofEpochDay(value)
                    : BigDecimal.valueOf(value, type.scale());
        }

        private Object ofLong(long value) {
            return switch (type.base()) {
                case DECIMAL -> BigDecimal.valueOf(value, type.scale());
                case TIMESTAMP -> RowWriteSupport.EPOCH.plus(value, ChronoUnit.MICROS);
                default -> value;
            };
        }
    }
}
