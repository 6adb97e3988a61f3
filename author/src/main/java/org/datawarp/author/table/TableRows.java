package org.datawarp.author.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.datawarp.author.cell.NoteMarks;
import org.datawarp.author.cell.PeriodWords;
import org.datawarp.author.cell.SectionLabels;
import org.datawarp.author.cell.TotalNames;
import org.datawarp.author.cell.WrittenNumber;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.SheetRow;
import org.datawarp.streams.layout.CellText;
import org.datawarp.streams.layout.HeadingText;

/** Takes the rows of one table, judges its columns by all of them, and keeps the first. Owned by one thread. */
final class TableRows {

    private final List<ColumnDraft> columns;
    private final List<ColumnEvidence> evidence = new ArrayList<>();
    private final SectionLabels sections = new SectionLabels();
    private final List<KeptRow> kept = new ArrayList<>();
    private final NoteMarks marks;
    private final int rowsKept;
    private final boolean[] periods;
    private final int measure;
    private final TotalTally tally = new TotalTally();
    private final MergedLabels merged;
    private int lastRow;

    TableRows(List<ColumnDraft> columns, NoteMarks marks, int rowsKept) {
        this.columns = List.copyOf(columns);
        this.marks = marks;
        this.rowsKept = rowsKept;
        this.merged = new MergedLabels(columns.size());
        this.measure = IntStream.range(0, columns.size())
                .filter(column -> !columns.get(column).label())
                .findFirst()
                .orElse(-1);
        this.periods = new boolean[columns.size()];
        for (ColumnDraft column : columns) {
            periods[evidence.size()] = ColumnWords.isPeriod(column.heading());
            evidence.add(new ColumnEvidence(column.leaf()));
        }
    }

    void section(String label) {
        sections.label(marks.bareSection(label));
    }

    /** @param owner whether the row counts for this table in the counts of the sheet */
    void data(SheetRow row, boolean owner) {
        List<Cell> cells = new ArrayList<>(columns.size());
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Cell own = row.cell(columns.get(i).column());
            Cell cell =
                    columns.get(i).label() ? merged.cell(row, i, columns.get(i).column()) : own;
            cells.add(cell);
            evidence.get(i).add(cell);
            if (columns.get(i).label() && !CellText.isBlank(own) && !isPeriod(i, own)) {
                labels.add(CellText.shown(own));
            }
        }
        boolean total = TotalNames.mayBeTotal(labels) && TotalNames.isTotal(bare(labels));
        String country = total ? TotalNames.country(bare(labels)) : "";
        if (total) {
            tally.total(country, owner, figure(cells));
        } else {
            tally.other(figure(cells));
        }
        lastRow = Math.max(lastRow, row.row());
        List<String> inForce = sections.inForce();
        if (kept.size() < rowsKept) {
            kept.add(new KeptRow(cells, inForce, total, country));
        }
    }

    /** The first of the measures; NaN when it is missing. */
    private double figure(List<Cell> cells) {
        WrittenNumber number = measure < 0 ? null : WrittenNumber.of(cells.get(measure));
        return number == null ? Double.NaN : number.value().doubleValue();
    }

    /** A row's period does not show whether it is a total. */
    private boolean isPeriod(int column, Cell cell) {
        return periods[column] && PeriodWords.isPeriod(CellText.shown(cell));
    }

    private List<String> bare(List<String> labels) {
        return labels.stream().map(HeadingText::collapsed).map(marks::bare).toList();
    }

    long dataRows() {
        return tally.rows() - tally.totals();
    }

    long totalRows() {
        return tally.totals();
    }

    /** Totals among the rows that count for this table in the counts of the sheet. */
    long ownTotals() {
        return tally.ownTotals();
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
        List<KeptRow> rows = kept.stream()
                .map(row -> new KeptRow(
                        row.cells(), row.sections(), row.total() && tally.isTotal(row.country()), row.country()))
                .toList();
        return ParentLabels.fill(rows, columns);
    }
}
