package org.datawarp.author.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.datawarp.author.cell.CodeText;
import org.datawarp.author.cell.MetadataWords;
import org.datawarp.author.cell.NoteText;
import org.datawarp.streams.layout.HeadingText;
import org.datawarp.streams.layout.LabelRow;

/** Judges the rows between two runs of figures: sections, labels, repeated headings, data without figures, or an end. */
final class BetweenRows {

    /** Rows before a gap that show what the table's columns hold. */
    private static final int LOOK_BACK = 12;

    /** A heading is repeated if this share of its names is: nine in ten. */
    private static final double REPEATED = 0.9;

    private final Strip strip;
    private final RowDrafts drafts;

    BetweenRows(Strip strip, RowDrafts drafts) {
        this.strip = strip;
        this.drafts = drafts;
    }

    /** Whether figures before and after a gap are in the same columns. */
    boolean sharesColumns(int body, int last, int next) {
        ColumnProfile earlier = profileBefore(body, last);
        int[] before = earlier.figureColumns();
        ColumnProfile after = new ColumnProfile(strip, drafts.figuresFrom(next));
        int[] columns = after.figureColumns();
        long shared = IntStream.of(before)
                .filter(column -> earlier.isLike(after, column))
                .count();
        return shared * 2 >= Math.min(before.length, columns.length) && shared > 0;
    }

    private ColumnProfile profileBefore(int body, int last) {
        List<Integer> rows = new ArrayList<>();
        for (int row = last; row >= body && rows.size() < LOOK_BACK; row--) {
            if (drafts.kind(row) == DraftKind.FIGURES) {
                rows.add(row);
            }
        }
        return new ColumnProfile(strip, rows);
    }

