package org.datawarp.author.table;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.datawarp.schemas.row.MergedCell;
import org.datawarp.schemas.row.SheetRow;

/** A sheet that is drawn cell by cell. Rows and columns count from 0. */
final class Drawing {

    private final List<List<Cell>> rows = new ArrayList<>();
    private final Map<Integer, Map<Integer, MergedCell>> merged = new HashMap<>();

    void put(int row, int column, Cell cell) {
        while (rows.size() <= row) {
            rows.add(new ArrayList<>());
        }
        List<Cell> cells = rows.get(row);
        while (cells.size() <= column) {
            cells.add(Cell.BLANK);
        }
        cells.set(column, cell);
    }

    /** Spreads a cell that is there over those right of it and below it, if any. */
    void merge(int row, int column, int columns, int rowCount) {
        boolean there = !rows.get(row).get(column).isBlank();
        if (there && (columns > 1 || rowCount > 1)) {
            merged.computeIfAbsent(row, at -> new TreeMap<>()).put(column, new MergedCell(column, columns, rowCount));
        }
    }

    void text(int row, int column, String text) {
        put(row, column, Cell.text(text));
    }

    boolean shows(int row, int column, String text) {
        return row < rows.size()
                && column < rows.get(row).size()
                && rows.get(row).get(column).text().equals(text);
    }

    int size() {
        return rows.size();
    }

    boolean isBlank(int row) {
        return row >= rows.size() || rows.get(row).stream().allMatch(Cell::isBlank);
    }

    /** Without trailing blank rows, as a workbook gives them. */
    List<SheetRow> workbook() {
        List<SheetRow> sheet = new ArrayList<>();
        for (List<Cell> cells : rows) {
            List<MergedCell> spread =
                    List.copyOf(merged.getOrDefault(sheet.size(), Map.of()).values());
            sheet.add(new SheetRow(sheet.size() + 1, trimmed(cells), spread));
        }
        return sheet;
    }

    /** The same as text: dates day first, shares as percentages, as many fields in each record. */
    List<SheetRow> csv() {
        int width = rows.stream().mapToInt(List::size).max().orElse(0);
        List<SheetRow> sheet = new ArrayList<>();
        for (List<Cell> cells : rows) {
            List<Cell> record = new ArrayList<>();
            for (int column = 0; column < width; column++) {
                record.add(column < cells.size() ? asText(cells.get(column)) : Cell.BLANK);
            }
            sheet.add(new SheetRow(sheet.size() + 1, isBlank(sheet.size()) ? List.of() : record));
        }
        return sheet;
    }

    static Cell asText(Cell cell) {
        return switch (cell.kind()) {
            case DATE -> {
                String[] parts = cell.text().split("-", -1);
                yield Cell.text(parts[2] + "/" + parts[1] + "/" + parts[0]);
            }
            case NUMBER ->
                Cell.text(
                        cell.format().contains("%")
                                ? new BigDecimal(cell.text()).movePointRight(2).toPlainString() + "%"
                                : cell.text());
            case BLANK, TEXT, BOOLEAN, ERROR -> cell.kind() == CellKind.BLANK ? Cell.BLANK : Cell.text(cell.text());
        };
    }

    private static List<Cell> trimmed(List<Cell> cells) {
        int end = cells.size();
        while (end > 0 && cells.get(end - 1).isBlank()) {
            end--;
        }
        return cells.subList(0, end);
    }
}
