package org.datawarp.ask.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/**
 * Writes database values as JSON, exactly as the Worker does ({@code worker/src/query/arrow.ts}): numbers are never
 * rounded, times and intervals follow ISO 8601, maps become lists of pairs.
 */
final class JsonCells {

    /** JSON writes larger numbers, and those below a millionth, with an exponent. */
    private static final int MOST_DIGITS = 21;

    private static final int LEAST_EXPONENT = -6;

    /** How many decimals of a small number the Worker compares. */
    private static final int MOST_DECIMALS = 20;

    private static final int DIGITS_OF_DOUBLE = 17;
    private static final int DIGITS_OF_FLOAT = 9;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonCells() {}

    /**
     * A cell of a table, empty for NULL.
     *
     * @param type its name in the database: DuckDB returns an interval as text
     */
    static String text(@Nullable Object value, String type) throws SQLException {
        JsonNode node = value != null && type.equals("INTERVAL")
                ? NODES.textNode(IsoInterval.of(value.toString()))
                : node(value);
        return node.isNull() ? "" : node.isTextual() ? node.textValue() : node.toString();
    }

    private static JsonNode node(@Nullable Object value) throws SQLException {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof Boolean bool) {
            return NODES.booleanNode(bool);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Array array) {
            return list(Arrays.asList((Object[]) array.getArray()));
        }
        if (value instanceof Collection<?> list) {
            return list(list);
        }
        if (value instanceof DuckDBStruct struct) {
            return struct(struct.getMap());
        }
        if (value instanceof Map<?, ?> map) {
            return pairs(map);
        }
        if (value instanceof Blob blob) {
            return base64(blob.getBytes(1, (int) blob.length()));
        }
        return value instanceof byte[] bytes ? base64(bytes) : NODES.textNode(time(value));
    }

    private static JsonNode base64(byte[] bytes) {
        return NODES.textNode(Base64.getEncoder().encodeToString(bytes));
    }

    private static ArrayNode list(Collection<?> values) throws SQLException {
        ArrayNode list = NODES.arrayNode();
        for (Object value : values) {
            list.add(node(value));
        }
        return list;
    }

    private static ObjectNode struct(Map<String, Object> fields) throws SQLException {
        ObjectNode struct = NODES.objectNode();
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            struct.set(field.getKey(), node(field.getValue()));
        }
        return struct;
    }

    private static ArrayNode pairs(Map<?, ?> map) throws SQLException {
        ArrayNode pairs = NODES.arrayNode();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            pairs.addArray().add(node(entry.getKey())).add(node(entry.getValue()));
        }
        return pairs;
    }

    private static JsonNode number(Number value) {
        if (value instanceof Double || value instanceof Float) {
            int digits = value instanceof Float ? DIGITS_OF_FLOAT : DIGITS_OF_DOUBLE;
            return Double.isFinite(value.doubleValue())
                    ? NODES.rawValueNode(new RawValue(plain(shortest(value, digits))))
                    : NODES.textNode(value.toString());
        }
        BigDecimal exact = value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
        return isPrinted(exact)
                ? NODES.rawValueNode(new RawValue(plain(exact)))
                : NODES.textNode(exact.toPlainString());
    }

    /** Whether a double prints all its digits. */
    private static boolean isPrinted(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return exponent(stripped) < MOST_DIGITS
                && (exponent(stripped) >= LEAST_EXPONENT || stripped.scale() <= MOST_DECIMALS)
                && shortest(value.doubleValue(), DIGITS_OF_DOUBLE).compareTo(value) == 0;
    }

    /** The number with the fewest digits that reads back as this one. */
    private static BigDecimal shortest(Number value, int mostDigits) {
        BigDecimal exact = new BigDecimal(value.doubleValue());
        for (int digits = 1; digits < mostDigits; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            boolean isSame = value instanceof Float
                    ? rounded.floatValue() == value.floatValue()
                    : rounded.doubleValue() == value.doubleValue();
            if (isSame) {
                return rounded;
            }
        }
        return exact.round(new MathContext(mostDigits));
    }

    private static int exponent(BigDecimal value) {
        return value.precision() - value.scale() - 1;
    }

    private static String plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        int exponent = exponent(stripped);
        if (stripped.signum() == 0 || (exponent >= LEAST_EXPONENT && exponent < MOST_DIGITS)) {
            return stripped.toPlainString();
        }
        BigInteger digits = stripped.unscaledValue();
        return new BigDecimal(digits, stripped.precision() - 1) + (exponent < 0 ? "e" : "e+") + exponent;
    }

    private static String time(Object value) {
        if (value instanceof Timestamp timestamp) {
            return time(timestamp.toLocalDateTime());
        }
        if (value instanceof LocalDateTime time) {
            return time.toLocalDate() + "T" + clock(time.toLocalTime());
        }
        if (value instanceof OffsetDateTime time) {
            return time(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()) + "Z";
        }
        if (value instanceof LocalTime time) {
            return clock(time);
        }
        if (value instanceof Time time) {
            return clock(time.toLocalTime());
        }
        return value instanceof Date date ? date.toLocalDate().toString() : value.toString();
    }

    private static String clock(LocalTime time) {
        String seconds = "%02d:%02d:%02d".formatted(time.getHour(), time.getMinute(), time.getSecond());
        return time.getNano() == 0
                ? seconds
                : seconds + ".%09d".formatted(time.getNano()).replaceAll("0+$", "");
    }
}
