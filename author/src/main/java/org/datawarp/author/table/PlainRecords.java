package org.datawarp.author.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.datawarp.author.cell.CodeText;
import org.jspecify.annotations.Nullable;

/**
 * A text file as programs write it: names in the first record, and as many fields in each of the others. Data that is
 * too small, or has too few figures, for a table on a page is a table here, because such a file holds nothing else.
 */
final class PlainRecords {

    /** In a table of fewer columns, words over words may be remarks. */
    private static final int FEWEST_COLUMNS_OF_WORDS = 3;

    /** Longer texts, on average, are prose. */
    private static final int LONGEST_WORDS = 60;

    private final SheetWindow window;
    private final List<Integer> below = new ArrayList<>();

    private PlainRecords(SheetWindow window) {
        this.window = window;
        for (int row = 1; row < window.size(); row++) {
            if (!window.row(row).isBlank()) {
                below.add(row);
            }
        }
    }

    /** The table of the window; null when it is not such a file. */
    static @Nullable TableDraft find(SheetWindow window) {
        PlainRecords records = new PlainRecords(window);
        return records.isTable() ? records.table() : null;
    }

    private boolean isTable() {
        return window.recordWidth() > 1
                && window.width() > 1
                && !below.isEmpty()
                && columns().allMatch(this::isNamed)
                && (window.width() >= FEWEST_COLUMNS_OF_WORDS ? !isProse() : hasFigures());
    }

    private IntStream columns() {
        return IntStream.range(0, window.width());
    }

    /** Whether the first record names the column, and is not one of its values. */
    private boolean isNamed(int column) {
        String name = window.text(0, column);
        return window.shape(0, column).isWord()
                && !(CodeText.mayBeCode(name) && below.stream().allMatch(row -> mayBeCode(row, column)))
                && below.stream().noneMatch(row -> window.text(row, column).equals(name));
    }

    private boolean mayBeCode(int row, int column) {
        return CodeText.mayBeCode(window.text(row, column));
    }

    /**
     * Whether one of two columns has only figures; with a single record below, the first must. Otherwise it is a
     * remark.
     */
    private boolean hasFigures() {
        return columns()
                .limit(below.size() == 1 ? 1 : window.width())
                .anyMatch(column ->
                        below.stream().allMatch(row -> window.shape(row, column).isFigure()));
    }

    private boolean isProse() {
        long letters = 0;
        long cells = 0;
        for (int row : below) {
            for (int column = 0; column < window.width(); column++) {
                letters += window.text(row, column).length();
                cells += window.isBlank(row, column) ? 0 : 1;
            }
        }
        return letters > cells * LONGEST_WORDS;
    }

    private TableDraft table() {
        List<InspectedRowKind> kinds = new ArrayList<>();
        kinds.add(InspectedRowKind.HEADING);
        for (int row = 1; row <= below.get(below.size() - 1); row++) {
            kinds.add(window.row(row).isBlank() ? InspectedRowKind.BLANK : InspectedRowKind.DATA);
        }
        Strip strip = new Strip(window, 0, window.width());
        return new TableDraft(strip, new HeadingLevels(List.of(0), null, null), 0, 1, kinds);
    }
}
