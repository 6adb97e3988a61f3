package org.datawarp.sinks.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datawarp.sinks.parquet.Samples.inserts;
import static org.datawarp.sinks.parquet.Samples.numbered;
import static org.datawarp.sinks.parquet.Samples.row;
import static org.datawarp.sinks.parquet.Samples.update;

import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.datawarp.schemas.catalog.Part;
import org.datawarp.schemas.catalog.PeriodRows;
import org.datawarp.schemas.change.RowChange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which row groups of a part are rewritten, and how. */
class RowGroupsTest {

    private static final YearMonth MAY = YearMonth.of(2025, 5);
    private static final YearMonth JUNE = YearMonth.of(2025, 6);
    private static final YearMonth JULY = YearMonth.of(2025, 7);
    private static final long MUCH = 64L << 20;

    @TempDir
    Path directory;

    private FoldedLake lake;

    /** One part of 60 rows in six groups. */
    @BeforeEach
    void publishThreeMonths() throws IOException {
        lake = new FoldedLake(directory, new FoldLimits(MUCH, 100, 1000, 0, 10));
        List<RowChange> releases = new ArrayList<>(inserts(MAY, 1, 20));
        releases.addAll(inserts(JUNE, 1, 20));
        releases.addAll(inserts(JULY, 1, 20));
        lake.commit(Samples.COLUMNS, releases);
    }

    private List<Long> groups(Part part) throws IOException {
        return PartReader.groupsOf(lake.file(part)).stream()
                .map(BlockMetaData::getRowCount)
                .toList();
    }

    private long bytes(Part part) throws IOException {
        return PartReader.groupsOf(lake.file(part)).stream()
                .mapToLong(BlockMetaData::getCompressedSize)
                .sum();
    }

    @Test
    void stayAsTheyAreWhenTheyHoldNoChangedPeriod() throws IOException {
        Part before = lake.parts().get(0);
        List<List<@Nullable Object>> rows = new ArrayList<>(lake.rows());
        var corrected = row(JUNE, "P7", 70L);

        lake.use(new FoldLimits(MUCH, 100, 1000, 0, 8));
        lake.commit(update(3, 1, numbered(JUNE, 7), corrected));

        Part after = lake.parts().get(0);
        assertThat(after.periods()).isEqualTo(before.periods());
        rows.set(26, corrected);
        assertThat(lake.rows()).containsExactlyElementsOf(rows);
        // Those that were written again have no more rows than groups may have now.
        assertThat(groups(after)).containsExactly(10L, 10L, 8L, 8L, 4L, 10L, 10L);
    }

    @Test
    void arePutTogetherWhileTheyAreSmall() throws IOException {
        for (int number = 21; number <= 35; number++) {
            lake.commit(Samples.COLUMNS, inserts(JULY, number, number));
        }

        Part part = lake.parts().get(0);
        assertThat(part.periods()).extracting(PeriodRows::rows).containsExactly(20L, 20L, 35L);
        assertThat(groups(part)).containsExactly(10L, 10L, 10L, 10L, 10L, 10L, 5L, 5L, 5L);
    }

    @Test
    void goIntoAnotherPartBeforeThisOneIsLargerThanPartsMayBe() throws IOException {
        // A rewritten part has room for two of the six groups, and a quarter of a third.
        FoldLimits limits = new FoldLimits(bytes(lake.parts().get(0)) / 4, 100, 1000, 0, 10);
        lake.use(limits);

        lake.commit(update(3, 1, numbered(JUNE, 7), row(JUNE, "P7", 70L)));

        assertThat(lake.parts())
                .hasSize(3)
                .allSatisfy(part -> assertThat(bytes(part))
                        .isLessThanOrEqualTo(limits.withRoom().rollBytes()));
        assertThat(lake.rows()).hasSize(60);
    }
}
