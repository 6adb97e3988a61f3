package org.datawarp.producers;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.period.PeriodParser;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.SheetRow;
import org.jspecify.annotations.Nullable;

/** The period named in the rows above a sheet's first table. Used for one sheet, by one thread. */
final class TitlePeriod {

    /** Rows below this are not titles. */
    private static final int MOST_ROWS = 25;

    /** A row with this many cells is a heading, or data. */
    private static final int FEWEST_OF_TABLE = 3;

    private static final int LONGEST = 300;

    private static final Pattern LABELLED = Pattern.compile(
            "(?i)\\W*(?:(?:reporting|data|time|collection) )?(?:period|month|quarter|week|date range|coverage|time frame)\\b.*");

    private static final Pattern ABOUT_THE_FILE = Pattern.compile(
            "(?i).*\\b(?:next|updated?|publication|published|release date|released|revised|contact|last edited)\\b.*");

    private int rows;
    private boolean table;
    private @Nullable Period labelled;
    private @Nullable Period named;

    void row(SheetRow row) {
        long filled = row.cells().stream().filter(cell -> !cell.isBlank()).count();
        table |= filled >= FEWEST_OF_TABLE;
        if (table || ++rows > MOST_ROWS) {
            return;
        }
        String text = row.cells().stream()
                .map(Cell::text)
                .map(String::strip)
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(" "));
        if (!text.isEmpty()
                && text.length() <= LONGEST
                && !ABOUT_THE_FILE.matcher(text).matches()) {
            Period found = PeriodParser.find(text).orElse(null);
            named = named == null ? found : named;
            labelled = labelled == null && LABELLED.matcher(text).matches() ? found : labelled;
        }
    }

    /** The period after a label such as {@code Period:}; null when there is none. */
    @Nullable
    Period labelled() {
        return labelled;
    }

    /** The first period that a title names; null when none does. */
    @Nullable
    Period named() {
        return named;
    }
}
