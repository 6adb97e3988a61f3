package org.datawarp.platform.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows under a heading, in columns as wide as they need to be. Where a terminal has too little room, the widest columns of
 * words are cut, then columns at the right are left out and counted. Owned by one thread.
 */
public final class TextTable {

    /** Wider cells are cut, so that a row stays on one line. */
    private static final int WIDEST = 60;

    /** Columns are not cut to less than this. */
    private static final int NARROWEST = 16;

    /** How a column's text is aligned. */
    public enum Side {
        LEFT,
        RIGHT
    }

    /** @param paint gives the text its colour; must not change how wide it is */
    public record Entry(String text, UnaryOperator<String> paint) {

        /** What is longer than so many characters is cut. */
        public static Entry of(String text, int most, UnaryOperator<String> paint) {
            return new Entry(Screen.cut(Screen.clean(text), most), paint);
        }
    }

    private final List<Side> sides;
    private final String gap;
    private final UnaryOperator<String> paint;
    private final List<List<Entry>> rows = new ArrayList<>();
    private int headingRows;

    /** @param sides one for each column */
    public TextTable(List<Side> sides, List<String> heading) {
        this(sides, "  ", UnaryOperator.identity());
        add(heading);
        endHeading();
    }

    /**
     * Begins with the heading, which may have several rows, up to {@link #endHeading}.
     *
     * @param sides one for each column
     * @param gap between two columns: blanks, or a line that the rule under the heading crosses
     * @param paint gives the lines their colour
     */
    public TextTable(List<Side> sides, String gap, UnaryOperator<String> paint) {
        this.sides = List.copyOf(sides);
        this.gap = gap;
        this.paint = paint;
    }

    /** A line is drawn under what was added so far. */
    public void endHeading() {
        headingRows = rows.size();
    }

    /** @param cells one for each column */
    public void add(List<String> cells) {
        addEntries(cells.stream()
                .map(cell -> Entry.of(cell, WIDEST, UnaryOperator.identity()))
                .toList());
    }

    /** @param cells one for each column */
    public void addEntries(List<Entry> cells) {
        rows.add(List.copyOf(cells));
    }

    /** As wide as the terminal that a person watches; as wide as it needs to be elsewhere. Each line is ended. */
    @Override
    public String toString() {
        int room = Screen.isWatched() ? Screen.columns() : Integer.MAX_VALUE;
        return String.join(System.lineSeparator(), lines(room)) + System.lineSeparator();
    }

    /** @param room how many characters a line may have; one column is always there */
    public List<String> lines(int room) {
        int[] widths = widths(room);
        int shown = sides.size();
        while (shown > 1 && total(widths, shown) > room) {
            shown--;
        }
        List<String> lines = new ArrayList<>();
        for (List<Entry> row : rows) {
            lines.add(line(row, widths, shown));
            if (lines.size() == headingRows) {
                String crossing = gap.isBlank() ? gap : gap.replace(' ', '─').replace('│', '┼');
                String rule =
                        IntStream.of(widths).limit(shown).mapToObj("─"::repeat).collect(Collectors.joining(crossing));
                lines.add(paint.apply(rule.stripTrailing()));
            }
        }
        int more = sides.size() - shown;
        if (more > 0) {
            lines.add(paint.apply("… and %,d more column%s".formatted(more, more == 1 ? "" : "s")));
        }
        return lines;
    }

    private int[] widths(int room) {
        int[] widths = IntStream.range(0, sides.size())
                .map(i -> rows.stream()
                        .mapToInt(row -> Screen.width(row.get(i).text()))
                        .max()
                        .orElse(0))
                .toArray();
        List<Integer> words = IntStream.range(0, widths.length)
                .filter(i -> sides.get(i) == Side.LEFT)
                .boxed()
                .toList();
        int excess = words.isEmpty() ? 0 : total(widths, widths.length) - room;
        for (; excess > 0; excess--) {
            int widest = Collections.max(words, Comparator.comparingInt(i -> widths[i]));
            widths[widest] = Math.max(widths[widest] - 1, Math.min(widths[widest], NARROWEST));
        }
        return widths;
    }

    private int total(int[] widths, int shown) {
        return IntStream.of(widths).limit(shown).sum() + (shown - 1) * gap.length();
    }

    private String line(List<Entry> row, int[] widths, int shown) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            String text = Screen.cut(row.get(i).text(), widths[i]);
            String padding = " ".repeat(widths[i] - Screen.width(text));
            String painted = row.get(i).paint().apply(text);
            parts.add(sides.get(i) == Side.LEFT ? painted + padding : padding + painted);
        }
        return String.join(paint.apply(gap), parts).stripTrailing();
    }
}
