package org.datawarp.streams.apply;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The date pattern that a manifest gives. */
final class DateFormat {

    private final DateTimeFormatter formatter;

    /**
     * Month names may be in any case. A day that is not in the calendar is unreadable; it does not become the last day
     * of its month.
     *
     * @param pattern of {@code java.time}
     */
    DateFormat(String pattern) {
        formatter = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(strict(pattern))
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** In strict parsing, the year of the era, {@code y}, needs an era. {@code u} is the plain year. */
    private static String strict(String pattern) {
        StringBuilder strict = new StringBuilder(pattern);
        boolean quoted = false;
        for (int i = 0; i < strict.length(); i++) {
            quoted ^= strict.charAt(i) == '\'';
            if (!quoted && strict.charAt(i) == 'y') {
                strict.setCharAt(i, 'u');
            }
        }
        return strict.toString();
    }

    /** @return the day, the first of its month when the form has none; null when the text has another form */
    @Nullable
    LocalDate date(String text) {
        TemporalAccessor found = parse(text);
        if (found instanceof YearMonth month) {
            return month.atDay(1);
        }
        return found == null ? null : LocalDate.from(found);
    }

    /** @return midnight when the form has no time; null when the text has another form */
    @Nullable
    LocalDateTime time(String text) {
        TemporalAccessor found = parse(text);
        if (found instanceof LocalDateTime time) {
            return time;
        }
        return found instanceof LocalDate date ? date.atStartOfDay() : null;
    }

    /** @return the whole month when the form has no day */
    boolean isMonth(String text) {
        return parse(text) instanceof YearMonth;
    }

    private @Nullable TemporalAccessor parse(String text) {
        try {
            return formatter.parseBest(text, LocalDateTime::from, LocalDate::from, YearMonth::from);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
