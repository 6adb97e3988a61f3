package org.datawarp.operate.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartConditionsTest {

    @TempDir
    private Path data;

    @Test
    void refusesAFolderOfLogsThatIsNone() throws IOException {
        Files.writeString(data.resolve("logs"), "");

        assertThatThrownBy(() -> StartConditions.requireLog(data.resolve("logs")))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining(data.resolve("logs/datawarp.log") + " cannot be written")
                .hasMessageContaining(data.resolve("logs") + " is no folder")
                .hasMessageContaining("--data-dir");
    }

    @Test
    void refusesALogThatCannotBeWritten() throws IOException {
        Files.createDirectories(data.resolve("logs/datawarp.log"));

        assertThatThrownBy(() -> StartConditions.requireLog(data.resolve("logs")))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("datawarp.log cannot be written")
                .hasMessageContaining("may write in");
    }

    @Test
    void keepsWhatTheLogHas() throws IOException {
        Path log = Files.createDirectories(data.resolve("logs")).resolve("datawarp.log");
        Files.writeString(log, "kept");

        StartConditions.requireLog(data.resolve("logs"));

        assertThat(log).hasContent("kept");
    }

    @Test
    void refusesALimitOfOpenFilesThatKafkaAndPostgresWouldReach() {
        assertThatThrownBy(() -> StartConditions.requireOpenFiles(256))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("found a limit of 256 open files, expected at least 1,024")
                .hasMessageContaining("LimitNOFILE=");
        assertThatCode(() -> StartConditions.requireOpenFiles(1024)).doesNotThrowAnyException();
    }
}
