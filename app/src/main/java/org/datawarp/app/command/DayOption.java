package org.datawarp.app.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.datawarp.ask.query.AsOfTime;

/** A day or a time on the command line. */
final class DayOption {

    private DayOption() {}

    /** The last moment of a day in UTC, or the time itself. */
    static Instant end(String text) {
        return AsOfTime.end(text).orElseThrow(() -> refused(text));
    }

    /** The first moment of a day in UTC, or the time itself. */
    static Instant start(String text) {
        return text.contains("T")
                ? time(text)
                : day(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw refused(text);
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw refused(text);
        }
    }

    private static UserException refused(String text) {
        return new UserException(
                ExitCode.INVALID,
                "Cannot read \"%s\" as a day: expected 2025-06-30 or 2025-06-30T12:00:00Z".formatted(text));
    }
}
