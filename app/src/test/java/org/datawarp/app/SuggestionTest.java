package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The suggestions for a misspelt command. */
class SuggestionTest {

    @Test
    void suggestsTheCommandThatWasMeant() {
        CommandRun run = CommandRun.of("statsu");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("statsu", "Did you mean", "datawarp status");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "rest",
                "rset",
                "resett",
                "delete",
                "test",
                "restor",
                "rebild",
                "rollbak",
                "recaptur",
                "relpay",
                "set",
                "re"
            })
    void neverSuggestsACommandThatRemovesOrReplacesWhatIsKept(String unknown) {
        CommandRun run = CommandRun.of(unknown);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(unknown, "Try: datawarp --help")
                .doesNotContain("datawarp reset", "restore", "rebuild", "rollback", "recapture", "replay");
    }

    @Test
    void suggestsTheOptionThatWasMeant() {
        CommandRun run = CommandRun.of("query", "--formt", "csv", "SELECT 1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--formt", "--format", "Try: datawarp query --help");
    }

    /** A less similar command was not meant. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"resett", "restor", "rebild", "rollbak", "recaptur", "relpay"})
    void suggestsNoOtherInItsPlace(String unknown) {
        assertThat(CommandRun.of(unknown).err()).doesNotContain("Did you mean");
    }
}
