package org.datawarp.producers.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.CellKind;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * One table of a page: places its cells in their columns, and holds back its first rows until they show that it is
 * data, not layout. Owned by one reading.
 */
final class HtmlTable {

    /** A list of this length is data, even with one column. */
    private static final int MOST_KEPT = 1000;

    /** The limit that browsers use. */
    private static final int MOST_ROWS_SPANNED = 65_534;

    private static final int MOST_COLUMNS_SPANNED = 1000;
    private static final int MOST_PASSED = 50_000_000;

    private final Element table;
    private final int least;
    private final HtmlFormats formats;
    private final ReadLimits limits;
    private final Opening opening;
    private final List<Row> kept = new ArrayList<>();
    private @Nullable RowCells rows;
    private int row;
    private int widest;
    private int rowsWithContent;
    private int[] coveredUpTo = new int[64];
    private int passed;

    /** Opens the sheet of a table. */
    interface Opening {
        RowCells open(Element table) throws IOException;
    }

    private record Row(int number, List<Placed> cells) {}

    /** @param column from 0 */
    private record Placed(int column, Cell cell, int columns, int rows) {}

    /** @param least how many rows, and how many cells in one of them, make it a table of data */
    HtmlTable(Element table, int least, HtmlFormats formats, ReadLimits limits, Opening opening) {
        this.table = table;
        this.least = least;
        this.formats = formats;
        this.limits = limits;
        this.opening = opening;
    }

    boolean isOf(Element element) {
        return table.equals(element);
    }

    boolean isOpen() {
        return rows != null;
    }

    /** Passes on what is still held back. */
    void finish() throws IOException {
        if (rows != null) {
            rows.finish();
        }
    }

    void take(Element tr) throws IOException {
        row++;
        Row placed = new Row(row, placed(tr));
        if (!placed.cells().isEmpty()) {
            rowsWithContent++;
            widest = Math.max(widest, placed.cells().size());
        }
        kept.add(placed);
        if (rows == null && ((rowsWithContent >= least && widest >= least) || kept.size() >= MOST_KEPT)) {
            rows = opening.open(table);
        }
        if (rows != null) {
            giveKept(rows);
        }
    }

    private void giveKept(RowCells to) throws IOException {
        for (Row each : kept) {
            to.begin(each.number());
            for (Placed cell : each.cells()) {
                to.put(cell.column(), cell.cell());
                to.merges().add(each.number(), cell.column(), cell.columns(), cell.rows());
            }
            to.end();
        }
        kept.clear();
    }

    /** Cells that span rows shift the cells of the rows below; what they span is blank, as in other workbooks. */
    private List<Placed> placed(Element tr) throws UnreadableFileException {
        List<Placed> cells = new ArrayList<>();
        int column = 0;
        for (Element td = tr.firstElementChild(); td != null; td = td.nextElementSibling()) {
            if (!td.normalName().equals("td") && !td.normalName().equals("th")) {
                continue;
            }
            while (column < coveredUpTo.length && coveredUpTo[column] >= row) {
                column++;
                pass();
            }
            Cell cell = HtmlCell.of(td, formats);
            int columns = span(td.attr("colspan"), 1, MOST_COLUMNS_SPANNED);
            int asked = td.hasAttr("rowspan") ? span(td.attr("rowspan"), 0, MOST_ROWS_SPANNED) : 1;
            int down = asked == 0 ? MOST_ROWS_SPANNED : asked;
            if (cell.kind() != CellKind.BLANK) {
                cells.add(new Placed(column, cell, columns, down));
            }
            if (down != 1) {
                cover(column, columns, row + down - 1);
            }
            column += columns;
        }
        return cells;
    }

    private void cover(int column, int columns, int upTo) throws UnreadableFileException {
        int end = Math.min(column + columns, limits.columns());
        if (end > coveredUpTo.length) {
            coveredUpTo = Arrays.copyOf(coveredUpTo, Math.max(end, coveredUpTo.length * 2));
        }
        for (int i = column; i < end; i++) {
            coveredUpTo[i] = upTo;
            pass();
        }
    }

    private void pass() throws UnreadableFileException {
        if (++passed > MOST_PASSED) {
            throw new UnreadableFileException(
                    UnreadableReason.TOO_BIG,
                    "table in row " + row,
                    "merged cells over more than " + MOST_PASSED + " places",
                    "at most that many");
        }
    }

    private static int span(String text, int least, int most) {
        String digits = text.strip();
        if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return 1;
        }
        return Math.max(least, Math.min(most, Integer.parseInt(digits)));
    }
}
