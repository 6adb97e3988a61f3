package org.datawarp.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.datawarp.bench.soak.ProcFigures.Memory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ProcFiguresTest {

    private static final long OWN = ProcessHandle.current().pid();

    @Test
    void tellOfThisProcess() {
        Memory memory = ProcFigures.memory(OWN);

        assertThat(memory.ownBytes()).isGreaterThan(10_000_000);
        assertThat(memory.threads()).isGreaterThan(5);
        assertThat(ProcFigures.cpuSeconds(OWN)).isPositive();
    }

    @Test
    void tellWhichFilesAreOpen(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("open"), "text").toRealPath();

        try (var open = Files.newInputStream(file)) {
            assertThat(ProcFigures.descriptors(OWN)).contains(file.toString());
        }
        assertThat(ProcFigures.descriptors(OWN)).doesNotContain(file.toString());
    }

    @Test
    void tellNothingOfAProcessThatHasEnded() throws IOException, InterruptedException {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();

        assertThat(ProcFigures.memory(ended.pid()).bytes()).isZero();
        assertThat(ProcFigures.descriptors(ended.pid())).isEmpty();
        assertThat(ProcFigures.cpuSeconds(ended.pid())).isZero();
    }
}
