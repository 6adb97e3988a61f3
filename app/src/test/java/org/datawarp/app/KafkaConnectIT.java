package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.datawarp.app.outside.ConnectWorker;
import org.datawarp.operate.service.Role;
import org.datawarp.platform.service.TopicReader;
import org.datawarp.schemas.change.TransactionEnded;
import org.datawarp.schemas.change.TransactionMessage;
import org.datawarp.schemas.topic.Topics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Capture on a worker of Kafka Connect, with the settings that {@code datawarp connect-config} prints. */
@Tag("slow")
class KafkaConnectIT {

    private static final String CONNECTOR = "datawarp-capture";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Role> WITHOUT_CAPTURE = EnumSet.of(Role.APPLY, Role.SINK);
    private static final Set<Role> ALL = EnumSet.of(Role.APPLY, Role.CAPTURE, Role.SINK);
    private static final List<Object> HEADINGS = List.of("Provider Code", "Beds", "Occupied");
    private static final String FIELDS = """
            heading-rows: 1
            fields:
              - {name: provider_code, headings: Provider Code, role: key}
              - {name: beds, headings: Beds, role: measure, type: integer}
              - {name: occupied, headings: Occupied, role: measure, type: integer}
            """;
    private static final String ROWS =
            "SELECT period_start, provider_code, beds, occupied FROM %sconnected_beds ORDER BY 1, 2";

    @TempDir
    private Path folder;

    private DriftingPublication beds;

    @BeforeEach
    void publishOneMonth() throws IOException {
        beds = new DriftingPublication(folder.resolve("manifests"), "connected", FIELDS);
        publish("april", 1);
    }

    private void publish(String month, int number) throws IOException {
        beds.csv("beds-%s-2025.csv".formatted(month), HEADINGS, DriftingPublication.rows(number));
    }

    private RunningStack start(Set<Role> roles) throws Exception {
        return RunningStack.start(folder.resolve("data"), folder.resolve("manifests"), "samples", roles);
    }

    @Test
    @Tag("A2")
    void publishesTheRowsThatWereThereAndWhatComesThoughItsWorkerIsKilled() throws Exception {
        try (RunningStack stack = start(WITHOUT_CAPTURE)) {
            stack.fetchOnce();
            Awaitility.await("rows in the table").atMost(PATIENCE).until(() -> promoted(stack) == 1);
            try (ConnectWorker worker = worker(stack)) {
                worker.ask("POST", "/connectors", JSON.writeValueAsString(connector()));
                awaitRows(stack, 8);
                publish("may", 2);
                stack.load();
                awaitRows(stack, 16);
                publish("april", 20);
                stack.fetchOnce();
                Awaitility.await("a correction").atMost(PATIENCE).until(() -> promoted(stack) == 3);
                worker.kill();
            }
            publish("june", 3);
            stack.fetchOnce();
            try (ConnectWorker worker = worker(stack)) {
                stack.load();
                awaitRows(stack, 24);

                assertThat(worker.runs(CONNECTOR)).isTrue();
                assertThat(snapshots(stack)).isEqualTo(1);
                assertThat(stack.sql("SELECT DISTINCT count FROM (SELECT count(*) FROM data.connected_beds"
                                + " GROUP BY period_start) AS months"))
                        .isEqualTo(List.of(List.of(8L)));
                assertThat(Files.readString(ConnectWorker.said(folder.resolve("worker")))
                                + worker.ask("GET", "/connectors/" + CONNECTOR, ""))
                        .doesNotContain(password());
                awaitSlotPast(stack);
            }
        }
    }

    @Test
    void goesOnWhereTheOtherEndedWhenCaptureMovesToAWorkerAndBack() throws Exception {
        try (RunningStack stack = start(ALL)) {
            stack.load();
            awaitRows(stack, 8);
        }
        long before;
        try (RunningStack stack = start(WITHOUT_CAPTURE);
                ConnectWorker worker = worker(stack)) {
            before = snapshots(stack);
            ObjectNode stopped = connector();
            stopped.put("initial_state", "STOPPED");
            worker.ask("POST", "/connectors", JSON.writeValueAsString(stopped));
            Awaitility.await("the stopped connector")
                    .atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> worker.state(CONNECTOR).equals("STOPPED"));
            worker.ask("PATCH", "/connectors/" + CONNECTOR + "/offsets", JSON.writeValueAsString(print("--offsets")));
            worker.ask("PUT", "/connectors/" + CONNECTOR + "/resume", "");
            publish("may", 2);
            stack.load();
            awaitRows(stack, 16);
            assertThat(snapshots(stack)).isEqualTo(before);
        }
        publish("june", 3);
        try (RunningStack stack = start(ALL)) {
            stack.load();
            awaitRows(stack, 24);

            assertThat(snapshots(stack)).isEqualTo(before);
        }
    }

    /** Ready for new connectors, and for those that it had. */
    private ConnectWorker worker(RunningStack stack) throws IOException {
        ConnectWorker worker =
                ConnectWorker.start(folder.resolve("worker"), stack.endpoints().bootstrapServers());
        Awaitility.await("the worker").atMost(PATIENCE).until(worker::isReady);
        return worker;
    }

    private ObjectNode connector() throws IOException {
        Path secrets = Files.writeString(folder.resolve("secrets.properties"), "password=" + password());
        JsonNode printed = print("--password", "${file:%s:password}".formatted(secrets));
        assertThat(printed.toString()).doesNotContain(password());
        return (ObjectNode) printed;
    }

    /** The password that capture logs in with. */
    private String password() throws IOException {
        return JSON.readTree(folder.resolve("data/endpoints.json").toFile())
                .path("postgres.capture.password")
                .asText();
    }

    /** The log of an idle database is released, too. */
    private static void awaitSlotPast(RunningStack stack) throws SQLException {
        Object now = stack.sql("SELECT pg_current_wal_lsn()::text").get(0).get(0);
        Awaitility.await("the slot past " + now)
                .atMost(PATIENCE)
                .until(() -> stack.sql("SELECT confirmed_flush_lsn > '%s' FROM pg_replication_slots".formatted(now))
                        .equals(List.of(List.of(true))));
    }

    private JsonNode print(String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of("connect-config"));
        all.add("--data-dir=" + folder.resolve("data"));
        all.add("--manifests=" + folder.resolve("manifests"));
        all.addAll(List.of(options));
        CommandRun run = CommandRun.of(all.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }

    private static long promoted(RunningStack stack) throws SQLException {
        return (Long) stack.sql("SELECT count(*) FROM datawarp.releases WHERE state = 'promoted'")
                .get(0)
                .get(0);
    }

    private static void awaitRows(RunningStack stack, int count) {
        Awaitility.await(count + " rows").atMost(PATIENCE).untilAsserted(() -> {
            // Until the first release is published, there is no catalogue.
            assertThat(stack.catalog().datasets()).isNotEmpty();
            List<List<@Nullable Object>> rows = stack.duckdb(ROWS.formatted(""));
            assertThat(rows).hasSize(count);
            assertThat(rows).isEqualTo(stack.sql(ROWS.formatted("data.")));
        });
    }

    /** How often all rows were published again. */
    private static long snapshots(RunningStack stack) {
        List<Long> negative = new ArrayList<>();
        new TopicReader(stack.endpoints().kafkaProperties())
                .readToEnd(Topics.transactions().name(), message -> {
                    if (TransactionMessage.decode(message.value()) instanceof TransactionEnded end
                            && end.transaction() < 0) {
                        negative.add(end.transaction());
                    }
                    return true;
                });
        return negative.size();
    }
}
