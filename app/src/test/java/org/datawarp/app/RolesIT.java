package org.datawarp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.datawarp.app.command.DatawarpCommand;
import org.datawarp.app.platform.Published;
import org.datawarp.app.platform.Role;
import org.datawarp.app.platform.Services;
import org.datawarp.app.setting.Setting;
import org.datawarp.app.setting.Settings;
import org.datawarp.app.setting.SettingsReader;
import org.datawarp.schemas.catalog.Catalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each role as a process of its own, which knows the others by the settings of the services only. */
class RolesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private static Path folder;

    private static final Map<Role, Process> ROLES = new EnumMap<>(Role.class);
    private static Services services;
    private static Published published;
    private static Catalog catalog;

    @BeforeAll
    static void startEachAlone() throws IOException {
        Path manifests = BundledManifests.copy(folder.resolve("manifests"), "ae-monthly", "mhsds-four-week-waits");
        Settings settings = SettingsReader.read(
                Map.of(
                        Setting.DATAWARP_DATA_DIR,
                        folder.resolve("services").toString(),
                        Setting.DATAWARP_MANIFESTS,
                        manifests.toString()),
                Map.of(),
                folder);
        services = Services.start(settings);
        published = Published.of(services.endpoints());
        for (Role role : EnumSet.complementOf(EnumSet.of(Role.WORKER))) {
            ROLES.put(role, start(role, manifests));
        }
        Awaitility.await("both datasets in the catalogue")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> published.catalog().datasets().size() == 2);
        catalog = published.catalog();
    }

    private static Process start(Role role, Path manifests) throws IOException {
        Path data = data(role);
        ProcessBuilder process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                DatawarpCommand.class.getName(),
                "run",
                role.name().toLowerCase(Locale.ROOT),
                "--data-dir=" + data,
                "--manifests=" + manifests);
        process.environment().putAll(services.endpoints().toEnvironment());
        return process.redirectErrorStream(true)
                .redirectOutput(log(role).toFile())
                .start();
    }

    private static Path data(Role role) {
        return folder.resolve(role.name());
    }

    private static Path log(Role role) {
        return folder.resolve(role.name() + ".log");
    }

    @AfterAll
    static void stop() throws SQLException {
        ROLES.values().forEach(Process::destroyForcibly);
        published.close();
        services.close();
    }

    @Test
    void bringRowsFromThePageToTheCatalogueTogetherAndEndWellWhenStopped() throws Exception {
        assertThat(catalog.datasets())
                .extracting(dataset -> dataset.dataset().value())
                .containsExactlyInAnyOrder("ae_provider", "mhsds_four_week_waits");
        for (Map.Entry<Role, Process> role : ROLES.entrySet()) {
            Path alive = data(role.getKey()).resolve("alive");
            assertThat(alive).exists();

            role.getValue().destroy();

            assertThat(role.getValue().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(role.getValue().exitValue())
                    .as(Files.readString(log(role.getKey())))
                    .isZero();
            assertThat(alive).doesNotExist();
        }
        assertThat(Files.readAllLines(log(Role.APPLY)))
                .filteredOn(line -> line.startsWith("promoted"))
                .hasSize(5);
        assertThat(Files.readString(log(Role.FETCH))).doesNotContain("unchanged");
        assertThat(List.of(Role.CAPTURE, Role.SINK))
                .allSatisfy(role -> assertThat(Files.readString(log(role))).contains("Running " + role + "."));
    }
}
