package org.datawarp.author.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts a strip into tables: runs of rows with figures, each with the heading above it, and the rows between them. */
final class TableFinder {

    /** More blank rows than this end a table. */
    private static final int WIDEST_BLANK = 12;

    private final Strip strip;
    private final RowDrafts drafts;
    private final HeadingFinder headings;
    private final BetweenRows between;

    TableFinder(Strip strip) {
        this.strip = strip;
        this.drafts = new RowDrafts(strip);
        this.headings = new HeadingFinder(strip, drafts);
        this.between = new BetweenRows(strip, drafts);
    }

    /** From top to bottom. Rows without a heading above them, or the form of one below them, may not be a table. */
    List<TableDraft> find() {
        List<TableDraft> found = new ArrayList<>();
        int free = 0;
        int body = drafts.next(0, DraftKind.FIGURES);
        while (body < strip.size()) {
            TableDraft table = table(free, body);
            found.add(table);
            free = table.last() + 1;
            body = drafts.next(free, DraftKind.FIGURES);
        }
        return found;
    }

    private TableDraft table(int free, int body) {
        ColumnProfile profile = new ColumnProfile(strip, drafts.figuresFrom(body));
        HeadingLevels heading = headings.find(free, body, profile);
        InspectedRowKind[] kinds = new InspectedRowKind[strip.size()];
        for (int row = free; row < body; row++) {
            kinds[row] = drafts.kind(row) == DraftKind.BLANK ? InspectedRowKind.BLANK : InspectedRowKind.NOTE;
        }
        markHeading(heading, body, kinds);
        int last = extend(body, heading, kinds);
        markOutline(body, last, kinds);
        markFirstLabels(free, heading, last, kinds);
        return new TableDraft(strip, heading, free, body, Arrays.asList(kinds).subList(free, last + 1));
    }

    private void markHeading(HeadingLevels heading, int body, InspectedRowKind[] kinds) {
        if (heading.isEmpty()) {
            return;
        }
        heading.levels().forEach(level -> kinds[level] = InspectedRowKind.HEADING);
        Integer units = heading.units();
        if (units != null) {
            kinds[units] = InspectedRowKind.UNIT;
        }
        for (int row = heading.lowest() + 1; row < body; row++) {
            if (drafts.kind(row) == DraftKind.SINGLE && between.isSection(row)) {
                kinds[row] = InspectedRowKind.SECTION;
            }
        }
    }

    /** A text such as {@code of which:} over rows of the level below is not a level: it ends with these rows. */
    private void markOutline(int body, int last, InspectedRowKind[] kinds) {
        List<Integer> data = IntStream.rangeClosed(body, last)
                .filter(row -> kinds[row] == InspectedRowKind.DATA)
                .boxed()
                .toList();
        for (int row = body; row < last; row++) {
            int at = row;
            int column = strip.first(row);
            boolean labelled = kinds[row] == InspectedRowKind.SECTION
                    && drafts.kind(row) == DraftKind.LABELLED
                    && strip.filled(row) == 1;
            if (labelled
                    && data.stream().anyMatch(other -> strip.first(other) == column)
                    && data.stream()
                            .filter(other -> other > at)
                            .findFirst()
                            .filter(other -> strip.first(other) > column)
                            .isPresent()) {
                kinds[row] = InspectedRowKind.NOTE;
            }
        }
    }

    /** If there are labels above each repeated heading, as many rows above the first one are labels, too. */
    private void markFirstLabels(int free, HeadingLevels heading, int last, InspectedRowKind[] kinds) {
        int again = heading.isEmpty() ? last : heading.lowest() + 1;
        while (again < last && kinds[again] != InspectedRowKind.HEADING) {
            again++;
        }
        int labels = 0;
        while (again < last && kinds[again - labels - 1] == InspectedRowKind.SECTION) {
            labels++;
        }
        int first = heading.top() - labels;
        boolean labelled =
                first >= free && IntStream.range(first, heading.top()).allMatch(between::isLabelOver);
        if (labelled) {
            Arrays.fill(kinds, first, heading.top(), InspectedRowKind.SECTION);
        }
    }

    /** @return the table's last row with figures */
    private int extend(int body, HeadingLevels heading, InspectedRowKind[] kinds) {
        kinds[body] = InspectedRowKind.DATA;
        int last = body;
        int next = drafts.next(last + 1, DraftKind.FIGURES);
        while (next < strip.size() && goesOn(body, last, next, heading)) {
            between.mark(last, next, kinds, heading);
            kinds[next] = InspectedRowKind.DATA;
            last = next;
            next = drafts.next(last + 1, DraftKind.FIGURES);
        }
        if (next == strip.size()) {
            last = between.trailingData(body, last, kinds);
        }
        return last;
    }

    private boolean goesOn(int body, int last, int next, HeadingLevels heading) {
        if (next == last + 1) {
            return true;
        }
        int blanks = 0;
        boolean described = false;
        for (int row = last + 1; row < next; row++) {
            blanks += drafts.kind(row) == DraftKind.BLANK ? 1 : 0;
            described |= drafts.kind(row) == DraftKind.LABELLED && strip.filled(row) > 1;
        }
        return blanks <= WIDEST_BLANK
                && (!described || between.repeatsHeading(last, next, heading))
                && between.sharesColumns(body, last, next)
                && !between.beginsATable(last, next, heading);
    }
}
