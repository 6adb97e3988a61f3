package org.datawarp.author.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datawarp.author.cell.SheetNames;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.row.SheetRow;

/**
 * A sheet in the style of a publisher, drawn as text, with what a person reads in it above.
 *
 * <p>Before the line {@code ===} are the facts, one on each line: {@code file}, {@code sheet}, {@code kind}, and for
 * each table from {@code table:} on what {@link FamilyTable} reads. The sheet follows it: cells between bars, numbers
 * as such, dates as {@code @2020-03-01}, texts that look like numbers after {@code '}, numbers with a format as
 * <code>{0.12;0.0%}</code>. Of a file named {@code .csv} the cells are texts between commas.
 */
record Family(String name, Map<String, String> facts, List<FamilyTable> tables, List<SheetRow> rows) {

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?");
    private static final Pattern FORMATTED = Pattern.compile("\\{(.*);(.*)\\}");
    private static final Pattern FIELD = Pattern.compile("\"((?:[^\"]|\"\")*)\"(?:,|$)|([^,]*)(?:,|$)");

    static Family read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int drawing = lines.indexOf("===");
        Map<String, String> facts = new TreeMap<>();
        List<FamilyTable> tables = new ArrayList<>();
        for (String line : lines.subList(0, drawing)) {
            int colon = line.indexOf(": ");
            if (line.startsWith("table: ")) {
                tables.add(new FamilyTable(line.substring(colon + 2)));
            } else if (!line.startsWith("#") && !tables.isEmpty()) {
                tables.get(tables.size() - 1).fact(line);
            } else if (!line.startsWith("#")) {
                facts.put(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        boolean csv = facts.getOrDefault("file", "").endsWith(".csv");
        return new Family(
                file.getFileName().toString().replace(".txt", ""),
                facts,
                tables,
                rows(lines.subList(drawing + 1, lines.size()), csv));
    }

    private static List<SheetRow> rows(List<String> lines, boolean csv) {
        List<SheetRow> rows = new ArrayList<>();
        for (String line : lines) {
            List<Cell> cells = new ArrayList<>();
            if (csv) {
                Matcher field = FIELD.matcher(line);
                while (field.find() && field.start() < line.length()) {
                    cells.add(Cell.text(field.group(1) != null ? field.group(1) : field.group(2)));
                }
            } else {
                for (String cell : line.split("\\|", -1)) {
                    cells.add(cell(cell));
                }
            }
            rows.add(new SheetRow(rows.size() + 1, cells));
        }
        return rows;
    }

    private static Cell cell(String text) {
        Matcher formatted = FORMATTED.matcher(text);
        if (formatted.matches()) {
            return new Cell(CellKind.NUMBER, formatted.group(1), formatted.group(2));
        }
        if (NUMBER.matcher(text).matches()) {
            return Cell.number(text);
        }
        if (text.startsWith("@")) {
            return Cell.date(text.substring(1));
        }
        if (text.startsWith("#")) {
            return new Cell(CellKind.ERROR, text, "");
        }
        return Cell.text((text.startsWith("'") ? text.substring(1) : text).replace("\\n", "\n"));
    }

    private String fact(String name, String otherwise) {
        return facts.getOrDefault(name, otherwise);
    }

    InspectedSheet inspect() {
        String file = fact("file", "");
        String sheet = fact("sheet", file);
        SheetInspector inspector =
                new SheetInspector(new SheetNames(file, "", sheet, facts.containsKey("hidden")), Integer.MAX_VALUE);
        rows.forEach(inspector::row);
        return inspector.finish();
    }

    /** What was read differently than a person reads it; empty when nothing was. */
    List<String> misses() {
        InspectedSheet sheet = inspect();
        List<String> misses = new ArrayList<>();
        FamilyTable.compare(misses, "kind", fact("kind", ""), sheet.kind().toString());
        FamilyTable.compare(misses, "rows", rows.size(), sheet.rows());
        long counted =
                sheet.rowKinds().values().stream().mapToLong(Long::longValue).sum();
        FamilyTable.compare(misses, "rows of any kind", rows.size(), counted);
        String regions = String.join(
                " ", sheet.tables().stream().map(InspectedTable::region).toList());
        FamilyTable.compare(
                misses,
                "tables",
                String.join(" ", tables.stream().map(FamilyTable::region).toList()),
                regions);
        for (int i = 0; i < tables.size() && i < sheet.tables().size(); i++) {
            tables.get(i).compare(sheet.tables().get(i), sheet, misses);
        }
        return misses;
    }
}
