package org.datawarp.author.inspect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.datawarp.author.table.InspectedColumn;
import org.datawarp.author.table.InspectedTable;
import org.datawarp.platform.text.Screen;
import org.datawarp.platform.text.TextTable;
import org.datawarp.platform.text.TextTable.Entry;
import org.datawarp.platform.text.TextTable.Side;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;
import org.jspecify.annotations.Nullable;

/** Prints one table for people: what is known about it, its columns, its first rows under their headings, its notes. */
final class TablePage {

    private static final String INDENT = "  ";
    private static final int WIDEST = 40;

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
        String title = table.title().isEmpty() ? "(no title)" : Screen.clean(table.title());
        int room = Math.max(1, paper.width() - "  Table 000  ".length());
        paper.line("  " + paper.styled("Table %d  %s".formatted(number, Screen.cut(title, room)), Style.BOLD));
        paper.line("  " + String.join(" · ", facts()));
        paper.line("  period: " + period());
        if (!table.sectionColumns().isEmpty()) {
            paper.line("  sections: " + Screen.clean(String.join(", ", table.sectionColumns())));
        }
        paper.line("");
        draw(columns());
        if (!table.columns().isEmpty()
                && !(table.rows().isEmpty() && table.totals().isEmpty())) {
            paper.line("");
            draw(rows());
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
        String source = table.periodSource().isEmpty() ? "" : ", read in the " + Screen.clean(table.periodSource());
        return "%s to %s (%s%s%s)".formatted(period.start(), period.end(), Words.of(period.kind()), source, state);
    }

    private TextTable grid(List<Side> sides) {
        return new TextTable(sides, " │ ", text -> paper.styled(text, Style.DIM));
    }

    private void draw(TextTable grid) {
        grid.lines(paper.width() - INDENT.length()).forEach(line -> paper.line(INDENT + line));
    }

    private Entry entry(String text, Style style) {
        return Entry.of(text, WIDEST, cell -> paper.styled(cell, style));
    }

    private TextTable columns() {
        TextTable grid = grid(List.of(Side.RIGHT, Side.LEFT, Side.LEFT, Side.LEFT, Side.LEFT, Side.LEFT, Side.LEFT));
        grid.addEntries(cells(Style.HEADING, "", "column", "type", "role", "unit", "marks", "heading"));
        grid.endHeading();
        int number = 0;
        for (InspectedColumn column : table.columns()) {
            number++;
            grid.addEntries(List.of(
                    entry(Integer.toString(number), Style.DIM),
                    entry(column.name(), style(column)),
                    entry(column.type().toString(), Style.PLAIN),
                    entry(Words.of(column.role()), Style.PLAIN),
                    entry(column.unit() == null ? "" : column.unit(), Style.PLAIN),
                    entry(String.join(" ", column.marks()), Style.MARK),
                    entry(String.join(" › ", column.path()), Style.DIM)));
        }
        return grid;
    }

    private List<Entry> cells(List<@Nullable Object> row, Function<InspectedColumn, Style> style) {
        List<Entry> cells = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            Object value = i < row.size() ? row.get(i) : null;
            cells.add(entry(
                    value == null ? "" : value.toString(),
                    style.apply(table.columns().get(i))));
        }
        return cells;
    }

    private List<Entry> cells(Style style, String... texts) {
        List<Entry> cells = new ArrayList<>();
        for (String text : texts) {
            cells.add(entry(text, style));
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

    /** The heading band as it stands over the rows: a group is named over its first column only. */
    private TextTable rows() {
        TextTable grid = grid(table.columns().stream().map(TablePage::side).toList());
        int levels = table.columns().stream()
                .mapToInt(column -> column.path().size())
                .max()
                .orElse(0);
        for (int level = 0; level < levels; level++) {
            grid.addEntries(heading(level, levels));
        }
        if (levels == 0) {
            grid.addEntries(table.columns().stream()
                    .map(column -> entry(column.name(), Style.HEADING))
                    .toList());
        }
        grid.endHeading();
        table.rows().forEach(row -> grid.addEntries(cells(row, TablePage::style)));
        table.totals().forEach(row -> grid.addEntries(cells(row, column -> Style.TOTAL)));
        return grid;
    }

    private List<Entry> heading(int level, int levels) {
        List<Entry> cells = new ArrayList<>();
        List<String> before = List.of();
        for (InspectedColumn column : table.columns()) {
            List<String> path = atBottom(column.path(), levels);
            boolean again = level < levels - 1
                    && !before.isEmpty()
                    && before.subList(0, level + 1).equals(path.subList(0, level + 1));
            cells.add(entry(again ? "" : path.get(level), Style.HEADING));
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
                        paper.line("  " + paper.styled("note: " + Screen.cut(Screen.clean(note), room), Style.DIM)));
        int more = table.notes().size() - MOST_NOTES;
        if (more > 0) {
            paper.line("  " + paper.styled("… and %,d more notes".formatted(more), Style.DIM));
        }
    }
}
