package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.datawarp.operate.service.Role;
import org.datawarp.platform.embedded.EmbeddedDatabase;
import org.datawarp.platform.embedded.EmbeddedKafka;
import org.datawarp.platform.service.OutsideServices;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A role whose services are down. */
@Tag("slow")
class WaitingRoleIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    private static final Map<String, String> AWAY = Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
            "POSTGRES_HOST", "127.0.0.1",
            "POSTGRES_PORT", "1",
            "POSTGRES_PASSWORD", "unused",
            "S3_ENDPOINT", "http://127.0.0.1:1",
            "S3_ACCESS_KEY_ID", "unused",
            "S3_SECRET_ACCESS_KEY", "unused");

    /** Starts a role, waits until it prints something, and stops it: it must still be running, and end with success. */
    private void startAndStop(Role role, Map<String, String> environment, String awaited)
            throws IOException, InterruptedException {
        Path said = folder.resolve(role + ".log");
        Path manifests = BundledManifests.copy(folder.resolve("manifests"), "ae-monthly");
        Process process = RoleProcess.start(role, "256m", folder.resolve("data"), manifests, environment, said);
        try {
            Awaitility.await(awaited)
                    .atMost(PATIENCE)
                    .until(() -> Files.readString(said).contains(awaited) || !process.isAlive());
            assertThat(process.isAlive()).as(Files.readString(said)).isTrue();

            process.destroy();

            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            // A role that does not stop within a minute would end with the signal's code.
            assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void endsWellWhenItIsStoppedWhileItWaitsForThem() throws Exception {
        startAndStop(Role.APPLY, AWAY, "does not answer");
    }

    @Test
    @Tag("D3")
    void waitsWithCapturingForADatabaseThatIsAway() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
            Map<String, String> environment = new HashMap<>(AWAY);
            environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());

            startAndStop(Role.CAPTURE, environment, "PostgreSQL at");
        }
    }

    @Test
    @Tag("B8")
    void waitsWithFetchingForAStoreThatIsAway() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
                EmbeddedDatabase database = OutsideServices.database(folder, 0)) {
            Map<String, String> environment = new HashMap<>(AWAY);
            environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
            environment.put("POSTGRES_PORT", Integer.toString(database.port()));
            environment.put("POSTGRES_DB", database.database());
            environment.put("POSTGRES_USER", database.user());
            environment.put("POSTGRES_PASSWORD", database.password());

            startAndStop(Role.FETCH, environment, "waiting ");
        }
    }
}
