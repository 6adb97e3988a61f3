package org.datawarp.ask.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrapsTest {

    private static List<String> traps(DescribedRows rows) {
        return Traps.of(new DatasetFacts(rows.dataset()));
    }

    @Test
    void warnsOfGapsBetweenPeriodsOfAnyKind() {
        DescribedRows rows = new DescribedRows()
                .period("week", "2025-01-06", "2025-01-12")
                .period("week", "2025-01-20", "2025-01-26")
                .period("quarter", "2024-04-01", "2024-06-30")
                .period("quarter", "2024-10-01", "2024-12-31")
                .period("range", "2023-04-01", "2024-03-31")
                .period("range", "2023-05-01", "2024-04-30")
                .period("range", "2023-07-01", "2024-06-30");

        assertThat(String.join("\n", traps(rows)))
                .contains("between the weeks that end on 2025-01-12 and 2025-01-26")
                .contains("between the quarters that end on 2024-06-30 and 2024-12-31")
                .contains("between the ranges that end on 2024-04-30 and 2024-06-30");
    }

    @Test
    void takesTheRhythmOfSnapshotsFromTheirReleases() {
        DescribedRows rows = new DescribedRows()
                .published("month")
                .period("snapshot", "2025-01-01", "2025-01-01")
                .period("snapshot", "2025-02-01", "2025-02-01")
                .period("snapshot", "2025-04-01", "2025-04-01");

        assertThat(traps(rows))
                .containsExactly(
                        "it lacks periods between the snapshots that end on 2025-02-01 and 2025-04-01.",
                        "its periods are snapshots: do not add counts of different days to each other.");
    }

    @Test
    void saysOfSingleDaysWhatMustNotBeAdded() {
        assertThat(traps(new DescribedRows().period("day", "2025-01-01", "2025-01-01")))
                .containsExactly(
                        "its periods are single days: counts of who or what is there on a day must not be added over days.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"% of patients", "deaths per 1,000", "rank", "decile", "Mean days"})
    void knowsWhatCannotBeAddedUpByItsUnit(String unit) {
        assertThat(traps(new DescribedRows().figure("a", "persons").figure("b", unit)))
                .containsExactly("b cannot be added up or averaged without weights.");
    }

    @Test
    void neverWarnsOfLevelsBecauseADescriptionSpeaksOfThem() {
        assertThat(traps(new DescribedRows().described("Regions and the national total of England, at all levels.")))
                .isEmpty();
    }
}
