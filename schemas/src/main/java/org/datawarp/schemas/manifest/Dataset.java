package org.datawarp.schemas.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.period.PeriodKind;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.ColumnRole;
import org.datawarp.schemas.table.ColumnType;
import org.datawarp.schemas.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * Where a dataset is in the files, and what its columns mean.
 *
 * @param sources which sheets may hold it; any match is enough
 * @param headingRows how many rows the heading band has: 1 to 4, 0 for none, -1 to detect it
 * @param headingAt the sheet's row where the band begins, from 1; 0 to detect it
 * @param periodKind what kind of period the fields of role period give; null to take it from their form
 * @param unpivot the wide headings; null when there are none
 * @param marks the marks that replace a figure or accompany it, and their meaning
 * @param maxRejected the share of rows, 0 to 1, above which a release is held
 * @param optional whether a release may lack the dataset altogether
 * @param published whether it is published to the object store, or kept in PostgreSQL only
 * @param singleFile whether it is also published as one file while it is small
 */
public record Dataset(
        DatasetName name,
        String title,
        String description,
        List<Source> sources,
        int headingRows,
        int headingAt,
        @Nullable PeriodKind periodKind,
        List<Field> fields,
        @Nullable Unpivot unpivot,
        Map<String, String> marks,
        List<Total> totals,
        LoadMode load,
        DriftMode drift,
        double maxRejected,
        boolean optional,
        boolean published,
        boolean singleFile) {

    /** A heading band of unknown depth. */
    public static final int FIND_OUT = -1;

    public Dataset {
        sources = List.copyOf(sources);
        fields = List.copyOf(fields);
        marks = Map.copyOf(marks);
        totals = List.copyOf(totals);
    }

    /** The fields that fill value columns, in order: all except those of role period, then the unpivoted ones. */
    public List<Field> valueFields() {
        List<Field> all = new ArrayList<>();
        fields.stream().filter(field -> field.role() != FieldRole.PERIOD).forEach(all::add);
        if (unpivot != null) {
            if (unpivot.dimension() != null) {
                all.add(unpivot.dimension());
            }
            all.add(unpivot.value());
        }
        return all;
    }

    /** The dataset's table: each value field, followed by its status companion if it has one. */
    public Table table() {
        List<Column> columns = new ArrayList<>();
        for (Field field : valueFields()) {
            columns.add(new Column(field.name(), field.type(), role(field), field.unit(), field.description()));
            if (field.status()) {
                columns.add(new Column(
                        statusOf(field),
                        ColumnType.TEXT,
                        ColumnRole.STATUS,
                        "",
                        "The mark in place of, or beside, " + field.name()));
            }
        }
        return Table.of(name, columns);
    }

    /** The name of a field's status companion. */
    public static ColumnName statusOf(Field field) {
        return new ColumnName(field.name() + "_status");
    }

    private static ColumnRole role(Field field) {
        return switch (field.role()) {
            case PERIOD -> ColumnRole.PERIOD;
            case KEY -> ColumnRole.KEY;
            case DIMENSION -> ColumnRole.DIMENSION;
            case MEASURE -> ColumnRole.MEASURE;
            case ATTRIBUTE -> ColumnRole.ATTRIBUTE;
        };
    }
}
