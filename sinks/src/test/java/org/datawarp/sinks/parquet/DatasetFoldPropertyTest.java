package org.datawarp.sinks.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.catalog.PeriodRows;
import org.datawarp.schemas.change.RowChange;
import org.jspecify.annotations.Nullable;

/** After any changes to a table, its parts hold its rows. */
class DatasetFoldPropertyTest {

    private static final YearMonth FIRST = YearMonth.of(2025, 1);

    /** A step of one row: it gets a value, or is deleted when there is none. */
    record Step(int month, int provider, @Nullable Long value) {}

    @Property(tries = 150)
    void partsHoldTheRowsOfTheTable(
            @ForAll("transactions") List<List<Step>> transactions, @ForAll("limits") FoldLimits limits)
            throws IOException {
        Path folder = Files.createTempDirectory("fold");
        try {
            FoldedLake lake = new FoldedLake(folder, limits);
            Map<String, List<@Nullable Object>> table = new TreeMap<>();
            for (int i = 0; i < transactions.size(); i++) {
                List<RowChange> changes = changes(i, transactions.get(i), table);
                if (!changes.isEmpty()) {
                    lake.commit(Samples.COLUMNS, changes);
                }

                assertThat(sorted(lake.rows())).isEqualTo(sorted(table.values()));
                checkParts(lake);
            }
        } finally {
            delete(folder);
        }
    }

    /** The changes that PostgreSQL would report, while the table is brought forward. */
    private static List<RowChange> changes(
            long transaction, List<Step> steps, Map<String, List<@Nullable Object>> table) {
        List<RowChange> changes = new ArrayList<>();
        for (Step step : steps) {
            YearMonth month = FIRST.plusMonths(step.month());
            String key = month + "/" + step.provider();
            List<@Nullable Object> before = table.get(key);
            List<@Nullable Object> after =
                    step.value() == null ? null : Samples.row(month, "P" + step.provider(), step.value());
            long order = changes.size() + 1L;
            if (before == null && after != null) {
                changes.add(Samples.insert(transaction, order, after));
            } else if (before != null && after != null && !before.equals(after)) {
                changes.add(Samples.update(transaction, order, before, after));
            } else if (before != null && after == null) {
                changes.add(Samples.delete(transaction, order, before));
            }
            if (after == null) {
                table.remove(key);
            } else {
                table.put(key, after);
            }
        }
        return changes;
    }

    private static void checkParts(FoldedLake lake) throws IOException {
        for (Part part : lake.parts()) {
            assertThat(part.rows()).isPositive();
            assertThat(part.periods().stream().mapToLong(PeriodRows::rows).sum())
                    .isEqualTo(part.rows());
            assertThat(lake.rows(part, lake.last().columns())).hasSize((int) part.rows());
            assertThat(Files.size(lake.file(part))).isEqualTo(part.bytes());
        }
        assertThat(lake.parts())
                .isSortedAccordingTo(
                        Comparator.comparing(part -> PeriodKey.of(part.periods().get(0))));
        assertThat(lake.parts()).extracting(Part::key).doesNotHaveDuplicates();
    }

    private static List<String> sorted(Iterable<List<@Nullable Object>> rows) {
        List<String> texts = new ArrayList<>();
        rows.forEach(row -> texts.add(row.toString()));
        texts.sort(Comparator.naturalOrder());
        return texts;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Provide
    Arbitrary<List<List<Step>>> transactions() {
        Arbitrary<Step> step = Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.longs().between(0, 5).injectNull(0.3))
                .as(Step::new);
        return step.list().ofMinSize(0).ofMaxSize(60).list().ofMinSize(1).ofMaxSize(8);
    }

    @Provide
    Arbitrary<FoldLimits> limits() {
        return Combinators.combine(
                        Arbitraries.of(3L, 10L, 40L),
                        Arbitraries.of(2, 10, 1000),
                        Arbitraries.of(0, 4),
                        Arbitraries.of(1, 2, 5))
                .as((rows, pending, ratio, groupRows) -> new FoldLimits(64L << 20, rows, pending, ratio, groupRows));
    }
}
