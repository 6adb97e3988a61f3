package org.datawarp.sinks.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.datawarp.sinks.parquet.Samples.delete;
import static org.datawarp.sinks.parquet.Samples.insert;
import static org.datawarp.sinks.parquet.Samples.inserts;
import static org.datawarp.sinks.parquet.Samples.numbered;
import static org.datawarp.sinks.parquet.Samples.row;
import static org.datawarp.sinks.parquet.Samples.update;

import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.catalog.PeriodRows;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.change.RowChange;
import org.datawarp.schemas.table.ColumnType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFoldTest {

    private static final YearMonth MAY = YearMonth.of(2025, 5);
    private static final YearMonth JUNE = YearMonth.of(2025, 6);
    private static final YearMonth JULY = YearMonth.of(2025, 7);

    /** Parts of 100 rows, never merged. */
    private static final FoldLimits APART = new FoldLimits(64L << 20, 100, 1000, 0, 10);

    @TempDir
    Path directory;

    private FoldedLake lake;

    @BeforeEach
    void start() {
        lake = new FoldedLake(directory, APART);
    }

    @Test
    void writesANewPeriodToANewPart() throws IOException {
        var a = row(MAY, "RA1", 1L);
        var b = row(MAY, "RB1", null);

        lake.commit(insert(1, 1, a), insert(1, 2, b));

        assertThat(lake.rows()).containsExactly(a, b);
        assertThat(lake.parts()).singleElement().satisfies(part -> {
            assertThat(part.key()).isEqualTo(Part.key(Samples.DATASET, 1, part.sha256()));
            assertThat(part.rows()).isEqualTo(2);
            assertThat(part.periods()).containsExactly(new PeriodRows(MAY.atDay(1), MAY.atEndOfMonth(), "month", 2));
        });
        assertThat(lake.last().nextPart()).isEqualTo(2);
    }

    @Test
    void addsAPeriodWithoutTouchingOthers() throws IOException {
        lake.commit(insert(1, 1, row(MAY, "RA1", 1L)));
        Part may = lake.parts().get(0);

        lake.commit(insert(2, 1, row(JUNE, "RA1", 2L)));

        assertThat(lake.parts()).hasSize(2).startsWith(may);
        assertThat(lake.fetched()).isEmpty();
        assertThat(lake.last().created()).hasSize(1);
    }

    @Test
    void ordersPartsByPeriodWhateverTheirAge() throws IOException {
        lake.commit(insert(1, 1, row(JULY, "RA1", 1L)));
        lake.commit(insert(2, 1, row(MAY, "RA1", 2L)));
        lake.commit(insert(3, 1, row(JUNE, "RA1", 3L)));

        assertThat(lake.parts())
                .extracting(part -> part.periods().get(0).start())
                .containsExactly(MAY.atDay(1), JUNE.atDay(1), JULY.atDay(1));
    }

    @Test
    void rewritesOnlyThePartThatHoldsAChangedRow() throws IOException {
        var a = row(MAY, "RA1", 1L);
        var b = row(MAY, "RB1", 2L);
        var c = row(MAY, "RC1", 3L);
        lake.commit(insert(1, 1, a), insert(1, 2, b), insert(1, 3, c));
        lake.commit(insert(2, 1, row(JUNE, "RA1", 1L)));
        Part may = lake.parts().get(0);
        Part june = lake.parts().get(1);
        var corrected = row(MAY, "RB1", 20L);

        lake.commit(update(3, 1, b, corrected));

        assertThat(lake.fetched()).containsExactly(may.key());
        assertThat(lake.parts()).hasSize(2).doesNotContain(may).endsWith(june);
        assertThat(lake.rows(lake.parts().get(0), lake.last().columns())).containsExactly(a, corrected, c);
    }

    @Test
    void looksForAChangedRowOnlyInPartsOfItsPeriodAndRewritesTheOneThatHasIt() throws IOException {
        lake.commit(Samples.COLUMNS, inserts(MAY, 1, 250));
        lake.commit(insert(2, 1, row(JUNE, "RA1", 1L)));
        List<Part> before = lake.parts();
        assertThat(before).hasSize(4);

        lake.commit(update(3, 1, numbered(MAY, 150), row(MAY, "P150", 7L)));

        assertThat(lake.fetched()).doesNotContain(before.get(3).key());
        assertThat(lake.last().created()).hasSize(1);
        assertThat(lake.parts()).contains(before.get(0), before.get(2), before.get(3));
    }

    @Test
    void dropsAPartWhoseRowsAreAllDeleted() throws IOException {
        var a = row(MAY, "RA1", 1L);
        var b = row(JUNE, "RA1", 1L);
        lake.commit(insert(1, 1, a));
        lake.commit(insert(2, 1, b));

        lake.commit(delete(3, 1, a));

        assertThat(lake.rows()).containsExactly(b);
        assertThat(lake.parts()).hasSize(1);
    }

    @Test
    void leavesAnEmptyDatasetWhenEverythingIsDeleted() throws IOException {
        var a = row(MAY, "RA1", 1L);
        lake.commit(insert(1, 1, a));

        lake.commit(delete(2, 1, a));
        lake.commit(insert(3, 1, a));

        assertThat(lake.rows()).containsExactly(a);
        assertThat(lake.parts().get(0).key())
                .isEqualTo(Part.key(Samples.DATASET, 2, lake.parts().get(0).sha256()));
    }

    @Test
    void putsALateRowIntoTheLastPartOfItsPeriod() throws IOException {
        lake.commit(Samples.COLUMNS, inserts(MAY, 1, 150));
        Part full = lake.parts().get(0);
        var late = row(MAY, "RZ1", 9L);

        lake.commit(insert(2, 1, late));

        assertThat(lake.parts()).hasSize(2).startsWith(full);
        assertThat(lake.rows(lake.parts().get(1), lake.last().columns()))
                .hasSize(51)
                .endsWith(late);
    }

    @Test
    void putsManyLateRowsIntoAPartOfTheirOwn() throws IOException {
        lake.commit(Samples.COLUMNS, inserts(MAY, 1, 30));
        Part old = lake.parts().get(0);

        lake.commit(Samples.COLUMNS, inserts(MAY, 31, 31 + APART.mostInserts()));

        assertThat(lake.fetched()).isEmpty();
        assertThat(lake.parts()).hasSize(2).startsWith(old);
        assertThat(lake.rows(lake.parts().get(1), lake.last().columns()))
                .hasSize(1 + APART.mostInserts())
                .startsWith(numbered(MAY, 31))
                .endsWith(numbered(MAY, 31 + APART.mostInserts()));
    }

    @Test
    void foldsSeveralChangesOfARowIntoOne() throws IOException {
        var a = row(MAY, "RA1", 1L);
        var b = row(MAY, "RB1", 1L);
        lake.commit(insert(1, 1, a), insert(1, 2, b));
        var second = row(MAY, "RA1", 2L);
        var third = row(MAY, "RA1", 3L);
        var fresh = row(MAY, "RC1", 1L);

        lake.commit(
                update(2, 1, a, second),
                update(2, 2, second, third),
                delete(2, 3, b),
                insert(2, 4, row(MAY, "RB1", 5L)),
                insert(2, 5, fresh),
                delete(2, 6, fresh));

        assertThat(lake.rows()).containsExactly(third, row(MAY, "RB1", 5L));
    }

    @Test
    void writesNothingWhenChangesCancelOut() throws IOException {
        var a = row(MAY, "RA1", 1L);
        lake.commit(insert(1, 1, a));
        List<Part> before = lake.parts();

        lake.commit(
                delete(2, 1, a),
                insert(2, 2, a),
                update(2, 3, a, row(MAY, "RA1", 2L)),
                update(2, 4, row(MAY, "RA1", 2L), a));

        assertThat(lake.parts()).isEqualTo(before);
        assertThat(lake.fetched()).isEmpty();
    }

    @Test
    void changesRowsThatTheSameFoldInserted() throws IOException {
        List<RowChange> changes = new ArrayList<>(inserts(MAY, 1, 250));
        changes.add(update(2, 1, numbered(MAY, 10), row(MAY, "P10", null)));
        changes.add(delete(2, 2, numbered(MAY, 120)));
        changes.add(delete(2, 3, numbered(MAY, 250)));

        lake.commit(Samples.COLUMNS, changes);

        assertThat(lake.rows())
                .hasSize(248)
                .contains(row(MAY, "P10", null))
                .doesNotContain(numbered(MAY, 10), numbered(MAY, 120), numbered(MAY, 250));
    }

    @Test
    void handsOverLargePartsBeforeTheFoldEnds() throws IOException {
        lake.commit(Samples.COLUMNS, inserts(MAY, 1, 250));

        assertThat(lake.finished())
                .containsExactlyElementsOf(
                        lake.parts().subList(0, 2).stream().map(Part::key).toList());
    }

    @Test
    void keepsPendingChangesWithinTheirLimit() throws IOException {
        lake = new FoldedLake(directory, new FoldLimits(64L << 20, 100, 20, 0, 10));
        lake.commit(Samples.COLUMNS, inserts(MAY, 1, 150));
        List<RowChange> changes = new ArrayList<>();
        for (int i = 1; i <= 150; i++) {
            changes.add(update(2, i, numbered(MAY, i), row(MAY, "P" + i, -1L)));
        }
        changes.addAll(inserts(MAY, 1000, 1100));

        lake.commit(Samples.COLUMNS, changes);

        assertThat(lake.rows()).hasSize(251);
        assertThat(lake.rows().stream().filter(row -> Long.valueOf(-1).equals(row.get(4))))
                .hasSize(150);
    }

    @Test
    void refusesAChangeOfARowThatNoPartHas() throws IOException {
        lake.commit(insert(1, 1, row(MAY, "RA1", 1L)));

        assertThatThrownBy(() -> lake.commit(delete(2, 1, row(MAY, "RX1", 1L))))
                .isInstanceOf(FoldException.class)
                .hasMessageStartingWith("Cannot fold the changes of referrals: 1 rows that were updated or deleted");
    }

    @Test
    void mergesASmallPartWithItsOlderNeighbour() throws IOException {
        lake = new FoldedLake(directory, new FoldLimits(64L << 20, 100, 1000, 4, 10));
        for (int month = 0; month < 60; month++) {
            lake.commit(insert(month, 1, row(MAY.plusMonths(month), "RA1", (long) month)));
        }

        assertThat(lake.rows()).hasSize(60);
        assertThat(lake.parts()).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void doesNotMergeBeyondTheSizeAtWhichPartsRoll() throws IOException {
        lake = new FoldedLake(directory, new FoldLimits(64L << 20, 100, 1000, 4, 10));
        lake.commit(Samples.COLUMNS, inserts(MAY, 1, 60));
        Part may = lake.parts().get(0);

        lake.commit(Samples.COLUMNS, inserts(JUNE, 1, 60));

        assertThat(lake.parts()).hasSize(2).startsWith(may);
    }

    @Test
    void keepsRowsInPeriodOrderWhenItMerges() throws IOException {
        lake = new FoldedLake(directory, new FoldLimits(64L << 20, 100, 1000, 4, 10));
        lake.commit(insert(1, 1, row(JUNE, "RA1", 1L)));

        lake.commit(insert(2, 1, row(MAY, "RA1", 2L)));

        assertThat(lake.rows()).containsExactly(row(MAY, "RA1", 2L), row(JUNE, "RA1", 1L));
        assertThat(lake.parts()).hasSize(1);
    }

    @Test
    void leavesOldPartsAsTheyAreWhenAColumnIsAdded() throws IOException {
        var a = row(MAY, "RA1", 1L);
        lake.commit(insert(1, 1, a));
        Part may = lake.parts().get(0);
        List<ChangeColumn> wider = withColumn("region", ColumnType.TEXT);

        lake.commit(wider, List.of(insert(2, 1, with(row(JUNE, "RA1", 1L), "North"))));

        assertThat(lake.parts()).hasSize(2).startsWith(may);
        assertThat(lake.last().columns().columns())
                .extracting(ChangeColumn::name)
                .containsSequence("updated", "region", "_release");
        assertThat(lake.rows()).extracting(row -> row.get(12)).containsExactly(null, "North");
    }

    @Test
    void findsARowOfBeforeAColumnWasAdded() throws IOException {
        var a = row(MAY, "RA1", 1L);
        lake.commit(insert(1, 1, a));
        List<ChangeColumn> wider = withColumn("region", ColumnType.TEXT);

        lake.commit(wider, List.of(update(2, 1, with(a, null), with(a, "North"))));

        assertThat(lake.rows()).hasSize(1);
        assertThat(lake.rows().get(0).get(12)).isEqualTo("North");
    }

    @Test
    void takesAColumnThatIsAddedInTheMiddleOfAFold() throws IOException {
        List<ChangeColumn> wider = withColumn("region", ColumnType.TEXT);
        var a = row(MAY, "RA1", 1L);
        lake.commit(insert(1, 1, a), insert(1, 2, row(MAY, "RB1", 2L)));
        try (DatasetFold fold = new DatasetFold(
                new FoldBase(Samples.DATASET, lake.parts(), 2, Samples.COLUMNS), lake, directory.resolve("w"), APART)) {
            var changed = row(MAY, "RA1", 5L);
            fold.add(Samples.key(a), update(2, 1, a, changed), Samples.COLUMNS);
            var june = row(JUNE, "RA1", 1L);
            fold.add(Samples.key(june), insert(2, 2, june), Samples.COLUMNS);
            var north = with(row(JUNE, "RB1", 1L), "North");
            fold.add(Samples.key(row(JUNE, "RB1", 1L)), insert(3, 1, north), wider);

            FoldedDataset folded = fold.finish(1);

            assertThat(folded.rows()).isEqualTo(4);
            assertThat(folded.columns().columns()).hasSize(Samples.COLUMNS.size() + 1);
        }
    }

    @Test
    void rewritesAllPartsOnceWhenAColumnIsWidened() throws IOException {
        var a = row(MAY, "RA1", 1L);
        lake.commit(insert(1, 1, a));
        lake.commit(insert(2, 1, row(JUNE, "RA1", 2L)));
        List<ChangeColumn> wider = Samples.COLUMNS.stream()
                .map(column ->
                        column.name().equals("referrals") ? new ChangeColumn("referrals", ColumnType.NUMBER) : column)
                .toList();
        var before = replaced(a, 4, 1.0);
        var after = replaced(a, 4, 1.5);

        lake.commit(wider, List.of(update(3, 1, before, after)));

        assertThat(lake.rows()).extracting(row -> row.get(4)).containsExactly(1.5, 2.0);
        for (Path file : lake.files()) {
            assertThat(PartReader.columnsOf(file).columns()).contains(new ChangeColumn("referrals", ColumnType.NUMBER));
        }
    }

    @Test
    @Tag("A12")
    void givesTheSameBytesForTheSameChanges() throws IOException {
        List<RowChange> changes = inserts(MAY, 1, 250);
        lake.commit(Samples.COLUMNS, changes);
        FoldedLake other = new FoldedLake(directory.resolve("other"), APART);
        java.nio.file.Files.createDirectories(directory.resolve("other"));

        other.commit(Samples.COLUMNS, changes);

        assertThat(other.parts()).isEqualTo(lake.parts());
    }

    @Test
    void leavesNoFilesBehind() throws IOException {
        lake.commit(Samples.COLUMNS, inserts(MAY, 1, 250));
        lake.commit(update(3, 1, numbered(MAY, 150), row(MAY, "P150", 7L)));

        assertThat(directory.resolve("work")).isEmptyDirectory();
    }

    /** As in PostgreSQL: an added column is the last. */
    private static List<ChangeColumn> withColumn(String name, ColumnType type) {
        List<ChangeColumn> columns = new ArrayList<>(Samples.COLUMNS);
        columns.add(new ChangeColumn(name, type));
        return columns;
    }

    private static List<@Nullable Object> with(List<@Nullable Object> row, @Nullable Object value) {
        List<@Nullable Object> wider = new ArrayList<>(row);
        wider.add(value);
        return wider;
    }

    private static List<@Nullable Object> replaced(List<@Nullable Object> row, int position, Object value) {
        List<@Nullable Object> changed = new ArrayList<>(row);
        changed.set(position, value);
        return changed;
    }
}
