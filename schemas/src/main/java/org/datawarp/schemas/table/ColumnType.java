package org.datawarp.schemas.table;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a column, the same in manifest, PostgreSQL, Avro and Parquet. Written as {@code text}, {@code integer},
 * {@code number}, {@code decimal(18,4)}, {@code boolean}, {@code date} or {@code timestamp}.
 *
 * @param precision digits in all, 1 to 38; 0 unless decimal
 * @param scale digits after the point; 0 unless decimal
 */
public record ColumnType(Base base, int precision, int scale) {

    /** The kinds of type, with the Java type of their values. */
    public enum Base {
        /** {@code String}. */
        TEXT,
        /** {@code Long}. */
        INTEGER,
        /** {@code Double}: the numbers of a spreadsheet. */
        NUMBER,
        /** {@code BigDecimal}, exact. */
        DECIMAL,
        /** {@code Boolean}. */
        BOOLEAN,
        /** {@code LocalDate}. */
        DATE,
        /** {@code LocalDateTime}, without a time zone, to the microsecond. */
        TIMESTAMP
    }

    public static final ColumnType TEXT = new ColumnType(Base.TEXT, 0, 0);
    public static final ColumnType INTEGER = new ColumnType(Base.INTEGER, 0, 0);
    public static final ColumnType NUMBER = new ColumnType(Base.NUMBER, 0, 0);
    public static final ColumnType BOOLEAN = new ColumnType(Base.BOOLEAN, 0, 0);
    public static final ColumnType DATE = new ColumnType(Base.DATE, 0, 0);
    public static final ColumnType TIMESTAMP = new ColumnType(Base.TIMESTAMP, 0, 0);

    /** The most digits that decimals of Parquet and DuckDB hold. */
    private static final int MOST_DIGITS = 38;

    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,2}), ?(\\d{1,2})\\)");

    public ColumnType {
        if (base == Base.DECIMAL && (precision < 1 || precision > MOST_DIGITS || scale > precision)) {
            throw new IllegalArgumentException(
                    "A decimal has 1 to %d digits, of which no more after the point: found decimal(%d,%d)"
                            .formatted(MOST_DIGITS, precision, scale));
        }
    }

    public static ColumnType decimal(int precision, int scale) {
        return new ColumnType(Base.DECIMAL, precision, scale);
    }

    /** @throws IllegalArgumentException listing all types */
    @JsonCreator
    public static ColumnType parse(String text) {
        Matcher decimal = DECIMAL.matcher(text);
        if (decimal.matches()) {
            return decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
        }
        return switch (text) {
            case "text" -> TEXT;
            case "integer" -> INTEGER;
            case "number" -> NUMBER;
            case "boolean" -> BOOLEAN;
            case "date" -> DATE;
            case "timestamp" -> TIMESTAMP;
            default ->
                throw new IllegalArgumentException(
                        "\"%s\" is not a type: expected text, integer, number,".formatted(text)
                                + " decimal(<digits>,<after the point>), boolean, date or timestamp");
        };
    }

    /** The type in a PostgreSQL table. */
    public String sql() {
        return switch (base) {
            case TEXT -> "text";
            case INTEGER -> "bigint";
            case NUMBER -> "double precision";
            case DECIMAL -> "numeric(%d,%d)".formatted(precision, scale);
            case BOOLEAN -> "boolean";
            case DATE -> "date";
            case TIMESTAMP -> "timestamp";
        };
    }

    @JsonValue
    @Override
    public String toString() {
        return base == Base.DECIMAL
                ? "decimal(%d,%d)".formatted(precision, scale)
                : base.name().toLowerCase(Locale.ROOT);
    }
}
