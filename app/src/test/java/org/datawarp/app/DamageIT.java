package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.datawarp.operate.LoggedText;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bytes on a disk are damaged: the message, the repair, and every value is the same as before. */
@Tag("A21")
@Tag("B14")
@Tag("B15")
class DamageIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private static Path folder;

    private static EventfulHistory history;

    @BeforeAll
    static void publish() throws Exception {
        history = EventfulHistory.in(folder);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.INCLUDE, names = "CATALOGUE_WITH_A_BYTE_CHANGED")
    void isCuredEveryDay(Damage damage) throws Exception {
        isCuredByItselfOrByTheCommandThatIsNamed(damage);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource
    void isCuredByItselfOrByTheCommandThatIsNamed(Damage damage) throws Exception {
        Path data = history.copyTo("damaged");
        damage.make(data);

        try (LoggedText log = LoggedText.ofTheFile()) {
            if (damage.cure() == Damage.Cure.ITSELF) {
                assertIsWhole(data, damage.said(), log);
                return;
            }
            awaitWord(data, damage.said(), log);
        }
        history.runWell(data, damage.cure().arguments());
        try (LoggedText log = LoggedText.ofTheFile()) {
            assertIsWhole(data, "", log);
        }
    }

    @Tag("slow")
    @Test
    void isNamedByTheDoctorThatReadsEveryObject() throws Exception {
        Path data = history.copyTo("examined");
        try (RunningStack stack = history.start(data)) {
            stack.load();
            stack.awaitCopies();
            stack.stopRoles();
            assertThat(history.run(data, "doctor", "--deep").out())
                    .containsPattern("ok +objects: \\d+ are as they were");

            assertNamed(data, Damage.changeObjects(data, "catalog|catalog/1|changes/0|held_beds"), 5);
            assertNamed(data, Damage.changeObjects(data, "held_beds/held_beds-.+"), 1);
            assertThat(history.run(data, "doctor").out()).doesNotContain("objects:");
        }
    }

    private static void assertNamed(Path data, List<String> damaged, int count) {
        CommandRun run = history.run(data, "doctor", "--deep");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).containsPattern("problem +objects: ").contains("./datawarp rebuild --from changes");
        assertThat(damaged)
                .hasSize(count)
                .allSatisfy(name -> assertThat(run.out()).contains(name));
    }

    private static void assertIsWhole(Path data, String said, LoggedText log) throws Exception {
        try (RunningStack stack = history.start(data)) {
            assertThat(stack.load()).isEqualTo(history.states());
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(log.text()).contains(said));
            history.assertHolds(stack);
        }
    }

    /** Starts everything, and waits until the log says it, or the error of a start or a role that failed. */
    private static void awaitWord(Path data, String said, LoggedText log) throws Exception {
        try (RunningStack stack = history.start(data)) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(log.text() + text(stack.failure())).contains(said));
        } catch (Exception e) {
            assertThat(text(Optional.of(e))).contains(said);
        }
    }

    private static String text(Optional<Throwable> failure) {
        StringWriter text = new StringWriter();
        failure.ifPresent(thrown -> thrown.printStackTrace(new PrintWriter(text)));
        return text.toString();
    }
}
