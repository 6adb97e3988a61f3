package org.datawarp.app.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the launcher starts Java: a script in its place prints what it is started with. */
class LauncherTest {

    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    Path home;

    @BeforeEach
    void buildNothing() throws IOException {
        Files.copy(Repository.path("datawarp"), home.resolve("datawarp"));
        Files.createDirectories(home.resolve("app/target"));
        Files.createFile(home.resolve("app/target/datawarp.built"));
        java(17);
    }

    private void java(int version) throws IOException {
        Path java = Files.createDirectories(home.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                if [ "$1" = -version ]; then echo 'openjdk version "%d.0.1"' >&2; else printf '%%s\\n' "$@"; fi
                """.formatted(version));
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    private record Said(int code, List<String> lines) {}

    private Said start(String heap, String... command) throws IOException, InterruptedException {
        List<String> all =
                new ArrayList<>(List.of("bash", home.resolve("datawarp").toString()));
        all.addAll(List.of(command));
        ProcessBuilder launcher = new ProcessBuilder(all).redirectErrorStream(true);
        launcher.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        launcher.environment().remove("DATAWARP_HEAP");
        if (!heap.isEmpty()) {
            launcher.environment().put("DATAWARP_HEAP", heap);
        }
        Path out = home.resolve("out.txt");
        Process process = launcher.redirectOutput(out.toFile()).start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), Files.readAllLines(out, StandardCharsets.UTF_8));
    }

    @Test
    void givesWorkItsWholeHeapFromTheStart() throws IOException, InterruptedException {
        assertThat(start("", "up").lines()).startsWith("-Xms768m", "-Xmx768m");
        assertThat(start("1g", "run", "sink").lines()).startsWith("-Xms1g", "-Xmx1g");
    }

    @Test
    void givesQuestionsASmallHeapAndNoMoreThanTheyUse() throws IOException, InterruptedException {
        assertThat(start("", "query", "SELECT 1").lines())
                .startsWith("-Xmx256m")
                .noneMatch(option -> option.startsWith("-Xms"))
                .endsWith("query", "SELECT 1");
    }

    @Test
    void refusesAnOldJavaAndSaysWhatToDo() throws IOException, InterruptedException {
        java(11);

        Said said = start("", "up");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.lines()).singleElement().asString().contains("found Java 11", "expected 17", "set JAVA_HOME");
    }
}
