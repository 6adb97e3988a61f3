package org.datawarp.streams.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.FieldRole;
import org.datawarp.schemas.row.SheetRow;

/**
 * The place of one dataset's table in a sheet.
 *
 * @param lastRow the last row that can belong to it, inclusive: another table begins below, or the sheet ends
 * @param fields those that were found, in the manifest's order
 * @param wide the columns to unpivot, from the left; empty unless the dataset has wide headings
 * @param undeclared headings that no field declares
 * @param labels rows right over the band that say what the first rows of the table are about
 */
public record TableRegion(
        Dataset dataset,
        HeadingBand band,
        int lastRow,
        List<PlacedField> fields,
        List<WideColumn> wide,
        List<ColumnHeading> undeclared,
        List<SheetRow> labels) {

    /** No row of a sheet has this number. */
    public static final int NO_END = Integer.MAX_VALUE;

    public TableRegion {
        fields = List.copyOf(fields);
        wide = List.copyOf(wide);
        undeclared = List.copyOf(undeclared);
        labels = List.copyOf(labels);
    }

    TableRegion(
            Dataset dataset,
            HeadingBand band,
            List<PlacedField> fields,
            List<WideColumn> wide,
            List<ColumnHeading> undeclared) {
        this(dataset, band, NO_END, fields, wide, undeclared, List.of());
    }

    TableRegion endingAt(int row) {
        return new TableRegion(dataset, band, row, fields, wide, undeclared, labels);
    }

    /** @param columns from 0, whose headings other tables declare */
    TableRegion declaring(Set<Integer> columns) {
        List<ColumnHeading> left = undeclared.stream()
                .filter(heading -> !columns.contains(heading.column()))
                .toList();
        return new TableRegion(dataset, band, lastRow, fields, wide, left, labels);
    }

    TableRegion with(HeadingBand longerBand) {
        return new TableRegion(dataset, longerBand, lastRow, fields, wide, undeclared, labels);
    }

    /**
     * Adds the labels right above its band, if the band occurs again further down with labels above it: as many as
     * there.
     *
     * @param rows the first of the sheet
     */
    TableRegion withLabels(List<SheetRow> rows) {
        int again = indexOf(rows, row -> row.row() > band.lastRow() && band.repeats(row));
        int first = indexOf(rows, row -> row.row() >= band.firstRow());
        int count = labelsOver(rows, again);
        int end = belowLabels(rows, first);
        return count == 0 || labelsOver(rows, first) < count
                ? this
                : new TableRegion(dataset, band, lastRow, fields, wide, undeclared, rows.subList(end - count, end));
    }

    private static int indexOf(List<SheetRow> rows, Predicate<SheetRow> wanted) {
        return IntStream.range(0, rows.size())
                .filter(index -> wanted.test(rows.get(index)))
                .findFirst()
                .orElse(0);
    }

    private static int labelsOver(List<SheetRow> rows, int index) {
        int end = belowLabels(rows, index);
        int labels = 0;
        while (end - labels > 0
                && rows.get(end - labels - 1).row() == rows.get(end - 1).row() - labels
                && LabelRow.is(rows.get(end - labels - 1))) {
            labels++;
        }
        return labels;
    }

    /** There may be blank rows between labels and their heading. */
    private static int belowLabels(List<SheetRow> rows, int index) {
        int end = index;
        while (end > 0 && HeadingBand.isBlank(rows.get(end - 1))) {
            end--;
        }
        return end;
    }

    /**
     * The columns, from 0, that hold what the table is about: its measures; in a table without measures, all fields
     * that neither identify nor date a row; if there are none of these, all fields.
     */
    public List<Integer> figureColumns() {
        List<Integer> figures = new ArrayList<>();
        wide.forEach(column -> figures.add(column.column()));
        columns(FieldRole.MEASURE).forEach(figures::add);
        if (figures.isEmpty()) {
            Stream.of(FieldRole.DIMENSION, FieldRole.ATTRIBUTE)
                    .flatMap(this::columns)
                    .forEach(figures::add);
        }
        if (figures.isEmpty()) {
            fields.forEach(field -> figures.add(field.column()));
        }
        return figures;
    }

    private Stream<Integer> columns(FieldRole role) {
        return fields.stream().filter(field -> field.field().role() == role).map(PlacedField::column);
    }

    /** Every column, from 0, that the table reads. */
    public List<Integer> columns() {
        List<Integer> columns = new ArrayList<>();
        fields.forEach(field -> columns.add(field.column()));
        wide.forEach(column -> columns.add(column.column()));
        return columns;
    }
}
