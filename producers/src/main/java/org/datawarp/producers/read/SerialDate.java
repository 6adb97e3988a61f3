package org.datawarp.producers.read;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Days since an epoch, as workbooks count them, in ISO 8601. */
enum SerialDate {
    /** Day 1 is 1 January 1900, and day 60 is 29 February 1900, which never existed. */
    FROM_1900,
    /** Day 0 is 1 January 1904. */
    FROM_1904;

    private static final LocalDate EPOCH_1904 = LocalDate.of(1904, 1, 1);
    private static final LocalDate EPOCH_BEFORE_MARCH_1900 = LocalDate.of(1899, 12, 31);
    private static final LocalDate EPOCH_SINCE_MARCH_1900 = LocalDate.of(1899, 12, 30);
    private static final int DAY_THAT_NEVER_WAS = 60;
    private static final int LAST_DAY_OF_9999 = 2_958_465;
    private static final long MILLIS_A_DAY = 86_400_000L;
    private static final long NANOS_A_MILLI = 1_000_000L;
    private static final long MILLIS_A_SECOND = 1000L;
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");

    /** @return date, or date and time when there is one, to the millisecond; null when the number is not a date */
    @Nullable
    String iso(double serial) {
        if (!(serial >= 0 && serial < LAST_DAY_OF_9999 + 1)) {
            return null;
        }
        // A double holds a day and its time to about a microsecond: rounding corrects 08:59:59.9999997.
        long millis = Math.round(serial * MILLIS_A_DAY);
        LocalDate day = day(millis / MILLIS_A_DAY);
        return day == null ? null : text(day, millis % MILLIS_A_DAY);
    }

    /** @return the date, or date and time, written in ISO 8601, in the form of {@link #iso}; null when it is neither */
    static @Nullable String written(String text) {
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).toString()
                    : text(LocalDateTime.parse(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text));
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** @param iso a date and time; returns the elapsed part of the day, as a number */
    static String timeOfDay(String iso) {
        return NumberText.of(
                (double) LocalDateTime.parse(iso).toLocalTime().toNanoOfDay() / (MILLIS_A_DAY * NANOS_A_MILLI));
    }

    private static String text(LocalDateTime time) {
        return text(time.toLocalDate(), time.toLocalTime().toNanoOfDay() / NANOS_A_MILLI);
    }

    private @Nullable LocalDate day(long days) {
        if (days > LAST_DAY_OF_9999) {
            return null;
        }
        if (this == FROM_1904) {
            return EPOCH_1904.plusDays(days);
        }
        if (days == 0 || days == DAY_THAT_NEVER_WAS) {
            return null;
        }
        return (days < DAY_THAT_NEVER_WAS ? EPOCH_BEFORE_MARCH_1900 : EPOCH_SINCE_MARCH_1900).plusDays(days);
    }

    private static String text(LocalDate day, long millisOfDay) {
        if (millisOfDay == 0) {
            return day.toString();
        }
        LocalDateTime time = day.atTime(LocalTime.ofNanoOfDay(millisOfDay * NANOS_A_MILLI));
        return (millisOfDay % MILLIS_A_SECOND == 0 ? SECONDS : MILLIS).format(time);
    }
}
