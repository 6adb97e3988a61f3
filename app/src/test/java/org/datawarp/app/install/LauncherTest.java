package org.datawarp.app.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        return start(heap.isEmpty() ? Map.of() : Map.of("DATAWARP_HEAP", heap), command);
    }

    private Said start(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        List<String> all =
                new ArrayList<>(List.of("bash", home.resolve("datawarp").toString()));
        all.addAll(List.of(command));
        ProcessBuilder launcher = new ProcessBuilder(all).redirectErrorStream(true);
        launcher.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        launcher.environment().remove("DATAWARP_HEAP");
        launcher.environment().putAll(environment);
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
    void hasJavaFindFilesByTheirNamesInAnyLocale() throws IOException, InterruptedException {
        Path java = home.resolve("jdk/bin/java");
        Files.writeString(java, Files.readString(java).replace("printf", "locale charmap; printf"));

        for (String locale : List.of("C", "POSIX", "nowhere_XX", "")) {
            assertThat(start(Map.of("LC_ALL", locale, "LANG", locale), "up").lines())
                    .as(locale)
                    .contains("UTF-8");
        }
    }

    @Test
    void startsWhereJavaSaysWhichOptionsItPickedUp() throws IOException, InterruptedException {
        Path java = home.resolve("jdk/bin/java");
        Files.writeString(
                java, Files.readString(java).replace("then echo", "then echo 'Picked up X: -Da=b' >&2; echo"));

        Said said = start("", "up");

        assertThat(said.code()).as(said.lines().toString()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7x", "0", "1g -Xint", "1m", "99999999g"})
    void refusesAHeapThatJavaRefusesAndNamesTheSetting(String heap) throws IOException, InterruptedException {
        Map<String, String> settings = Map.of("JAVA_HOME", System.getProperty("java.home"), "DATAWARP_HEAP", heap);

        Said said = start(settings, "up");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.lines())
                .singleElement()
                .asString()
                .contains("found DATAWARP_HEAP=" + heap, "expected memory", "768m", "change or unset it");
    }

    @Test
    void refusesAFolderInWhichJavaWouldFindNothing() throws IOException, InterruptedException {
        Path odd = Files.createDirectories(home.resolve("a:b"));
        Files.copy(home.resolve("datawarp"), odd.resolve("datawarp"));
        home = odd;

        Said said = start("", "up");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.lines()).singleElement().asString().contains(odd.toString(), "found \":\"", "move DataWarp");
    }

    @Test
    void startsTheServerOfAgentsFromItsArchiveAndKeepsJavaSilentWhereTheProtocolIsSpoken()
            throws IOException, InterruptedException {
        assertThat(start("", "mcp", "--source", "parquet").lines())
                .contains(
                        "-XX:SharedArchiveFile=" + home.resolve("app/target/datawarp-mcp.jsa"),
                        "-Xlog:disable",
                        "-Xlog:all=error:stderr")
                .endsWith("mcp", "--source", "parquet");
    }

    @Test
    void refusesAnOldJavaAndSaysWhatToDo() throws IOException, InterruptedException {
        java(11);

        Said said = start("", "up");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.lines()).singleElement().asString().contains("found Java 11", "expected 17", "set JAVA_HOME");
    }
}
