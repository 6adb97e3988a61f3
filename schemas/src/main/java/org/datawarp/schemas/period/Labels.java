package org.datawarp.schemas.period;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the labels of {@link Period#label} that would mean something else on a publisher's page. */
final class Labels {

    private static final Pattern QUARTER = Pattern.compile("(\\d{4})-q([1-4])");
    private static final Pattern RANGE = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)-to-(\\d{4}-\\d\\d-\\d\\d)");
    private static final String DAY = "day-";
    private static final int MONTH_LENGTH = 7;
    private static final int DAY_LENGTH = 10;

    private Labels() {}

    static @Nullable Period parse(String text) {
        try {
            return switch (text.length()) {
                case MONTH_LENGTH -> text.charAt(4) == '-' ? monthOrQuarter(text) : null;
                case DAY_LENGTH -> text.charAt(4) == '-' ? Period.snapshot(LocalDate.parse(text)) : null;
                default -> longer(text);
            };
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable Period monthOrQuarter(String text) {
        Matcher quarter = QUARTER.matcher(text);
        if (quarter.matches()) {
            YearMonth first =
                    YearMonth.of(Integer.parseInt(quarter.group(1)), Integer.parseInt(quarter.group(2)) * 3 - 2);
            return new Period(first.atDay(1), first.plusMonths(2).atEndOfMonth(), PeriodKind.QUARTER);
        }
        boolean month = text.charAt(5) == '0' || (text.charAt(5) == '1' && text.charAt(6) <= '2');
        return month ? Period.month(YearMonth.parse(text)) : null;
    }

    private static @Nullable Period longer(String text) {
        if (text.startsWith(DAY)) {
            LocalDate day = LocalDate.parse(text.substring(DAY.length()));
            return new Period(day, day, PeriodKind.DAY);
        }
        Matcher range = text.length() > DAY_LENGTH ? RANGE.matcher(text) : null;
        if (range == null || !range.matches()) {
            return null;
        }
        LocalDate start = LocalDate.parse(range.group(1));
        LocalDate end = LocalDate.parse(range.group(2));
        return end.isBefore(start) ? null : new Period(start, end, PeriodKind.RANGE);
    }
}
