package org.datawarp.author.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;

/** Draws sheets in the layouts in which publishers write them, at random, and keeps what a person would read in them. */
public final class SheetGenerator {

    private static final String[][] SECTIONS = {
        {"Persons", "Males", "Females"}, {"Admitted", "Non-admitted"}, {"Receipts", "Disposals", "Open cases"}
    };

    private static final int BESIDE = 12;

    private final Random random;

    /** Separate, so that cells are the same whether merged or not. */
    private final Random merging;

    private final Drawing drawing = new Drawing();
    private final List<ExpectedTable> tables = new ArrayList<>();
    private final Set<String> layouts = new TreeSet<>();
    private final boolean csv;
    private long data;
    private long totals;
    private int row;

    public SheetGenerator(long seed) {
        this.random = new Random(seed);
        this.merging = new Random(~seed);
        this.csv = random.nextInt(4) == 0;
    }

    /** @return the sheet, drawn */
    public GeneratedSheet generate() {
        int left = chance(3) ? 1 + random.nextInt(2) : 0;
        say("left" + left, left > 0);
        titles(left);
        int count = chance(4) ? 2 : 1;
        say("stacked", count > 1);
        for (int table = 0; table < count; table++) {
            if (table > 0) {
                row += 1 + random.nextInt(2);
                drawing.text(row++, left, "Table " + (table + 1) + ": Another measure by area");
                row += random.nextInt(2);
            }
            int top = row;
            int right = table(left, table);
            if (count == 1 && chance(6)) {
                say("beside", true);
                int bottom = row;
                row = top;
                table(right + 2, 1);
                row = Math.max(row, bottom);
            }
        }
        notes(left);
        return new GeneratedSheet(
                layouts, csv ? drawing.csv() : drawing.workbook(), csv, List.copyOf(tables), dataRows(), totalRows());
    }

    /** Rows of the sheet that are data of any table; -1 when tables are side by side. */
    private long dataRows() {
        return layouts.contains("beside") ? -1 : data;
    }

    private long totalRows() {
        return layouts.contains("beside") ? -1 : totals;
    }

    private boolean chance(int among) {
        return random.nextInt(among) == 0;
    }

    private void say(String layout, boolean used) {
        if (used) {
            layouts.add(layout);
        }
    }

    private void titles(int left) {
        int lines = chance(5) ? random.nextInt(30) : random.nextInt(6);
        say("no-title", lines == 0);
        for (int line = 0; line < lines; line++) {
            int kind = line == 0 ? 0 : random.nextInt(7);
            switch (kind) {
                case 0 -> drawing.text(row, left, line == 0 ? "Activity by provider, England" : "Monthly collection");
                case 1 -> {
                    drawing.text(row, left, "Period:");
                    drawing.text(row, left + 1, "March 2021");
                }
                case 2 -> {
                    drawing.text(row, left, "Published:");
                    drawing.text(row, left + 1, "8th May 2021");
                }
                case 3 -> drawing.text(row, left, "Source: monthly activity return, NHS England");
                case 4 ->
                    drawing.text(
                            row, left, "Note: figures are provisional and will be revised when all returns are in");
                default -> {}
            }
            row++;
        }
        if (lines > 0 && (!drawing.isBlank(row - 1) && chance(2))) {
            row++;
        }
    }

    private void notes(int left) {
        int lines = random.nextInt(5);
        if (lines > 0) {
            row += random.nextInt(3);
        }
        for (int line = 0; line < lines; line++) {
            drawing.text(
                    row++,
                    left,
                    switch (random.nextInt(4)) {
                        case 0 -> (line + 1) + ". Figures are rounded and may not add up to the totals that are shown";
                        case 1 -> "Note: Data for two trusts are missing";
                        case 2 -> "Source: monthly activity return";
                        default -> "* denotes a figure that was suppressed to protect patients";
                    });
        }
    }

