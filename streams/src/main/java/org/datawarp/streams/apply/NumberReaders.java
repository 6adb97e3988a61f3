package org.datawarp.streams.apply;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.datawarp.schemas.manifest.Field;
import org.datawarp.schemas.row.CellKind;
import org.jspecify.annotations.Nullable;

/** Reads whole numbers, decimals and doubles. Rounds nothing except the noise of a spreadsheet's arithmetic. */
final class NumberReaders {

    private static final Parsed NO_WHOLE_NUMBER = Parsed.problem(Reason.UNREADABLE_NUMBER, "a whole number");
    private static final Parsed NOT_WHOLE = Parsed.problem(Reason.NOT_WHOLE, "a whole number");
    private static final Parsed TOO_LONG = Parsed.problem(Reason.OUT_OF_RANGE, "a whole number of at most 64 bits");
    private static final Parsed NO_NUMBER = Parsed.problem(Reason.UNREADABLE_NUMBER, "a number");
    private static final Parsed TOO_BIG = Parsed.problem(Reason.OUT_OF_RANGE, "a number that a double holds");

    /** Doubles carry 15 to 17 digits; sums of many are off by more than the last of them. */
    private static final BigDecimal NOISE = new BigDecimal("1E-9");

    /** Noise must also be far smaller than the last digit that the column has. */
    private static final int NOISE_DIGITS = 3;

    private final boolean percent;
    private final boolean pounds;

    private NumberReaders(Field field) {
        percent = field.unit().contains("%");
        pounds = field.unit().contains("\u00A3") || field.unit().contains("GBP");
    }

    static ValueReader whole(Field field) {
        NumberReaders readers = new NumberReaders(field);
        return readers::readWhole;
    }

    static ValueReader number(Field field) {
        NumberReaders readers = new NumberReaders(field);
        return readers::readNumber;
    }

    static ValueReader decimal(Field field) {
        NumberReaders readers = new NumberReaders(field);
        int precision = field.type().precision();
        int scale = field.type().scale();
        Parsed unreadable = Parsed.problem(Reason.UNREADABLE_NUMBER, "a number");
        Parsed tooPrecise =
                Parsed.problem(Reason.TOO_PRECISE, "a number with at most %d digits after the point".formatted(scale));
        Parsed tooBig = Parsed.problem(
                Reason.OUT_OF_RANGE, "a number with at most %d digits before the point".formatted(precision - scale));
        return (kind, text) -> {
            BigDecimal exact = readers.exact(kind, text);
            if (exact == null) {
                return unreadable;
            }
            BigDecimal fitted = fit(exact, scale, kind);
            if (fitted == null) {
                return tooPrecise;
            }
            return fitted.precision() > precision && fitted.signum() != 0 ? tooBig : Parsed.value(fitted);
        };
    }

    private Parsed readWhole(CellKind kind, String text) {
        long plain = NumberText.whole(text);
        if (plain != NumberText.NOT_PLAIN) {
            return kind == CellKind.DATE ? NO_WHOLE_NUMBER : Parsed.value(plain);
        }
        BigDecimal exact = exact(kind, text);
        if (exact == null) {
            return NO_WHOLE_NUMBER;
        }
        BigDecimal whole = fit(exact, 0, kind);
        if (whole == null) {
            return NOT_WHOLE;
        }
        return whole.unscaledValue().bitLength() > Long.SIZE - 1 ? TOO_LONG : Parsed.value(whole.longValue());
    }

    private Parsed readNumber(CellKind kind, String text) {
        BigDecimal exact = exact(kind, text);
        if (exact == null) {
            return NO_NUMBER;
        }
        double number = exact.doubleValue();
        return Double.isInfinite(number) ? TOO_BIG : Parsed.value(number + 0.0);
    }

    private @Nullable BigDecimal exact(CellKind kind, String text) {
        return switch (kind) {
            case NUMBER -> NumberText.exact(text);
            case TEXT -> NumberText.exact(withoutUnit(NumberText.withHyphen(text)));
            case BLANK, DATE, BOOLEAN, ERROR -> null;
        };
    }

    /** A unit in the cell is read only where the field says the same: 12.5% is 12.5 where the unit is %. */
    private String withoutUnit(String text) {
        int last = text.length() - 1;
        if (percent && last > 0 && text.charAt(last) == '%') {
            return text.substring(0, last).strip();
        }
        int sign = text.charAt(0) == '-' ? 1 : 0;
        return pounds && last > sign && text.charAt(sign) == '\u00A3'
                ? text.substring(0, sign) + text.substring(sign + 1)
                : text;
    }

    /** @return the number with exactly {@code scale} digits after the point, or null when it has more */
    private static @Nullable BigDecimal fit(BigDecimal exact, int scale, CellKind kind) {
        if (exact.scale() <= scale) {
            return exact.setScale(scale);
        }
        BigDecimal rounded = exact.setScale(scale, RoundingMode.HALF_EVEN);
        BigDecimal off = exact.subtract(rounded).abs();
        if (off.signum() == 0) {
            return rounded;
        }
        boolean noise = kind == CellKind.NUMBER
                && off.compareTo(exact.abs().multiply(NOISE)) <= 0
                && off.compareTo(BigDecimal.ONE.movePointLeft(scale + NOISE_DIGITS)) <= 0;
        return noise ? rounded : null;
    }
}
