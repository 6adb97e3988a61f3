package org.datawarp.bench.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datawarp.bench.accuracy.Check.Kind;
import org.datawarp.bench.accuracy.Truth.TruePeriod;
import org.datawarp.bench.accuracy.Truth.TrueTable;
import org.datawarp.bench.accuracy.Truth.TrueValue;
import org.jspecify.annotations.Nullable;

/** Checks one table. The number of checks is the same whether the table was found or not. */
final class TableChecks {

    private final TrueTable truth;
    private final JsonNode table;
    private final ColumnMatch columns;

    /** @param found null when the table was missed */
    TableChecks(TrueTable truth, @Nullable JsonNode found) {
        this.truth = truth;
        this.table = found == null ? MissingNode.getInstance() : found;
        this.columns = new ColumnMatch(expected(truth), table);
    }

    private static Map<String, String> expected(TrueTable truth) {
        return truth.columns() == null ? new LinkedHashMap<>() : truth.columns();
    }

    /** How similar a found table is to the expected one; 0 when it cannot be the same. */
    static double likeness(TrueTable truth, JsonNode found) {
        Map<String, String> expected = expected(truth);
        double columns = expected.isEmpty() ? 1 : (double) new ColumnMatch(expected, found).matched() / expected.size();
        return columns == 0 ? 0 : columns + nearness(truth, found);
    }

    /** Tables with equal columns are distinguished by where they begin. */
    private static double nearness(TrueTable truth, JsonNode found) {
        if (truth.headerRows() == null || truth.headerRows().get(0).isEmpty()) {
            return 0;
        }
        int expected = truth.headerRows().get(0).get(0);
        return 1.0 / (1 + Math.abs(expected - found.path("headerRows").path(0).asInt(Integer.MAX_VALUE / 2)));
    }

    List<Check> all() {
        List<Check> checks = new ArrayList<>();
        if (truth.headerRows() != null) {
            checks.add(headerRows(truth.headerRows()));
        }
        if (truth.columns() != null) {
            checks.add(columns());
        }
        if (truth.columnCount() != null) {
            int found = table.path("columns").size();
            checks.add(check(Check.equal(Kind.COLUMNS, about("number of columns"), truth.columnCount(), found)));
        }
        if (truth.rows() != null) {
            checks.add(rows(truth.rows()));
        }
        if (truth.period() != null) {
            checks.add(period(truth.period()));
        }
        CellChecks cells = new CellChecks(table, columns);
        for (TrueValue value : truth.values() == null ? List.<TrueValue>of() : truth.values()) {
            String about = about("%s of %s".formatted(value.column(), value.where()));
            checks.add(check(cells.check(about, value)));
        }
        return checks;
    }

    private String about(String what) {
        return what + " (" + truth.title() + ")";
    }

    /** For a table that was not found, this is the only error. */
    private Check check(Check check) {
        return table.isMissingNode() ? Check.wrong(check.kind(), check.about(), "the table was missed") : check;
    }

    private Check headerRows(List<List<Integer>> right) {
        List<Integer> found = new ArrayList<>();
        table.path("headerRows").forEach(row -> found.add(row.asInt()));
        String about = about("heading rows");
        return check(
                right.contains(found)
                        ? Check.right(Kind.HEADING, about)
                        : Check.wrong(
                                Kind.HEADING,
                                about,
                                "expected %s, found %s"
                                        .formatted(right.size() == 1 ? right.get(0) : "one of " + right, found)));
    }

    private Check columns() {
        String about = about("columns");
        if (columns.missing().isEmpty() && columns.extra().isEmpty()) {
            return check(Check.right(Kind.COLUMNS, about));
        }
        return check(Check.wrong(
                Kind.COLUMNS,
                about,
                "missing %s, beside what there is %s".formatted(columns.missing(), columns.extra())));
    }

    /** Totals may be among the rows, be counted apart, or be left out. */
    private Check rows(long right) {
        long data = table.path("dataRows").asLong(-1);
        long totals = table.path("totalRows").asLong();
        long all = right + truth.totals();
        boolean inRange = data >= right && data <= all;
        boolean fits = inRange && (totals == 0 ? data == right || data == all : data + totals == all);
        String about = about("rows");
        return check(
                fits
                        ? Check.right(Kind.ROWS, about)
                        : Check.wrong(
                                Kind.ROWS,
                                about,
                                "expected %,d and %,d totals, found %,d and %,d"
                                        .formatted(right, truth.totals(), data, totals)));
    }

    private Check period(TruePeriod right) {
        JsonNode period = table.path("period");
        TruePeriod found = new TruePeriod(
                period.path("start").asText(),
                period.path("end").asText(),
                period.path("kind").asText());
        return check(Check.equal(Kind.PERIOD, about("period"), right, found));
    }
}
