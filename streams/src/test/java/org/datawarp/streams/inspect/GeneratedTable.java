package org.datawarp.streams.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.SheetRow;

/**
 * A sheet of which it is known what it holds.
 *
 * @param titles lines over it
 * @param spacers blank columns at the left
 * @param measures columns of figures in a group
 * @param groups over the measures; 1 for none
 * @param stacked tables, one under the other
 */
record GeneratedTable(
        int titles,
        int spacers,
        int measures,
        int groups,
        int stacked,
        boolean sectioned,
        boolean hasTotal,
        long seed) {

    private static final int ROWS = 6;

    /** Sections and totals are each told by their own layouts. */
    int sections() {
        return sectioned && !hasTotal ? 2 : 1;
    }

    int dataRows() {
        return ROWS * sections();
    }

    int columns() {
        return 2 + measures * groups + (sections() > 1 ? 1 : 0);
    }

    private int headingDepth() {
        return groups > 1 ? 2 : 1;
    }

    private int tableHeight() {
        return headingDepth() + dataRows() + (sections() > 1 ? sections() : 0) + (hasTotal ? 1 : 0) + 2;
    }

    List<Integer> headerRows(int table) {
        int first = (titles == 0 ? 0 : titles + 1) + table * tableHeight() + (table > 0 ? table : 0) + 1;
        return IntStream.range(first, first + headingDepth()).boxed().toList();
    }

    List<SheetRow> rows() {
        Random random = new Random(seed);
        List<List<String>> rows = new ArrayList<>();
        for (int title = 0; title < titles; title++) {
            rows.add(List.of("Waiting times by provider part " + (char) ('A' + title)));
        }
        if (titles > 0) {
            rows.add(List.of());
        }
        for (int table = 0; table < stacked; table++) {
            if (table > 0) {
                rows.add(List.of("Another measure " + (char) ('A' + table)));
            }
            addTable(rows, table, random);
            rows.add(List.of());
            rows.add(List.of("Source: sample collection"));
        }
        List<SheetRow> sheet = new ArrayList<>();
        for (List<String> row : rows) {
            List<Cell> cells = new ArrayList<>();
            if (row.size() > 1) {
                IntStream.range(0, spacers).forEach(spacer -> cells.add(Cell.BLANK));
            }
            row.forEach(text -> cells.add(Cell.text(text)));
            sheet.add(new SheetRow(sheet.size() + 1, cells));
        }
        return sheet;
    }

    private void addTable(List<List<String>> rows, int table, Random random) {
        if (groups > 1) {
            List<String> labels = new ArrayList<>(List.of("", ""));
            for (int i = 0; i < groups * measures; i++) {
                labels.add(i % measures == 0 ? "Group " + (char) ('A' + i / measures) : "");
            }
            rows.add(labels);
        }
        List<String> names = new ArrayList<>(List.of("Org Code", "Org Name"));
        for (int i = 0; i < groups * measures; i++) {
            names.add("Measure " + (char) ('A' + i % measures) + (char) ('P' + table));
        }
        rows.add(names);
        for (int section = 0; section < sections(); section++) {
            if (sections() > 1) {
                rows.add(List.of(section == 0 ? "Males" : "Females"));
            }
            for (int row = 0; row < ROWS; row++) {
                rows.add(figures("RX" + row, "Trust of town " + (char) ('A' + row), random));
            }
        }
        if (hasTotal) {
            rows.add(figures("-", "England", random));
        }
    }

    private List<String> figures(String code, String name, Random random) {
        List<String> cells = new ArrayList<>(List.of(code, name));
        for (int i = 0; i < groups * measures; i++) {
            cells.add(random.nextInt(8) == 0 ? "*" : Integer.toString(100 + random.nextInt(900)));
        }
        return cells;
    }
}
