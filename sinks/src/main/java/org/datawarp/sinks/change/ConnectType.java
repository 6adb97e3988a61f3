package org.datawarp.sinks.change;

import io.debezium.time.Date;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.Timestamp;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.datawarp.schemas.table.ColumnType;

/**
 * A column's type as Debezium delivers it, and the conversion of Debezium's values to ours.
 *
 * @param value from a value that is not null
 */
record ConnectType(ColumnType type, Function<Object, Object> value) {

    /** What Debezium delivers for a long value that the database did not log. */
    private static final String UNAVAILABLE = "__debezium_unavailable_value";

    /** Debezium's name for the digits of a decimal. */
    private static final String PRECISION = "connect.decimal.precision";

    private static final int MICROS = 1_000_000;
    private static final int MILLIS = 1_000;
    private static final int NANOS_OF_MICRO = 1_000;
    private static final int NANOS_OF_MILLI = 1_000_000;

    /** @throws UnsupportedChangeException when no column of a dataset has such a type */
    static ConnectType of(String column, Schema schema) {
        if (schema.name() != null) {
            return named(column, schema);
        }
        return switch (schema.type()) {
            case STRING -> new ConnectType(ColumnType.TEXT, value -> available(column, value));
            case INT16, INT32, INT64 -> new ConnectType(ColumnType.INTEGER, value -> ((Number) value).longValue());
            case FLOAT32, FLOAT64 -> new ConnectType(ColumnType.NUMBER, value -> ((Number) value).doubleValue());
            case BOOLEAN -> new ConnectType(ColumnType.BOOLEAN, value -> value);
            default -> throw unsupported(column, schema);
        };
    }

    private static ConnectType named(String column, Schema schema) {
        return switch (schema.name()) {
            case Decimal.LOGICAL_NAME -> decimal(column, schema);
            case Date.SCHEMA_NAME -> new ConnectType(ColumnType.DATE, days -> LocalDate.ofEpochDay((Integer) days));
            case MicroTimestamp.SCHEMA_NAME ->
                new ConnectType(ColumnType.TIMESTAMP, micros -> timestamp((Long) micros, MICROS, NANOS_OF_MICRO));
            case Timestamp.SCHEMA_NAME ->
                new ConnectType(ColumnType.TIMESTAMP, millis -> timestamp((Long) millis, MILLIS, NANOS_OF_MILLI));
            default -> throw unsupported(column, schema);
        };
    }

    private static ConnectType decimal(String column, Schema schema) {
        Map<String, String> parameters = schema.parameters();
        String precision = parameters.get(PRECISION);
        String scale = parameters.get(Decimal.SCALE_FIELD);
        if (precision == null || scale == null) {
            throw unsupported(column, schema);
        }
        ColumnType type = ColumnType.decimal(Integer.parseInt(precision), Integer.parseInt(scale));
        return new ConnectType(type, value -> ((BigDecimal) value).setScale(type.scale()));
    }

    private static LocalDateTime timestamp(long units, int perSecond, int nanosOfUnit) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(units, perSecond), Math.floorMod(units, perSecond) * nanosOfUnit, ZoneOffset.UTC);
    }

    private static Object available(String column, Object text) {
        if (UNAVAILABLE.equals(text)) {
            throw new UnsupportedChangeException(
                    ("Cannot capture a change: column %s holds a long value that the database did not log again;"
                                    + " set REPLICA IDENTITY FULL on the table and update the row again")
                            .formatted(column));
        }
        return text;
    }

    private static UnsupportedChangeException unsupported(String column, Schema schema) {
        return new UnsupportedChangeException(
                ("Cannot capture column %s: found the type %s, expected text, bigint, double precision, numeric with"
                                + " precision, boolean, date or timestamp; change the column's type")
                        .formatted(column, schema.name() == null ? schema.type() : schema.name()));
    }
}
