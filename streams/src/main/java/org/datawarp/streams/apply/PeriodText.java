package org.datawarp.streams.apply;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.datawarp.schemas.manifest.Field;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodKind;
import org.datawarp.schemas.period.PeriodParser;
import org.datawarp.schemas.row.Cell;
import org.datawarp.streams.layout.CellText;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cells or headings that say what period figures are about. Remembers what it has read: a table names a few
 * periods many times. Owned by one thread.
 */
final class PeriodText {

    private static final int MOST_REMEMBERED = 10_000;

    private final @Nullable DateFormat format;
    private final @Nullable PeriodKind kind;
    private final Parsed unreadable;
    private final Map<String, Parsed> known = new HashMap<>();

    /** @param kind what the manifest promises; null to take it from the form */
    PeriodText(String format, @Nullable PeriodKind kind) {
        this.format = format.isEmpty() ? null : new DateFormat(format);
        this.kind = kind;
        String what =
                kind == null ? "period" : kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        this.unreadable = Parsed.problem(
                Reason.UNREADABLE_PERIOD, "a " + what + (format.isEmpty() ? "" : " in the form " + format));
    }

    static PeriodText of(Field field, @Nullable PeriodKind kind) {
        return new PeriodText(field.format(), kind);
    }

    /** @return a {@link Period}, nothing for a blank cell, or a problem */
    Parsed read(Cell cell) {
        return read(CellText.shown(cell));
    }

    /** @param text as {@link CellText#shown} gives it */
    Parsed read(String text) {
        Parsed found = known.get(text);
        if (found == null) {
            found = parse(text);
            if (known.size() < MOST_REMEMBERED) {
                known.put(text, found);
            }
        }
        return found;
    }

    private Parsed parse(String text) {
        if (text.isEmpty()) {
            return Parsed.BLANK;
        }
        Optional<Period> period = find(text);
        if (kind != null) {
            PeriodKind promised = kind;
            period = period.flatMap(found -> Spans.as(promised, found));
        }
        return period.map(Parsed::value).orElse(unreadable);
    }

    private Optional<Period> find(String text) {
        if (format != null) {
            LocalDate day = format.date(text);
            if (day != null) {
                return Optional.of(Spans.around(day, format.isMonth(text) ? PeriodKind.MONTH : PeriodKind.SNAPSHOT));
            }
        }
        LocalDate day = DateText.parse(text);
        return day != null ? Optional.of(Period.snapshot(day)) : PeriodParser.find(text);
    }
}
