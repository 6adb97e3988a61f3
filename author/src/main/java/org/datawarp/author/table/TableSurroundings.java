package org.datawarp.author.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.datawarp.author.cell.NoteText;

/** Reads the texts above and below a table: its title, its notes, and its period. */
final class TableSurroundings {

    private static final int LONGEST_TITLE = 300;
    private static final Set<String> NAVIGATION =
            Set.of("contents", "back to contents", "return to contents", "index", "back", "notes", "home");

    private final TableDraft table;
    private final Strip strip;
    private final int from;
    private final int top;
    private final int last;
    private final int until;

    /**
     * @param table its own rows above its heading are those from {@code table.first()}
     * @param until first row of the next table, or the size of the window
     */
    TableSurroundings(TableDraft table, int until) {
        this.table = table;
        this.strip = table.strip();
        this.from = table.first();
        this.top = table.top();
        this.last = table.last();
        this.until = until;
    }

    /** The title of the table; empty when there is none. */
    String title() {
        String labelled = labelled("title:");
        if (!labelled.isEmpty()) {
            return labelled;
        }
        String title = String.join(" ", from == 0 ? firstBlock() : nearestBlock());
        return title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE);
    }

    /** The first table of a sheet has the sheet's title. */
    private List<String> firstBlock() {
        List<String> block = new ArrayList<>();
        for (int row = from; row < top && (isTitle(row) || block.isEmpty()); row++) {
            if (isTitle(row)) {
                block.add(strip.firstText(row));
            }
        }
        return block;
    }

    private List<String> nearestBlock() {
        List<String> block = new ArrayList<>();
        for (int row = top - 1; row >= from && (isTitle(row) || block.isEmpty()); row--) {
            if (isTitle(row)) {
                block.add(0, strip.firstText(row));
            }
        }
        return block;
    }

    private boolean isTitle(int row) {
        String text = strip.firstText(row);
        // A label for only the first rows does not belong to the whole table.
        return !text.isEmpty()
                && table.kind(row) != InspectedRowKind.SECTION
                && strip.filled(row) <= 2
                && !text.endsWith(":")
                && text.length() <= LONGEST_TITLE
                && !NoteText.opens(text)
                && !NAVIGATION.contains(text.toLowerCase(Locale.ROOT));
    }

    /** The text after a label such as {@code Period:}; empty when there is none. */
    String labelled(String label) {
        for (int row = from; row < top; row++) {
            if (strip.firstText(row).toLowerCase(Locale.ROOT).equals(label) && strip.filled(row) > 1) {
                return strip.window().text(row, strip.filledColumns(row).get(1));
            }
        }
        return "";
    }

    /**
     * All texts above the table that may give its period, from the top, labelled ones first. Publication dates and
     * explanations are left out.
     */
    List<String> above() {
        List<String> texts = new ArrayList<>();
        int stated = 0;
        for (int row = from; row < top; row++) {
            String text = strip.firstText(row).toLowerCase(Locale.ROOT);
            if (text.startsWith("period") || text.startsWith("reporting period")) {
                texts.add(stated++, line(row));
            } else if (!text.isEmpty()
                    && !text.endsWith(":")
                    && !NoteText.isNote(text)
                    && !text.startsWith("definition")) {
                texts.add(line(row));
            }
        }
        return texts;
    }

    /** The explanations above and below the table. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (int row = from; row < top; row++) {
            if (NoteText.isNote(strip.firstText(row))) {
                notes.add(line(row));
            }
        }
        for (int row = last + 1; row < until; row++) {
            if (strip.filled(row) > 0) {
                notes.add(line(row));
            }
        }
        return notes;
    }

    private String line(int row) {
        return String.join(
                " ",
                strip.filledColumns(row).stream()
                        .map(column -> strip.window().text(row, column))
                        .toList());
    }
}
