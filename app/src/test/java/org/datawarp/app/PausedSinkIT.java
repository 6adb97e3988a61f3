package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.datawarp.operate.service.Pipeline;
import org.datawarp.operate.service.Role;
import org.datawarp.schemas.catalog.Catalog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A sink that is paused, like a suspended machine, and continues beside its successor. */
@Tag("A13")
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag("slow")
class PausedSinkIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<Object> HEADINGS = List.of("Org Code", "Beds open", "Beds occupied");
    private static final String FIELDS = """
            fields:
              - {name: org_code, headings: [Org Code], role: key}
              - {name: beds_open, headings: [Beds open], type: integer, role: measure}
              - {name: beds_occupied, headings: [Beds occupied], type: integer, role: measure}
            """;

    @TempDir
    private Path folder;

    private final List<Catalog> seen = new ArrayList<>();

    @Test
    void isRefusedAtItsNextCommitAndNothingCountsTwice() throws Exception {
        Path manifests = Files.createDirectories(folder.resolve("manifests"));
        DriftingPublication beds = new DriftingPublication(manifests, "beds", FIELDS);
        publish(beds, "January", 1);
        EnumSet<Role> others = EnumSet.of(Role.APPLY, Role.CAPTURE);
        try (RunningStack stack = RunningStack.start(folder.resolve("data"), manifests, "samples", others)) {
            Process first = sink(stack, manifests);
            try {
                stack.fetchOnce();
                awaitMonths(stack, 1);
                signal(first, "STOP");
                try (Pipeline second = successor(stack)) {
                    publish(beds, "February", 2);
                    stack.fetchOnce();
                    awaitMonths(stack, 2);
                    signal(first, "CONT");
                    publish(beds, "March", 3);
                    stack.fetchOnce();
                    awaitMonths(stack, 3);

                    assertThat(first.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                            .as("the first has ended")
                            .isTrue();
                }
                assertThat(first.exitValue()).isEqualTo(1);
                assertThat(Files.readString(said())).contains("another");
            } finally {
                first.destroyForcibly();
            }
            String rows = "SELECT count(*), sum(beds_open), count(DISTINCT (org_code, period_start)) FROM %sbeds_beds";
            assertThat(texts(stack.duckdb(rows.formatted("")))).isEqualTo(texts(stack.sql(rows.formatted("data."))));
            assertThat(seen).extracting(Catalog::version).isSorted();
            assertThat(seen).extracting(Catalog::transactionsOffset).isSorted();
        }
    }

    private static void publish(DriftingPublication beds, String month, int number) throws IOException {
        beds.csv("Beds-%s-2025.csv".formatted(month), HEADINGS, DriftingPublication.rows(number));
    }

    private Process sink(RunningStack stack, Path manifests) throws IOException {
        return RoleProcess.start(
                Role.SINK,
                "256m",
                folder.resolve("first"),
                manifests,
                stack.endpoints().toEnvironment(),
                said());
    }

    private Path said() {
        return folder.resolve("first.log");
    }

    private static Pipeline successor(RunningStack stack) throws Exception {
        return Pipeline.start(EnumSet.of(Role.SINK), stack.settings(), stack.endpoints(), event -> {}, failure -> {});
    }

    private static void signal(Process process, String signal) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private void awaitMonths(RunningStack stack, int months) {
        long rows = months * (long) DriftingPublication.PROVIDERS.size();
        Awaitility.await("month " + months + " in the catalogue")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    Catalog now = stack.catalog();
                    seen.add(now);
                    return now.datasets().stream()
                            .anyMatch(
                                    dataset -> dataset.dataset().value().equals("beds_beds") && dataset.rows() == rows);
                });
    }

    /** DuckDB and PostgreSQL have types of their own for a sum. */
    private static List<String> texts(List<? extends List<?>> rows) {
        return rows.get(0).stream()
                .map(value -> new BigDecimal(value.toString()).toPlainString())
                .toList();
    }
}
