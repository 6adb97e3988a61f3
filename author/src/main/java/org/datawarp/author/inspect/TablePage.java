package org.datawarp.author.inspect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.datawarp.author.inspect.Grid.GridCell;
import org.datawarp.author.inspect.Grid.Side;
import org.datawarp.author.table.InspectedColumn;
import org.datawarp.author.table.InspectedTable;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;
import org.jspecify.annotations.Nullable;

/** Prints one table for people: what is known about it, its columns, its first rows under their headings, its notes. */
final class TablePage {

    /** A page of notes says no more than its beginning. */
    private static final int MOST_NOTES = 8;

    private final Paper paper;
    private final InspectedTable table;

    TablePage(Paper paper, InspectedTable table) {
        this.paper = paper;
        this.table = table;
    }

    /** @param number of the table in its sheet, from 1 */
    void draw(int number) {
        paper.line("");
        String title = table.title().isEmpty() ? "(no title)" : Paper.clean(table.title());
        int room = Math.max(1, paper.width() - "  Table 000  ".length());
        paper.line("  " + paper.styled("Table %d  %s".formatted(number, Paper.cut(title, room)), Style.BOLD));
        paper.line("  " + String.join(" · ", facts()));
        paper.line("  period: " + period());
        if (!table.sectionColumns().isEmpty()) {
            paper.line("  sections: " + Paper.clean(String.join(", ", table.sectionColumns())));
        }
        paper.line("");
        columns().draw(paper);
        if (!table.columns().isEmpty()
                && !(table.rows().isEmpty() && table.totals().isEmpty())) {
            paper.line("");
            rows().draw(paper);
        }
        drawNotes();
    }

    private List<String> facts() {
        List<String> facts = new ArrayList<>();
        facts.add(table.region());
        facts.add(table.headerRows().isEmpty() ? "no heading" : headingRows());
        facts.add(String.format(Locale.ROOT, "%,d rows", table.dataRows()));
        if (table.totalRows() > 0) {
            facts.add(String.format(Locale.ROOT, "%,d totals", table.totalRows()));
        }
        facts.add(String.format(Locale.ROOT, "confidence %.2f", table.confidence()));
        return facts;
    }

    private String headingRows() {
        List<String> rows = table.headerRows().stream().map(String::valueOf).toList();
        return "heading in row%s %s".formatted(rows.size() == 1 ? "" : "s", String.join(", ", rows));
    }

    private String period() {
        Period period = table.period();
        String vintage = InspectionJson.vintage(table);
        String state = vintage == null ? "" : ", " + vintage;
        if (period == null) {
            return "none is stated over the table" + state;
        }
        String source = table.periodSource().isEmpty() ? "" : ", read in the " + Paper.clean(table.periodSource());
        return "%s to %s (%s%s%s)".formatted(period.start(), period.end(), Words.of(period.kind()), source, state);
    }

    private Grid columns() {
        Grid grid = new Grid(List.of(Side.RIGHT, Side.LEFT, Side.LEFT, Side.LEFT, Side.LEFT, Side.LEFT, Side.LEFT));
        grid.add(cells(Style.HEADING, "", "column", "type", "role", "unit", "marks", "heading"));
        grid.endHeading();
        int number = 0;
        for (InspectedColumn column : table.columns()) {
            number++;
            grid.add(List.of(
                    GridCell.of(Integer.toString(number), Style.DIM),
                    GridCell.of(column.name(), style(column)),
                    GridCell.of(column.type().toString(), Style.PLAIN),
                    GridCell.of(Words.of(column.role()), Style.PLAIN),
                    GridCell.of(column.unit() == null ? "" : column.unit(), Style.PLAIN),
                    GridCell.of(String.join(" ", column.marks()), Style.MARK),
                    GridCell.of(String.join(" › ", column.path()), Style.DIM)));
        }
        return grid;
    }

    private List<GridCell> cells(List<@Nullable Object> row, Function<InspectedColumn, Style> style) {
        List<GridCell> cells = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            Object value = i < row.size() ? row.get(i) : null;
            cells.add(GridCell.of(
                    value == null ? "" : value.toString(),
                    style.apply(table.columns().get(i))));
        }
        return cells;
    }

    private static List<GridCell> cells(Style style, String... texts) {
        List<GridCell> cells = new ArrayList<>();
        for (String text : texts) {
            cells.add(GridCell.of(text, style));
        }
        return cells;
    }

    private static Style style(InspectedColumn column) {
        return switch (column.role()) {
            case KEY, PERIOD -> Style.KEY;
            case MEASURE -> Style.NUMBER;
            case STATUS -> Style.MARK;
            case DIMENSION, ATTRIBUTE, ORIGIN -> Style.PLAIN;
        };
    }

    /** The heading band above the rows: a group is named only above its first column. */
    private Grid rows() {
        Grid grid = new Grid(table.columns().stream().map(TablePage::side).toList());
        int levels = table.columns().stream()
                .mapToInt(column -> column.path().size())
                .max()
                .orElse(0);
        for (int level = 0; level < levels; level++) {
            grid.add(heading(level, levels));
        }
        if (levels == 0) {
            grid.add(table.columns().stream()
                    .map(column -> GridCell.of(column.name(), Style.HEADING))
                    .toList());
        }
        grid.endHeading();
        table.rows().forEach(row -> grid.add(cells(row, TablePage::style)));
        table.totals().forEach(row -> grid.add(cells(row, column -> Style.TOTAL)));
        return grid;
    }

    private List<GridCell> heading(int level, int levels) {
        List<GridCell> cells = new ArrayList<>();
        List<String> before = List.of();
        for (InspectedColumn column : table.columns()) {
            List<String> path = atBottom(column.path(), levels);
            boolean again = level < levels - 1
                    && !before.isEmpty()
                    && before.subList(0, level + 1).equals(path.subList(0, level + 1));
            cells.add(GridCell.of(again ? "" : path.get(level), Style.HEADING));
            before = path;
        }
        return cells;
    }

    /** Puts a short path directly above its column. */
    private static List<String> atBottom(List<String> path, int levels) {
        List<String> whole = new ArrayList<>(Collections.nCopies(levels - path.size(), ""));
        whole.addAll(path);
        return whole;
    }

    private static Side side(InspectedColumn column) {
        ColumnType.Base base = column.type().base();
        boolean number =
                base == ColumnType.Base.INTEGER || base == ColumnType.Base.NUMBER || base == ColumnType.Base.DECIMAL;
        return number && column.role() != ColumnRole.KEY ? Side.RIGHT : Side.LEFT;
    }

    private void drawNotes() {
        if (table.notes().isEmpty()) {
            return;
        }
        paper.line("");
        int room = Math.max(1, paper.width() - "  note: ".length());
        table.notes().stream()
                .limit(MOST_NOTES)
                .forEach(note ->
                        paper.line("  " + paper.styled("note: " + Paper.cut(Paper.clean(note), room), Style.DIM)));
        int more = table.notes().size() - MOST_NOTES;
        if (more > 0) {
            paper.line("  " + paper.styled("… and %,d more notes".formatted(more), Style.DIM));
        }
    }
}
