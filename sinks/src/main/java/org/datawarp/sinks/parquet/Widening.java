package org.datawarp.sinks.parquet;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.function.UnaryOperator;
import org.datawarp.schemas.table.ColumnType;

/** Values as they are after their column got a wider type, the same as PostgreSQL makes of them. */
final class Widening {

    /** PostgreSQL's form: no {@code T}, and fractions only where there are any. */
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private static final int PLAIN_DIGITS = 15;

    private Widening() {}

    /** @throws IllegalArgumentException if no value of the one type is always one of the other */
    static UnaryOperator<Object> between(ColumnType from, ColumnType to) {
        if (from.equals(to)) {
            return UnaryOperator.identity();
        }
        return switch (to.base()) {
            case TEXT -> value -> text(value);
            case NUMBER -> value -> ((Number) value).doubleValue();
            case DECIMAL -> value -> decimal(value).setScale(to.scale());
            case TIMESTAMP -> value -> ((LocalDate) value).atStartOfDay();
            case INTEGER, BOOLEAN, DATE ->
                throw new IllegalArgumentException(
                        "Cannot read %s as %s: a column's type may only be widened".formatted(from, to));
        };
    }

    private static BigDecimal decimal(Object value) {
        return value instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) value;
    }

    private static String text(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Double number) {
            return number(number);
        }
        return value instanceof LocalDateTime time ? timestamp(time) : value.toString();
    }

    private static String timestamp(LocalDateTime time) {
        int micros = time.get(ChronoField.MICRO_OF_SECOND);
        String fraction = micros == 0 ? "" : ("." + "%06d".formatted(micros)).replaceAll("0+$", "");
        return TIMESTAMP.format(time) + fraction;
    }

    /** The shortest digits that give the number again, as PostgreSQL writes them: 5, 0.1, 1e+20. */
    private static String number(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number) || number == 0) {
            return Double.isFinite(number) ? (1 / number < 0 ? "-0" : "0") : Double.toString(number);
        }
        BigDecimal digits = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent >= -4 && exponent < PLAIN_DIGITS) {
            return digits.toPlainString();
        }
        String mantissa = digits.movePointLeft(exponent).toPlainString();
        return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}
