package org.datawarp.author.table;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.datawarp.author.cell.SheetNames;

/** Distinguishes tables from what only looks like one: numbered notes, lists of sheets, workings of charts. */
final class Plausible {

    /** Fewer rows or columns than these, without a heading, are no table. */
    private static final int FEWEST_HEADLESS_ROWS = 3;

    private static final int FEWEST_HEADLESS_COLUMNS = 3;
    private static final int FEWEST_PAIRS = 3;
    private static final int LONG_PROSE = 60;

    private static final Pattern PROSE_SHEET =
            Pattern.compile("(?i).*\\b(?:contents?|cover|index|notes?|metadata|glossary"
                    + "|definitions?|information|introduction|terms|related|guidance|methodology|background|disclaimer|about"
                    + "|read ?me|key points|revisions?)\\b.*");

    private final boolean proseSheet;

    Plausible(SheetNames names) {
        this.proseSheet =
                PROSE_SHEET.matcher(names.sheetName().replace('_', ' ')).matches()
                        && !names.sheetName().equals(names.fileName());
    }

    /** Whether the sheet's name says that it holds text. */
    boolean isProseSheet() {
        return proseSheet;
    }

    boolean isTable(TableDraft table) {
        if (table.heading().isEmpty()) {
            return isHeadless(table);
        }
        return !isProse(table) && width(table) > 1 && !isRemark(table);
    }

    /** Whether a table is one row of two cells under another, and so a remark about a table. */
    private static boolean isRemark(TableDraft table) {
        List<Integer> rows = table.dataRows();
        return rows.size() == 1 && width(table) <= 2;
    }

    /**
     * Whether a table is labels with one value each: two cells in every row, always the same two, words before figures.
     */
    boolean isPairs(TableDraft table) {
        List<Integer> rows = table.dataRows();
        if (!table.heading().isEmpty() || rows.size() < FEWEST_PAIRS) {
            return false;
        }
        List<Integer> columns = table.strip().filledColumns(rows.get(0));
        SheetWindow window = table.strip().window();
        return columns.size() == 2
                && rows.stream()
                        .allMatch(row -> table.strip().filledColumns(row).equals(columns))
                && rows.stream()
                        .allMatch(row -> window.shape(row, columns.get(0)).isWord()
                                && window.shape(row, columns.get(1)).isFigure());
    }

    private boolean isHeadless(TableDraft table) {
        List<Integer> rows = table.dataRows();
        return rows.size() >= FEWEST_HEADLESS_ROWS && width(table) >= FEWEST_HEADLESS_COLUMNS && !isProse(table);
    }

    private static long width(TableDraft table) {
        List<Integer> rows = table.dataRows();
        ColumnProfile profile = new ColumnProfile(table.strip(), rows);
        return IntStream.range(table.strip().from(), table.strip().to())
                .filter(column -> profile.filled(column) * 3 > rows.size())
                .count();
    }

    /** Whether there are long sentences beside only note numbers, or the sheet's name says that it is text. */
    private boolean isProse(TableDraft table) {
        List<Integer> rows = table.dataRows();
        long letters = 0;
        long words = 0;
        long figures = 0;
        for (int row : rows) {
            for (int column : table.strip().filledColumns(row)) {
                if (table.strip().window().shape(row, column).isFigure()) {
                    figures++;
                } else {
                    words++;
                    letters += table.strip().window().text(row, column).length();
                }
            }
        }
        boolean sentences = words > 0 && letters / words > LONG_PROSE;
        boolean fewFigures = figures <= rows.size();
        return fewFigures && (sentences || proseSheet);
    }
}