    /** @return the last column */
    private int table(int left, int number) {
        boolean alone = !layouts.contains("beside");
        GeneratedLabels labels = GeneratedLabels.values()[random.nextInt(GeneratedLabels.values().length)];
        GeneratedHeading heading = GeneratedHeading.of(depth(), random, number);
        if (heading.depth() > 1 && !csv && merging.nextInt(2) == 0) {
            heading = heading.withMergedGroups(merging);
            say("merged", true);
        }
        say("depth" + heading.depth(), heading.depth() > 1);
        say(labels.name(), true);
        GeneratedTableBody body = new GeneratedTableBody(random, drawing, labels, heading, left, csv);
        List<Integer> headerRows = heading(body, heading.depth(), alone && labels != GeneratedLabels.NAMELESS, alone);
        int sections = alone && labels.hasSections() && chance(5) ? 1 : 0;
        say("sections", sections > 0);
        boolean hasTotal = labels.hasTotals() && sections == 0 && chance(3);
        boolean totalOnTop = hasTotal && labels != GeneratedLabels.REGION_ONCE && chance(2);
        say(totalOnTop ? "total-top" : "total", hasTotal);
        if (totalOnTop) {
            body.drawTotal(row++);
            row += alone && chance(2) ? 1 : 0;
        }
        boolean repeated = alone && sections == 0 && headerRows.size() == 1 && chance(10);
        long drawn = sections > 0 ? sections(body, left) : rows(body, alone, repeated);
        if (hasTotal && !totalOnTop) {
            row += alone && chance(4) ? 1 : 0;
            body.drawTotal(row++);
        }
        data += drawn;
        totals += hasTotal ? 1 : 0;
        tables.add(body.expected(headerRows, row, drawn, hasTotal ? 1 : 0, sections));
        return body.right();
    }

    private int depth() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> 2;
            case 3 -> 3;
            case 4 -> chance(2) ? 4 : 1;
            default -> 1;
        };
    }

    /** @return the rows of the heading, from 1 */
    private List<Integer> heading(GeneratedTableBody body, int depth, boolean mayHaveMachineNames, boolean alone) {
        int top = row + 1;
        body.drawHeading(row, layouts);
        row += depth;
        int last = row;
        if (depth == 1 && mayHaveMachineNames && chance(8)) {
            say("machine", true);
            body.drawMachineNames(row++);
            last = row;
        } else if (alone && chance(8)) {
            say("units", true);
            body.drawUnits(row++);
        }
        if (alone && chance(5)) {
            say("gap", true);
            row++;
        }
        return IntStream.rangeClosed(top, last).boxed().toList();
    }

    /** @return how many rows were drawn */
    private long sections(GeneratedTableBody body, int left) {
        long drawn = 0;
        for (String name : SECTIONS[random.nextInt(SECTIONS.length)]) {
            row += chance(3) ? 1 : 0;
            drawing.text(row++, left, name);
            drawn += rows(body, true, false);
        }
        return drawn;
    }

    private long rows(GeneratedTableBody body, boolean alone, boolean repeated) {
        int count = 4 + random.nextInt(9);
        int every = alone && chance(5) ? 3 + random.nextInt(3) : 0;
        say("blank-rows", every > 0);
        for (int i = 0; i < count; i++) {
            row += every > 0 && i > 0 && i % every == 0 ? 1 : 0;
            if (repeated && i == count / 2) {
                say("repeated", true);
                row += random.nextInt(2);
                body.drawHeading(row++, new TreeSet<>());
            }
            // Labels that repeat those at the left would join two tables.
            body.drawRow(row++, alone ? i : i + BESIDE, i > 1 && alone);
        }
        return count;
    }

    static Cell headingMark(Cell cell, Random random) {
        boolean word = cell.kind() == CellKind.TEXT
                && Character.isLetter(cell.text().charAt(cell.text().length() - 1));
        if (!word) {
            return cell;
        }
        return switch (random.nextInt(24)) {
            case 0 -> Cell.text(cell.text() + " [note 1]");
            case 1 -> Cell.text(cell.text() + "\u00B9");
            case 2 -> Cell.text(cell.text() + " (Note 2)");
            case 3 -> Cell.text(cell.text().replaceFirst(" ", "\n"));
            case 4 -> Cell.text(cell.text() + "*");
            case 5 -> Cell.text(" " + cell.text() + " ");
            default -> cell;
        };
    }
}
