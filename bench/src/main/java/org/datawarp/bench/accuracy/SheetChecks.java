package org.datawarp.bench.accuracy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.datawarp.bench.accuracy.Check.Kind;
import org.datawarp.bench.accuracy.Truth.TrueSheet;
import org.datawarp.bench.accuracy.Truth.TrueTable;
import org.jspecify.annotations.Nullable;

/** Checks one sheet of an inspected file: first the sheet, then its tables. */
final class SheetChecks {

    /** A found table that shares fewer of the expected columns is a different table. */
    private static final double LEAST_LIKENESS = 0.2;

    private final TrueSheet truth;
    private final JsonNode sheet;

    /** @param file the JSON of an inspection */
    SheetChecks(TrueSheet truth, JsonNode file) {
        this.truth = truth;
        this.sheet = find(truth, file);
    }

    private static JsonNode find(TrueSheet truth, JsonNode file) {
        JsonNode sheets = file.path("sheets");
        if (truth.sheet().equals("*")) {
            return sheets.size() == 1 ? sheets.path(0) : MissingNode.getInstance();
        }
        String member = truth.member() == null ? "" : truth.member();
        for (JsonNode candidate : sheets) {
            if (candidate.path("name").asText().strip().equals(truth.sheet().strip())
                    && candidate.path("member").asText().equals(member)) {
                return candidate;
            }
        }
        return MissingNode.getInstance();
    }

    SheetScore score() {
        List<Check> checks = new ArrayList<>();
        checks.add(
                sheet.isMissingNode()
                        ? Check.wrong(Kind.SHEET, "sheet", "it was not found")
                        : Check.right(Kind.SHEET, "sheet"));
        checks.add(rowKinds());
        if (truth.kinds() != null) {
            String kind = sheet.path("kind").asText("none");
            checks.add(
                    truth.kinds().contains(kind)
                            ? Check.right(Kind.SHEET_KIND, "kind")
                            : Check.wrong(
                                    Kind.SHEET_KIND, "kind", "expected %s, found %s".formatted(truth.kinds(), kind)));
        }
        IdentityHashMap<TrueTable, JsonNode> pairs = new IdentityHashMap<>();
        int missed = 0;
        int surplus = 0;
        if (truth.tables() != null) {
            pairs = pairs(truth.tables());
            missed = truth.tables().size() - pairs.size();
            surplus = sheet.path("tables").size() - pairs.size();
            checks.add(tables(truth.tables().size()));
            for (TrueTable table : truth.tables()) {
                checks.addAll(new TableChecks(table, pairs.get(table)).all());
            }
        }
        labels(checks);
        return new SheetScore(checks, missed, surplus);
    }

    private Check rowKinds() {
        long sum = 0;
        for (JsonNode count : sheet.path("rowKinds")) {
            sum += count.asLong();
        }
        return Check.equal(
                Kind.ROW_KINDS, "sum of rows by kind", sheet.path("rows").asLong(-1), sum);
    }

    private Check tables(int right) {
        List<String> found = new ArrayList<>();
        sheet.path("tables").forEach(table -> found.add(table.path("region").asText()));
        return right == found.size()
                ? Check.right(Kind.TABLES, "number of tables")
                : Check.wrong(
                        Kind.TABLES,
                        "number of tables",
                        "expected %d, found %d: %s".formatted(right, found.size(), found));
    }

    /** A pair of an expected and a found table. */
    private record Pair(TrueTable truth, int found, double likeness) {}

    /** Most similar pairs first; each table has at most one partner. */
    private IdentityHashMap<TrueTable, JsonNode> pairs(List<TrueTable> tables) {
        List<Pair> candidates = new ArrayList<>();
        for (TrueTable table : tables) {
            for (int i = 0; i < sheet.path("tables").size(); i++) {
                candidates.add(new Pair(
                        table,
                        i,
                        TableChecks.likeness(table, sheet.path("tables").path(i))));
            }
        }
        candidates.sort(Comparator.comparingDouble(Pair::likeness).reversed());
        IdentityHashMap<TrueTable, JsonNode> pairs = new IdentityHashMap<>();
        Set<Integer> taken = new HashSet<>();
        for (Pair pair : candidates) {
            if (pair.likeness() >= LEAST_LIKENESS && !pairs.containsKey(pair.truth()) && taken.add(pair.found())) {
                pairs.put(pair.truth(), sheet.path("tables").path(pair.found()));
            }
        }
        return pairs;
    }

    private void labels(List<Check> checks) {
        if (truth.pairs() == null) {
            return;
        }
        for (Map.Entry<String, JsonNode> label : truth.pairs().entrySet()) {
            String about = "value of \"" + label.getKey() + "\"";
            JsonNode found = value(label.getKey());
            checks.add(
                    found != null && CellChecks.isSame(label.getValue(), found)
                            ? Check.right(Kind.VALUE, about)
                            : Check.wrong(
                                    Kind.VALUE, about, "expected %s, found %s".formatted(label.getValue(), found)));
        }
    }

    private @Nullable JsonNode value(String label) {
        LabelledValue best = null;
        for (JsonNode table : sheet.path("tables")) {
            for (LabelledValue value : LabelledValue.in(table)) {
                best = value.fits(label) && (best == null || value.saysLessThan(best)) ? value : best;
            }
        }
        return best == null ? null : best.value();
    }
}
