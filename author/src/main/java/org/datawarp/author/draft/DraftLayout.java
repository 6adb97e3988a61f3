package org.datawarp.author.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.datawarp.schemas.row.TypedRow;
import org.datawarp.schemas.table.ColumnRole;

/** The positions of a draft's columns among the values of its rows. */
final class DraftLayout {

    /** The name of the column for the values under periods. */
    static final String VALUE = "value";

    private final List<Slot> measures = new ArrayList<>();
    private final List<Slot> labels = new ArrayList<>();

    /** @param index among the values of a row */
    record Slot(String name, int index) {}

    DraftLayout(DraftDataset draft) {
        boolean marked = !draft.marks().isEmpty();
        int index = 0;
        for (DraftColumn column : draft.columns()) {
            ColumnRole role = DraftYaml.role(column, draft);
            if (role == ColumnRole.PERIOD) {
                continue;
            }
            boolean measure = role == ColumnRole.MEASURE;
            (measure ? measures : labels).add(new Slot(column.name(), index));
            index += measure && marked ? 2 : 1;
        }
        if (draft.isWide()) {
            measures.add(new Slot(VALUE, index));
        }
    }

    List<Slot> measures() {
        return measures;
    }

    /** Columns that may identify rows. */
    List<Slot> labels() {
        return labels;
    }

    /** A row's period and labels, each as one number; the labels in their order. */
    int[] identity(TypedRow row) {
        int[] identity = new int[labels.size() + 1];
        identity[0] = row.period().hashCode();
        for (int i = 0; i < labels.size(); i++) {
            identity[i + 1] = Objects.hashCode(row.values().get(labels.get(i).index()));
        }
        return identity;
    }
}
