package org.datawarp.author.table;

import java.util.List;

/** How certain a table is: the share of it that behaves like a table. */
final class Confidence {

    private static final int FEW_ROWS = 3;
    private static final double FEW_ROWS_FACTOR = 0.8;

    /** Without any heading, the columns have no names to go by. */
    private static final double HEADLESS = 0.5;

    private Confidence() {}

    static double of(TableDraft table, TableRows rows) {
        List<ColumnDraft> columns = rows.columns();
        if (columns.isEmpty()) {
            return 0;
        }
        double headed = (double) columns.stream()
                        .filter(column -> !column.path().isEmpty())
                        .count()
                / columns.size();
        double coherent = rows.evidence().stream()
                .mapToDouble(ColumnEvidence::coherence)
                .average()
                .orElse(0);
        double shown = table.heading().isEmpty() ? HEADLESS : headed;
        double confidence = shown * coherent * (rows.dataRows() < FEW_ROWS ? FEW_ROWS_FACTOR : 1);
        return Math.round(confidence * 100) / 100.0;
    }
}
