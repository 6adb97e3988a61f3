package org.datawarp.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostmasterPidTest {

    /** Larger than any process id that Linux hands out. */
    private static final String NOBODY = "99999999";

    @TempDir
    private Path data;

    @Test
    void isNotRunningWithoutAFile() throws IOException {
        assertThat(PostmasterPid.of(data).isRunning()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "no number\n", NOBODY + "\n"})
    void isNotRunningWhenTheFileNamesNoProcess(String content) throws IOException {
        write(content);

        assertThat(PostmasterPid.of(data).isRunning()).isFalse();
    }

    @Test
    void isNotRunningWhenTheFileNamesAnotherProgram() throws IOException {
        write(ProcessHandle.current().pid() + "\n" + data + "\n");

        assertThat(PostmasterPid.of(data).isRunning()).isFalse();
    }

    @Test
    void deletesAFileThatNamesAnotherProgram() throws IOException {
        Path file = write(ProcessHandle.current().pid() + "\n");

        PostmasterPid.of(data).deleteIfMisleading();

        assertThat(file).doesNotExist();
    }

    /** PostgreSQL itself makes sure that no other process uses the memory that such a file names. */
    @Test
    void keepsAFileWhoseProcessIsGone() throws IOException {
        Path file = write(NOBODY + "\n");

        PostmasterPid.of(data).deleteIfMisleading();

        assertThat(file).exists();
    }

    @Test
    void neverKillsAnotherProgram() throws IOException {
        write(ProcessHandle.current().pid() + "\n");

        PostmasterPid.of(data).kill();

        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    private Path write(String content) throws IOException {
        return Files.writeString(data.resolve("postmaster.pid"), content);
    }
}
