package org.datawarp.schemas.row;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * A typed value as a branch of one Avro union.
 *
 * <p>Decimals are written as plain text, because a union allows one scale only and nothing may be rounded.
 */
public final class ValueCodec {

    /** In the order of the branch numbers in {@link #write}. */
    static final String SCHEMA = """
            ["null", "string", "long", "double", "boolean",
             {"type": "record", "name": "Decimal", "fields": [{"name": "text", "type": "string"}]},
             {"type": "int", "logicalType": "date"},
             {"type": "record", "name": "Timestamp", "fields": [
               {"name": "micros", "type": {"type": "long", "logicalType": "local-timestamp-micros"}}]}]""";

    private ValueCodec() {}

    /** The union's schema, with record names in the given namespace of the enclosing schema. */
    public static Schema schema() {
        return new Schema.Parser().parse(SCHEMA);
    }

    public static void write(@Nullable Object value, Encoder to) throws IOException {
        if (value == null) {
            to.writeIndex(0);
            to.writeNull();
        } else if (value instanceof String text) {
            to.writeIndex(1);
            to.writeString(text);
        } else if (value instanceof Long number) {
            to.writeIndex(2);
            to.writeLong(number);
        } else if (value instanceof Double number) {
            to.writeIndex(3);
            to.writeDouble(number);
        } else if (value instanceof Boolean flag) {
            to.writeIndex(4);
            to.writeBoolean(flag);
        } else if (value instanceof BigDecimal decimal) {
            to.writeIndex(5);
            to.writeString(decimal.toPlainString());
        } else if (value instanceof LocalDate date) {
            to.writeIndex(6);
            to.writeInt((int) date.toEpochDay());
        } else if (value instanceof LocalDateTime time) {
            to.writeIndex(7);
            to.writeLong(micros(time));
        } else {
            throw new IllegalArgumentException(
                    "No column holds a " + value.getClass().getName());
        }
    }

    public static @Nullable Object read(Decoder from) throws IOException {
        return switch (from.readIndex()) {
            case 0 -> {
                from.readNull();
                yield null;
            }
            case 1 -> from.readString();
            case 2 -> from.readLong();
            case 3 -> from.readDouble();
            case 4 -> from.readBoolean();
            case 5 -> new BigDecimal(from.readString());
            case 6 -> LocalDate.ofEpochDay(from.readInt());
            case 7 -> LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC).plus(from.readLong(), ChronoUnit.MICROS);
            default -> throw new IOException("unknown branch");
        };
    }

    private static long micros(LocalDateTime time) {
        return ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), time);
    }
}
