package org.datawarp.author.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.datawarp.author.cell.Shape;

/**
 * Finds a table without figures, such as a list of organisations: many rows of words in the same columns, with codes
 * among them or in at least three columns. The first row is the heading, unless it has the form of the others.
 */
final class WordTables {

    private static final int FEWEST_ROWS = 4;
    private static final int FEWEST_COLUMNS_WITHOUT_CODES = 3;
    private static final int LONGEST_WORDS = 60;

    private final Strip strip;
    private final RowDrafts drafts;

    WordTables(Strip strip) {
        this.strip = strip;
        this.drafts = new RowDrafts(strip);
    }

    /** The longest run of such rows. */
    Optional<TableDraft> find() {
        int best = 0;
        int bestEnd = 0;
        int row = 0;
        while (row < drafts.size()) {
            int end = drafts.kind(row) == DraftKind.WORDS ? endOfRun(row) : row;
            if (end - row > bestEnd - best) {
                best = row;
                bestEnd = end;
            }
            row = Math.max(end, row + 1);
        }
        return bestEnd - best >= FEWEST_ROWS ? table(best, bestEnd) : Optional.empty();
    }

    /** Single blank rows or words do not end a run. */
    private int endOfRun(int from) {
        int end = from;
        for (int row = from; row < drafts.size() && row <= end + 1; row++) {
            end = drafts.kind(row) == DraftKind.WORDS ? row + 1 : end;
        }
        return end;
    }

    private Optional<TableDraft> table(int from, int end) {
        List<Integer> below = IntStream.range(from + 1, end)
                .filter(row -> drafts.kind(row) == DraftKind.WORDS)
                .boxed()
                .toList();
        ColumnProfile profile = new ColumnProfile(strip, below);
        List<Integer> columns = IntStream.range(strip.from(), strip.to())
                .filter(column -> profile.filled(column) * 2 > below.size())
                .boxed()
                .toList();
        boolean codes = columns.stream().anyMatch(profile::isCodes);
        boolean wide = columns.size() >= FEWEST_COLUMNS_WITHOUT_CODES;
        if (columns.size() < 2 || !(codes || wide) || isProse(below)) {
            return Optional.empty();
        }
        boolean headless = codes
                && columns.stream()
                        .filter(profile::isCodes)
                        .allMatch(column -> strip.window().shape(from, column) == Shape.CODE);
        return Optional.of(draft(from, end, headless));
    }

    private boolean isProse(List<Integer> rows) {
        long letters = 0;
        long cells = 0;
        for (int row : rows) {
            for (int column : strip.filledColumns(row)) {
                letters += strip.window().text(row, column).length();
                cells++;
            }
        }
        return cells == 0 || letters / cells > LONGEST_WORDS;
    }

    private TableDraft draft(int from, int end, boolean headless) {
        List<InspectedRowKind> kinds = new ArrayList<>(Collections.nCopies(end, InspectedRowKind.NOTE));
        for (int row = 0; row < end; row++) {
            DraftKind kind = drafts.kind(row);
            if (kind == DraftKind.BLANK) {
                kinds.set(row, InspectedRowKind.BLANK);
            } else if (row >= from) {
                kinds.set(row, InspectedRowKind.DATA);
            }
        }
        if (!headless) {
            kinds.set(from, InspectedRowKind.HEADING);
        }
        HeadingLevels heading = headless ? HeadingLevels.NONE : new HeadingLevels(List.of(from), null, null);
        return new TableDraft(strip, heading, 0, headless ? from : from + 1, kinds);
    }
}
