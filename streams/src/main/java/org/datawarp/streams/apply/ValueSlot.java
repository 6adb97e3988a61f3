package org.datawarp.streams.apply;

import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Field;
import org.datawarp.schemas.name.ColumnName;
import org.datawarp.schemas.table.Column;
import org.datawarp.schemas.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * Where a field's value goes.
 *
 * @param index among the table's value columns, from 0
 * @param statusIndex of its status companion; before 0 when it has none
 */
record ValueSlot(Field field, CellParser parser, int index, int statusIndex) {

    static ValueSlot of(Field field, Table table, Marks marks) {
        int status = field.status() ? index(table, Dataset.statusOf(field)) : -1;
        return new ValueSlot(field, new CellParser(field, marks), index(table, field.name()), status);
    }

    private static int index(Table table, ColumnName name) {
        return table.valueColumns().stream().map(Column::name).toList().indexOf(name);
    }

    void put(Parsed parsed, @Nullable Object[] values) {
        values[index] = parsed.value();
        if (statusIndex >= 0) {
            values[statusIndex] = parsed.mark();
        }
    }
}
