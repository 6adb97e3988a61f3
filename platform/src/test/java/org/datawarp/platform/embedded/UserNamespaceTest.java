package org.datawarp.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserNamespaceTest {

    @TempDir
    private Path directory;

    @Test
    void saysWhatToDoWhereTheUserMayNotMakeOne() {
        assertThatThrownBy(() -> UserNamespace.requireWorking(List.of("false"), directory))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining("as root")
                .hasMessageContaining("USER")
                .hasMessageContaining("POSTGRES_HOST");
    }

    @Test
    void saysWhatToDoWhereTheProgramIsMissing() {
        assertThatThrownBy(() -> UserNamespace.requireWorking(List.of("no-such-program"), directory))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining("no-such-program");
    }

    @Test
    void isNotFooledByAProgramThatLeavesRootAsItIs() {
        assertThatThrownBy(() -> UserNamespace.requireWorking(List.of("sh", "-c", "echo 0"), directory))
                .isInstanceOf(EmbeddedStartException.class);
    }

    @Test
    void putsTheProgramThatWorksBeforeEveryCommand() {
        List<String> works = List.of("sh", "-c", "echo 65534");

        assertThat(UserNamespace.requireWorking(works, directory)).isEqualTo(works);
    }
}
