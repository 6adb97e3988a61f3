package org.datawarp.author.table;

import java.util.ArrayList;
import java.util.List;
import org.datawarp.author.cell.CellName;
import org.datawarp.author.cell.CellValue;
import org.datawarp.author.cell.ColumnNaming;
import org.datawarp.author.cell.NoteMarks;
import org.datawarp.author.cell.PeriodEvidence;
import org.datawarp.author.cell.SheetNames;
import org.datawarp.author.cell.UnitText;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;
import org.jspecify.annotations.Nullable;

/** Puts together what is known about a table once all its rows were read. */
final class TableReading {

    private final TableDraft table;
    private final TableRows rows;
    private final TableSurroundings surroundings;
    private final String commonHeading;

    TableReading(TableDraft table, int until, NoteMarks marks, int rowsKept) {
        ColumnFinder columns = new ColumnFinder(table, marks);
        this.table = table;
        this.rows = new TableRows(columns.find(), marks, rowsKept);
        this.surroundings = new TableSurroundings(table, until);
        this.commonHeading = columns.commonHeading();
    }

    TableDraft table() {
        return table;
    }

    TableRows rows() {
        return rows;
    }

    TableSurroundings surroundings() {
        return surroundings;
    }

    /** @param above the text above the first table of the sheet, which applies to all */
    InspectedTable finish(SheetNames names, List<String> above) {
        List<ColumnRole> roles = new ColumnRoles(rows.columns(), rows.evidence()).find();
        List<String> sections = sectionNames();
        PeriodEvidence evidence = periodEvidence(names, above);
        PeriodEvidence.Finding finding = evidence.period();
        Period period = rowsTellPeriods(roles) ? null : finding.period();
        return new InspectedTable(
                title(),
                region(),
                headerRows(),
                columns(roles, sections),
                rows.dataRows(),
                rows.totalRows(),
                sections,
                period,
                evidence.vintage(),
                period == null ? "" : finding.source(),
                surroundings.notes(),
                Confidence.of(table, rows),
                values(false, sections.size()),
                values(true, sections.size()));
    }

    private String title() {
        String title = surroundings.title();
        return title.isEmpty() ? commonHeading : title;
    }

    private PeriodEvidence periodEvidence(SheetNames names, List<String> above) {
        PeriodEvidence evidence = new PeriodEvidence().title(surroundings.labelled("period:"));
        surroundings.above().forEach(evidence::title);
        evidence.title(surroundings.title());
        evidence.title(commonHeading);
        above.forEach(evidence::title);
        return evidence.names(names);
    }

    /** Whether a column of the table, or the headings of its columns, give the period of each figure. */
    private boolean rowsTellPeriods(List<ColumnRole> roles) {
        for (int i = 0; i < roles.size(); i++) {
            if (roles.get(i) == ColumnRole.PERIOD && rows.evidence().get(i).hasSeveralPeriods()) {
                return true;
            }
        }
        long periods = rows.columns().stream()
                .filter(column -> column.path().stream()
                        .anyMatch(level -> ColumnNaming.period(level).isPresent()))
                .map(ColumnDraft::path)
                .distinct()
                .count();
        return periods > 1;
    }

    private List<Integer> headerRows() {
        SheetWindow window = table.strip().window();
        return table.heading().levels().stream()
                .map(level -> window.row(level).row())
                .toList();
    }

    private String region() {
        SheetWindow window = table.strip().window();
        int left = table.strip().to() - 1;
        int right = table.strip().from();
        for (ColumnDraft column : rows.columns()) {
            left = Math.min(left, column.column());
            right = Math.max(right, column.column());
        }
        int bottom = Math.max(rows.lastRow(), window.row(table.last()).row());
        return CellName.of(left, window.row(table.top()).row()) + ":" + CellName.of(right, bottom);
    }

    private List<String> sectionNames() {
        List<String> names = new ArrayList<>();
        for (int level = 1; level <= rows.sections().columns(); level++) {
            names.add(level == 1 ? "section" : "section_" + level);
        }
        return names;
    }

    private List<InspectedColumn> columns(List<ColumnRole> roles, List<String> sections) {
        List<InspectedColumn> columns = new ArrayList<>();
        for (String section : sections) {
            columns.add(
                    new InspectedColumn(section, List.of(), ColumnType.TEXT, ColumnRole.DIMENSION, null, 0, List.of()));
        }
        for (int i = 0; i < roles.size(); i++) {
            ColumnDraft column = rows.columns().get(i);
            ColumnEvidence evidence = rows.evidence().get(i);
            columns.add(new InspectedColumn(
                    column.name(),
                    column.path(),
                    evidence.type(),
                    roles.get(i),
                    unit(column, evidence),
                    column.column() + 1,
                    evidence.marks()));
        }
        return columns;
    }

    private @Nullable String unit(ColumnDraft column, ColumnEvidence evidence) {
        if (evidence.isText()) {
            return null;
        }
        Integer row = table.heading().units();
        String unit = row == null ? "" : table.strip().window().text(row, column.column());
        if (unit.isEmpty()) {
            unit = evidence.unit();
        }
        for (int level = column.path().size() - 1; level >= 0 && unit.isEmpty() && !column.label(); level--) {
            unit = UnitText.in(column.path().get(level));
        }
        return unit.isEmpty() ? null : unit;
    }

    private List<List<@Nullable Object>> values(boolean totals, int sections) {
        List<List<@Nullable Object>> values = new ArrayList<>();
        List<ColumnType> types =
                rows.evidence().stream().map(ColumnEvidence::type).toList();
        for (KeptRow row : rows.kept()) {
            if (row.total() == totals) {
                List<@Nullable Object> typed = new ArrayList<>();
                for (int level = 0; level < sections; level++) {
                    typed.add(level < row.sections().size() ? row.sections().get(level) : null);
                }
                for (int i = 0; i < types.size(); i++) {
                    typed.add(CellValue.of(row.cells().get(i), types.get(i)));
                }
                values.add(typed);
            }
        }
        return values;
    }
}
