package org.datawarp.streams.inspect;

import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.streams.layout.CellText;
import org.datawarp.streams.layout.HeadingText;

/** Takes the rows of one table, judges its columns by all of them, and keeps the first. Owned by one thread. */
final class TableRows {

    /** Totals are few; labels that say so in more rows than one in four are values of a dimension. */
    private static final int TOTALS_AMONG = 4;

    /** As many totals as these are few in any table. */
    private static final int FEW_TOTALS = 3;

    private final List<ColumnDraft> columns;
    private final List<ColumnEvidence> evidence = new ArrayList<>();
    private final SectionLabels sections = new SectionLabels();
    private final List<KeptRow> kept = new ArrayList<>();
    private final NoteMarks marks;
    private final int rowsKept;
    private long rows;
    private long namedTotals;
    private long ownTotals;
    private int lastRow;

    TableRows(List<ColumnDraft> columns, NoteMarks marks, int rowsKept) {
        this.columns = List.copyOf(columns);
        this.marks = marks;
        this.rowsKept = rowsKept;
        columns.forEach(column -> evidence.add(new ColumnEvidence(column.leaf())));
    }

    void section(String label) {
        sections.label(marks.bareSection(label));
    }

    /** @return whether its labels say that it sums others up */
    boolean data(SheetRow row) {
        List<Cell> cells = new ArrayList<>(columns.size());
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Cell cell = row.cell(columns.get(i).column());
            cells.add(cell);
            evidence.get(i).add(cell);
            if (columns.get(i).label() && !CellText.isBlank(cell)) {
                labels.add(CellText.shown(cell));
            }
        }
        boolean total = TotalNames.mayBeTotal(labels) && TotalNames.isTotal(bare(labels));
        rows++;
        namedTotals += total ? 1 : 0;
        lastRow = Math.max(lastRow, row.row());
        List<String> inForce = sections.inForce();
        if (kept.size() < rowsKept) {
            kept.add(new KeptRow(cells, inForce, total));
        }
        return total;
    }

    private List<String> bare(List<String> labels) {
        return labels.stream().map(HeadingText::collapsed).map(marks::bare).toList();
    }

    /** A row that counts for this table in the sum of the sheet, and is named as a total. */
    void countOwnTotal() {
        ownTotals++;
    }

    boolean hasTotals() {
        return namedTotals > 0 && namedTotals < rows && namedTotals <= Math.max(FEW_TOTALS, rows / TOTALS_AMONG);
    }

    long dataRows() {
        return rows - totalRows();
    }

    long totalRows() {
        return hasTotals() ? namedTotals : 0;
    }

    /** Totals among the rows that count for this table in the sum of the sheet. */
    long ownTotals() {
        return hasTotals() ? ownTotals : 0;
    }

    /** As the sheet numbers its rows; 0 before there are any. */
    int lastRow() {
        return lastRow;
    }

    List<ColumnDraft> columns() {
        return columns;
    }

    List<ColumnEvidence> evidence() {
        return evidence;
    }

    SectionLabels sections() {
        return sections;
    }

    List<KeptRow> kept() {
        return ParentLabels.fill(kept, columns);
    }
}
