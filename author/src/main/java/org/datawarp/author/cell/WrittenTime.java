package org.datawarp.author.cell;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.datawarp.schemas.row.Cell;
import org.datawarp.streams.apply.DateText;
import org.datawarp.streams.layout.CellText;
import org.jspecify.annotations.Nullable;

/** A date, or a date and time, as it is written in a cell. */
public final class WrittenTime {

    private static final int LONGEST = 40;

    private WrittenTime() {}

    /** @return null when the cell holds no date */
    public static @Nullable LocalDateTime of(Cell cell) {
        return switch (cell.kind()) {
            case DATE, TEXT -> find(CellText.strip(cell.text()));
            case BLANK, NUMBER, BOOLEAN, ERROR -> null;
        };
    }

    /** @param text stripped; digits alone are a number here */
    static @Nullable LocalDateTime find(String text) {
        if (text.length() > LONGEST || text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        LocalDate date = DateText.parse(text);
        return date != null ? date.atStartOfDay() : withTime(text);
    }

    /** Reads eight digits that are a day, such as 20171001. */
    public static @Nullable LocalDate compact(String text) {
        LocalDate date = text.length() == 8 ? DateText.parse(text) : null;
        return date != null && date.getYear() >= 1900 && date.getYear() < 2100 ? date : null;
    }

    private static @Nullable LocalDateTime withTime(String text) {
        int colon = text.indexOf(':');
        int split = colon < 0 ? -1 : Math.max(text.lastIndexOf(' ', colon), text.lastIndexOf('T', colon));
        LocalDate date = split < 1 ? null : DateText.parse(text.substring(0, split));
        if (date == null) {
            return null;
        }
        try {
            return date.atTime(LocalTime.parse(text.substring(split + 1)).truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
