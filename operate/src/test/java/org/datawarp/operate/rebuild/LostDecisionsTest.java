package org.datawarp.operate.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import org.datawarp.operate.rebuild.RawIndex.Run;
import org.datawarp.schemas.change.Commit;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.name.ReleaseName;
import org.datawarp.schemas.period.Period;
import org.datawarp.schemas.row.ReleaseOpened;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LostDecisionsTest {

    private static final Instant NOON = Instant.parse("2025-11-20T12:00:00Z");
    private static final PublicationName BEDS = new PublicationName("beds");

    private static Instant at(int minutes) {
        return NOON.plusSeconds(60L * minutes);
    }

    private static Run run(String name, String release, int opened) {
        return run(name, release, opened, true);
    }

    private static Run run(String name, String release, int opened, boolean isWhole) {
        ReleaseOpened begun = new ReleaseOpened(
                name,
                BEDS,
                new ReleaseName(release),
                Period.month(YearMonth.parse(release)),
                "",
                "https://stats.example/",
                "abcdef012345",
                List.of(),
                at(opened));
        return new Run(begun, at(opened), isWhole, List.of(), 1, 1);
    }

    private static Commit promoted(String name, String release, int opened, int promoted) {
        return commit(name, release, opened, promoted, null, null);
    }

    private static Commit commit(
            String name, String release, int opened, int promoted, @Nullable String rawRun, @Nullable String undoes) {
        return new Commit(
                name,
                BEDS,
                "Beds",
                "NHS England",
                "OGL-3.0",
                "https://stats.example/",
                "month",
                new ReleaseName(release),
                Period.month(YearMonth.parse(release)),
                "",
                "https://stats.example/",
                "abcdef012345",
                List.of(),
                List.of(),
                at(opened),
                at(promoted),
                at(promoted),
                false,
                rawRun,
                undoes);
    }

    private static List<String> lost(List<Run> runs, List<Commit> commits, String... settled) {
        return new LostDecisions(runs, commits, Set.of(settled))
                .inOrder().stream().map(LostDecision::run).toList();
    }

    @Test
    void followWhatWasNotedNotWhenItWasOpened() {
        List<Run> runs = List.of(run("a", "2025-01", 1), run("b", "2025-02", 2));

        assertThat(lost(runs, List.of(promoted("b", "2025-02", 2, 3), promoted("a", "2025-01", 1, 4))))
                .containsExactly("b", "a");
    }

    @Test
    void leaveOutWhatTheDatabaseKnows() {
        List<Run> runs = List.of(run("a", "2025-01", 1), run("b", "2025-02", 2));
        List<Commit> commits = List.of(promoted("a", "2025-01", 1, 3), promoted("b", "2025-02", 2, 4));

        assertThat(lost(runs, commits, "a")).containsExactly("b");
    }

    @Test
    void beginWithWhatCameBeforeAnythingWasNoted() {
        List<Run> runs = List.of(run("a", "2025-01", 1), run("b", "2025-01", 2), run("c", "2025-02", 10));

        assertThat(lost(runs, List.of(promoted("c", "2025-02", 10, 11)))).containsExactly("a", "b", "c");
    }

    @Test
    void endWithTheNewestAttemptThatNobodyNotedAndLeaveOutOlderOnes() {
        List<Run> runs =
                List.of(run("a", "2025-01", 1), run("b", "2025-01", 5), run("c", "2025-01", 6), run("d", "2025-02", 7));
        List<Commit> commits = List.of(promoted("a", "2025-01", 1, 2), promoted("d", "2025-02", 7, 8));

        assertThat(lost(runs, commits)).containsExactly("a", "d", "c");
    }

    @Test
    void haveAnAttemptThatWasHeldBeforeTheReplayThatReleasedIt() {
        List<Run> runs = List.of(run("a", "2025-01", 1), run("b", "2025-02", 3));
        List<Commit> commits = List.of(promoted("a", "2025-01", 1, 2), commit("replay", "2025-02", 4, 9, "b", null));

        List<LostDecision> lost = new LostDecisions(runs, commits, Set.of()).inOrder();

        assertThat(lost).extracting(LostDecision::run).containsExactly("a", "b", "replay");
        assertThat(lost.get(2).raw()).isEqualTo(run("b", "2025-02", 3));
    }

    @Test
    void findRowsThatCameBackFromTheArchiveUnderAnotherName() {
        List<Run> runs = List.of(run("a", "2025-01", 1, false), run("again", "2025-01", 1));

        assertThat(new LostDecisions(runs, List.of(promoted("a", "2025-01", 1, 2)), Set.of("again")).inOrder())
                .singleElement()
                .satisfies(lost -> assertThat(lost.raw()).isEqualTo(run("again", "2025-01", 1)));
    }

    @Test
    void needNoRawRowsToGoBackOnceMore() {
        List<Run> runs = List.of(run("a", "2025-01", 1));
        List<Commit> commits = List.of(promoted("a", "2025-01", 1, 2), commit("undo", "2025-01", 1, 3, null, "a"));

        List<LostDecision> lost = new LostDecisions(runs, commits, Set.of("a")).inOrder();

        assertThat(lost).singleElement().satisfies(undo -> {
            assertThat(undo.isUndoing()).isTrue();
            assertThat(undo.raw()).isNull();
        });
    }

    @Test
    void tellOfPromotionsWhoseRawRowsAreNotThereWhole() {
        List<Run> runs = List.of(run("a", "2025-01", 1, false));

        assertThat(new LostDecisions(runs, List.of(promoted("a", "2025-01", 1, 2)), Set.of()).inOrder())
                .singleElement()
                .satisfies(lost -> assertThat(lost.raw()).isNull());
    }
}
