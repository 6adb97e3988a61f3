package org.datawarp.app.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.datawarp.operate.service.Role;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The systemd units for running DataWarp without containers. */
class SystemdUnitsTest {

    private static final long PATIENCE_SECONDS = 60;

    @Test
    void setOnlyWhatIsRead() throws IOException {
        assertThat(Repository.variables())
                .containsAll(
                        Repository.assignments("deploy/systemd/datawarp.env").keySet());
    }

    @Test
    void nameEachRole() throws IOException {
        String unit = Repository.text("deploy/systemd/datawarp@.service");

        for (Role role : Role.values()) {
            assertThat(unit).contains("@" + role.name().toLowerCase(Locale.ROOT));
        }
    }

    /** As systemd itself reads them, where it is installed. */
    @ParameterizedTest
    @ValueSource(strings = {"datawarp.service", "datawarp@.service"})
    void areUnderstoodBySystemd(String name, @TempDir Path folder) throws IOException, InterruptedException {
        Assumptions.assumeTrue(hasSystemd(), "there is no systemd-analyze on this machine");
        // It also looks whether there is what a unit starts.
        String unit = Repository.text("deploy/systemd/" + name)
                .replace(
                        "ExecStart=/opt/datawarp/datawarp",
                        "ExecStart="
                                + Repository.path("datawarp").toAbsolutePath().normalize());
        Path file = folder.resolve(name.replace("@", "@fetch"));
        Files.writeString(file, unit);
        Path log = folder.resolve("log");

        Process verify = new ProcessBuilder("systemd-analyze", "verify", "--man=no", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        assertThat(verify.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        List<String> problems = Files.readAllLines(log).stream()
                .filter(line -> line.contains("datawarp"))
                .toList();
        assertThat(problems).isEmpty();
        assertThat(verify.exitValue()).as(Files.readString(log)).isZero();
    }

    private static boolean hasSystemd() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "systemd-analyze")));
    }
}
