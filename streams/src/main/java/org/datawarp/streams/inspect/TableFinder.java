package org.datawarp.streams.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a strip into tables: runs of rows with figures, each with the heading over it, and what stands between them. */
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

    /** From top to bottom. Rows without a heading over them, or the form of one below them, may be no table after all. */
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
        for (int row = last + 1; row < next; row++) {
            blanks += drafts.kind(row) == DraftKind.BLANK ? 1 : 0;
            if (drafts.kind(row) == DraftKind.LABELLED) {
                return false;
            }
        }
        return blanks <= WIDEST_BLANK
                && between.sharesColumns(body, last, next)
                && !between.beginsATable(last, next, heading);
    }
}
