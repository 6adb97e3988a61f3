package org.datawarp.streams.apply;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.datawarp.schemas.manifest.Field;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.streams.layout.CellText;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates, or dates and times: in the usual forms, day first, or in the one form that a field gives. Remembers the
 * last cell that it read, because neighbouring rows often have the same date. Owned by one thread.
 */
final class DateReader implements ValueReader {

    private final @Nullable DateFormat format;
    private final Parsed unreadable;
    private final boolean withTime;
    private CellKind lastKind = CellKind.BLANK;
    private String lastText = "";
    private Parsed last = Parsed.BLANK;

    private DateReader(Field field, boolean withTime, Parsed unreadable) {
        this.format = field.format().isEmpty() ? null : new DateFormat(field.format());
        this.withTime = withTime;
        this.unreadable = field.format().isEmpty()
                ? unreadable
                : new Parsed(null, null, unreadable.problem(), "the form " + field.format());
    }

    static DateReader date(Field field) {
        return new DateReader(
                field,
                false,
                Parsed.problem(Reason.UNREADABLE_DATE, "a date such as 2025-03-31 or 31/03/2025, day first"));
    }

    static DateReader timestamp(Field field) {
        return new DateReader(
                field,
                true,
                Parsed.problem(Reason.UNREADABLE_TIMESTAMP, "a time such as 2025-03-31T09:30:00 or 31/03/2025 09:30"));
    }

    @Override
    public Parsed read(CellKind kind, String text) {
        if (kind != lastKind || !text.equals(lastText)) {
            Object value = withTime ? time(kind, text) : date(kind, text);
            lastKind = kind;
            lastText = text;
            last = value == null ? unreadable : Parsed.value(value);
        }
        return last;
    }

    private @Nullable LocalDate date(CellKind kind, String text) {
        String plain = kind == CellKind.NUMBER ? CellText.plain(text) : text;
        if (format != null && kind != CellKind.DATE) {
            return format.date(plain);
        }
        LocalDate date = DateText.parse(plain);
        if (date != null) {
            return date;
        }
        LocalDateTime time = usualTime(plain);
        return time != null && time.toLocalTime().equals(LocalTime.MIDNIGHT) ? time.toLocalDate() : null;
    }

    private @Nullable LocalDateTime time(CellKind kind, String text) {
        if (format != null && kind != CellKind.DATE) {
            return format.time(text);
        }
        LocalDate date = DateText.parse(text);
        return date != null ? date.atStartOfDay() : usualTime(text);
    }

    /** A date, a T or a space, and a time to the minute or finer. */
    private static @Nullable LocalDateTime usualTime(String text) {
        int colon = text.indexOf(':');
        int split = colon < 0 ? -1 : Math.max(text.lastIndexOf(' ', colon), text.lastIndexOf('T', colon));
        LocalDate date = split < 1 ? null : DateText.parse(text.substring(0, split));
        if (date == null) {
            return null;
        }
        try {
            LocalTime time = LocalTime.parse(text.substring(split + 1));
            return time.truncatedTo(ChronoUnit.MICROS).equals(time) ? date.atTime(time) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
