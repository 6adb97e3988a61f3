package org.datawarp.streams.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.FieldRole;

/**
 * Where one dataset's table stands in a sheet.
 *
 * @param lastRow the last row that can belong to it, inclusive: another table begins below, or the sheet ends
 * @param fields those that were found, in the manifest's order
 * @param wide the columns to unpivot, from the left; empty unless the dataset has wide headings
 * @param undeclared headings that no field declares
 */
public record TableRegion(
        Dataset dataset,
        HeadingBand band,
        int lastRow,
        List<PlacedField> fields,
        List<WideColumn> wide,
        List<ColumnHeading> undeclared) {

    /** No row of a sheet has this number. */
    public static final int NO_END = Integer.MAX_VALUE;

    public TableRegion {
        fields = List.copyOf(fields);
        wide = List.copyOf(wide);
        undeclared = List.copyOf(undeclared);
    }

    TableRegion endingAt(int row) {
        return new TableRegion(dataset, band, row, fields, wide, undeclared);
    }

    /** @param columns from 0, whose headings other tables declare */
    TableRegion declaring(Set<Integer> columns) {
        List<ColumnHeading> left = undeclared.stream()
                .filter(heading -> !columns.contains(heading.column()))
                .toList();
        return new TableRegion(dataset, band, lastRow, fields, wide, left);
    }

    TableRegion with(HeadingBand longerBand) {
        return new TableRegion(dataset, longerBand, lastRow, fields, wide, undeclared);
    }

    /**
     * The columns, from 0, that hold what the table is about: its measures; in a table of text only, whatever neither
     * identifies a row nor dates it, or else all.
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