    /** Whether the next figures have a heading of their own. */
    boolean beginsATable(int last, int next, HeadingLevels heading) {
        ColumnProfile after = new ColumnProfile(strip, drafts.figuresFrom(next));
        boolean repeated = repeatsHeading(last, next, heading);
        boolean titled = false;
        for (int row = last + 1; row < next; row++) {
            titled |= drafts.kind(row) == DraftKind.SINGLE && !MetadataWords.isPage(strip.firstText(row));
            boolean words = drafts.kind(row) == DraftKind.WORDS;
            boolean named = words && namesFigures(row, after);
            if ((named && titled && !repeated) || ((named || (words && titled)) && !repeats(row, heading))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether all of a table's heading is repeated between two runs of figures, so that the table continues. A title
     * too long for a label makes it another table.
     */
    boolean repeatsHeading(int last, int next, HeadingLevels heading) {
        boolean titled = IntStream.range(last + 1, next)
                .filter(row -> drafts.kind(row) == DraftKind.SINGLE)
                .mapToObj(strip::firstText)
                .anyMatch(text -> text.length() > NoteText.LONGEST_LABEL && !NoteText.opens(text));
        return !heading.isEmpty()
                && !titled
                && heading.levels().stream()
                        .allMatch(level -> IntStream.range(last + 1, next)
                                .anyMatch(row -> strip.filled(row) == strip.filled(level) && repeats(row, level)));
    }

    /**
     * Whether a row of words names columns of figures; if all words are the same, they are marks of missing figures.
     */
    private boolean namesFigures(int row, ColumnProfile profile) {
        List<Integer> over = strip.filledColumns(row).stream()
                .filter(profile::isFigures)
                .filter(column -> column >= profile.firstMeasure())
                .toList();
        long measures = IntStream.of(profile.figureColumns())
                .filter(column -> column >= profile.firstMeasure())
                .count();
        long different = over.stream()
                .map(column -> strip.window().text(row, column))
                .distinct()
                .count();
        return over.size() * 2L >= Math.max(1, measures) && (different > 1 || (measures == 1 && different == 1));
    }

    private boolean repeats(int row, HeadingLevels heading) {
        return heading.levels().stream().anyMatch(level -> repeats(row, level));
    }

    private boolean repeats(int row, int level) {
        List<Integer> columns = strip.filledColumns(row);
        long same = columns.stream()
                .filter(column -> sameName(
                        strip.window().text(row, column), strip.window().text(level, column)))
                .count();
        return same >= REPEATED * columns.size();
    }

    private static boolean sameName(String one, String other) {
        return one.equals(other) || HeadingText.tolerant(one).equals(HeadingText.tolerant(other));
    }

    /** Sets the kinds of the rows in a gap within a table. */
    void mark(int last, int next, InspectedRowKind[] kinds, HeadingLevels heading) {
        ColumnProfile after = new ColumnProfile(strip, drafts.figuresFrom(next));
        for (int row = last + 1; row < next; row++) {
            kinds[row] = switch (drafts.kind(row)) {
                case BLANK -> InspectedRowKind.BLANK;
                case SINGLE, LABELLED -> ofLabel(row, heading);
                case WORDS -> ofWords(row, after, heading);
                case FIGURES -> InspectedRowKind.DATA;
            };
        }
    }

    private InspectedRowKind ofLabel(int row, HeadingLevels heading) {
        boolean group = heading.levels().stream()
                .anyMatch(level ->
                        strip.filled(level) == 1 && strip.first(level) == strip.first(row) && repeats(row, level));
        if (group) {
            return InspectedRowKind.HEADING;
        }
        return isLabelOver(row) ? InspectedRowKind.SECTION : InspectedRowKind.NOTE;
    }

    private InspectedRowKind ofWords(int row, ColumnProfile profile, HeadingLevels heading) {
        if (repeats(row, heading)) {
            return InspectedRowKind.HEADING;
        }
        return fits(row, profile) ? InspectedRowKind.DATA : InspectedRowKind.HEADING;
    }

    /** Whether words have the form of their columns' values: codes among codes, names among names. */
    private boolean fits(int row, ColumnProfile profile) {
        boolean codes = false;
        for (int column = strip.from(); column < strip.to(); column++) {
            if (profile.isCodes(column)) {
                codes = true;
                if (CodeText.mayBeCode(strip.window().text(row, column))) {
                    return true;
                }
            }
        }
        long labels = IntStream.range(strip.from(), strip.to())
                .filter(column -> profile.filled(column) > 0 && !profile.isFigures(column))
                .filter(column -> !strip.window().isBlank(row, column))
                .count();
        return !codes && labels > 0 && !ColumnWords.isHeading(strip, row);
    }

    /** Whether a row is a label for the rows below it: a single text, or a text after its kind. */
    boolean isLabelOver(int row) {
        return switch (drafts.kind(row)) {
            case SINGLE -> isSection(row);
            case LABELLED -> {
                String text = strip.firstText(row);
                yield LabelRow.is(strip.window().row(row)) && !NoteText.isNote(text) && !MetadataWords.isLabel(text);
            }
            case BLANK, WORDS, FIGURES -> false;
        };
    }

    /** Whether a single cell is a label for the rows below it. */
    boolean isSection(int row) {
        int column = strip.first(row);
        String text = strip.window().text(row, column);
        return strip.window().shape(row, column).isWord()
                && column - strip.from() <= FARTHEST_SECTION
                && !NoteText.isNote(text)
                && !NoteText.isContinuation(text)
                && !MetadataWords.isPage(text)
                && !MetadataWords.isLabel(text);
    }

    /** Section labels are at the left. */
    private static final int FARTHEST_SECTION = 4;

    /** Rows right under the last figures that hold only labels are data, as long as they hold codes. */
    int trailingData(int body, int last, InspectedRowKind[] kinds) {
        ColumnProfile profile = profileBefore(body, last);
        int row = last;
        while (row + 1 < drafts.size() && drafts.kind(row + 1) == DraftKind.WORDS && hasCode(row + 1, profile)) {
            kinds[++row] = InspectedRowKind.DATA;
        }
        return row;
    }

    private boolean hasCode(int row, ColumnProfile profile) {
        return IntStream.range(strip.from(), strip.to())
                .anyMatch(column -> profile.isCodes(column)
                        && CodeText.mayBeCode(strip.window().text(row, column)));
    }
}
