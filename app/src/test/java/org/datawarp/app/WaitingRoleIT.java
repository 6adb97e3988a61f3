package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.datawarp.app.platform.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A role whose services are away. */
class WaitingRoleIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void endsWellWhenItIsStoppedWhileItWaitsForThem() throws Exception {
        Path said = folder.resolve("apply.log");
        Map<String, String> away = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
                "POSTGRES_HOST", "127.0.0.1",
                "POSTGRES_PORT", "1",
                "POSTGRES_PASSWORD", "unused",
                "S3_ENDPOINT", "http://127.0.0.1:1",
                "S3_ACCESS_KEY_ID", "unused",
                "S3_SECRET_ACCESS_KEY", "unused");
        Path manifests = BundledManifests.copy(folder.resolve("manifests"), "ae-monthly");
        Process role = RoleProcess.start(Role.APPLY, "256m", folder.resolve("data"), manifests, away, said);
        try {
            Awaitility.await("that it waits")
                    .atMost(PATIENCE)
                    .until(() -> Files.readString(said).contains("does not answer"));

            role.destroy();

            assertThat(role.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            // Given up on after a minute, it would end with the signal's code.
            assertThat(role.exitValue()).as(Files.readString(said)).isZero();
        } finally {
            role.destroyForcibly();
        }
    }
}
