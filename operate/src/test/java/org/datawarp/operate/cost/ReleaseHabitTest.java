package org.datawarp.operate.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.datawarp.schemas.catalog.Catalog;
import org.datawarp.schemas.catalog.VersionChanges;
import org.datawarp.schemas.name.PublicationName;
import org.junit.jupiter.api.Test;

class ReleaseHabitTest {

    private static ReleaseHabit habit(Catalog catalog, VersionChanges... log) {
        return ReleaseHabit.of(
                PublishedVisits.PUBLICATION,
                catalog,
                List.of(log),
                Map.of(PublishedVisits.part(2), 900L, PublishedVisits.part(3), 1_100L));
    }

    @Test
    void isTheAverageOfTheLatestReleases() {
        ReleaseHabit habit = habit(
                PublishedVisits.catalog(3, false),
                PublishedVisits.version(3, false, 2),
                PublishedVisits.version(2, false, 0),
                PublishedVisits.version(1, true, 0));

        assertThat(habit.from()).as("the first load is no habit").isEqualTo(2);
        assertThat(habit.addedBytes()).isEqualTo((1_100 - 900 + 900) / 2.0);
        assertThat(habit.rewrittenBytes()).isEqualTo(900 / 2.0);
        assertThat(habit.classA())
                .as("part, metadata, catalogue, its copy, log of changes; once the list of what is removed")
                .isEqualTo((6 + 5) / 2.0);
        assertThat(habit.classB()).isEqualTo((2 + 1) / 2.0);
    }

    @Test
    void takesTheAverageSizeOfPartsThatAreGone() {
        ReleaseHabit habit = habit(PublishedVisits.catalog(4, false), PublishedVisits.version(4, false, 1));

        assertThat(habit.rewrittenBytes()).isEqualTo(1_000);
    }

    @Test
    void countsTheCopyAsOneFile() {
        ReleaseHabit habit = habit(PublishedVisits.catalog(3, true), PublishedVisits.version(2, false, 0));

        assertThat(habit.addedBytes()).isEqualTo(2 * 900);
        assertThat(habit.classA()).isEqualTo(6);
        assertThat(habit.classB()).as("three parts are read for it").isEqualTo(1 + 3);
    }

    @Test
    void guessesWhereNoReleaseCameSinceTheFirstLoad() {
        ReleaseHabit habit = habit(PublishedVisits.catalog(2, false), PublishedVisits.version(1, true, 0));

        assertThat(habit.from()).isZero();
        assertThat(habit.addedBytes()).isEqualTo(1_000);
    }

    @Test
    void isNothingWhereNothingIsPublished() {
        assertThat(ReleaseHabit.of(new PublicationName("beds"), Catalog.EMPTY, List.of(), Map.of()))
                .isEqualTo(ReleaseHabit.NONE);
    }
}
