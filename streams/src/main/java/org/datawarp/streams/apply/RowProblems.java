package org.datawarp.streams.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.datawarp.schemas.manifest.Dataset;
import org.datawarp.schemas.manifest.Field;
import org.datawarp.schemas.row.Cell;
import org.datawarp.schemas.row.Rejection;

/** Collects what is wrong with one row. */
final class RowProblems {

    private final RowOrigin origin;
    private final Dataset dataset;
    private final int row;
    private final List<Rejection> found = new ArrayList<>(0);

    RowProblems(RowOrigin origin, Dataset dataset, int row) {
        this.origin = origin;
        this.dataset = dataset;
        this.row = row;
    }

    void add(Field field, Cell cell, Parsed unreadable) {
        add(field, Objects.requireNonNull(unreadable.problem()), cell.text(), unreadable.expected());
    }

    void add(Field field, Reason reason, String text, String expected) {
        found.add(origin.reject(
                row, new RowOrigin.Place(dataset.name().value(), field.name().value()), reason, text, expected));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Rejection> rejections() {
        return found;
    }
}
