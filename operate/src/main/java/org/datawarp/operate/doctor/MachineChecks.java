package org.datawarp.operate.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.datawarp.operate.vitals.Machine;
import org.datawarp.platform.setting.MetricsSettings;
import org.datawarp.platform.setting.Settings;

/** What can be checked on this machine alone. */
final class MachineChecks {

    private static final int LEAST_JAVA = 17;

    /** An archive, logs and Kafka's segments grow unnoticed. */
    private static final long LEAST_FREE_BYTES = 2_000_000_000L;

    private final Settings settings;
    private final Map<String, String> environment;

    MachineChecks(Settings settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = Map.copyOf(environment);
    }

    List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        int java = Runtime.version().feature();
        findings.add(Finding.of(
                java >= LEAST_JAVA,
                "java",
                "version " + Runtime.version(),
                "version %d or later".formatted(LEAST_JAVA),
                "install a later JDK, and point JAVA_HOME to it"));
        findings.add(dataDirectory());
        if (settings.worker().port() > 0) {
            findings.add(port(
                    "port of the web page",
                    "DATAWARP_WORKER_PORT",
                    "127.0.0.1",
                    settings.worker().port()));
        }
        MetricsSettings.read(environment)
                .filter(metrics -> metrics.port() > 0)
                .ifPresent(metrics -> findings.add(
                        port("port of the metrics", "DATAWARP_METRICS_PORT", metrics.host(), metrics.port())));
        return findings;
    }

    private Finding dataDirectory() {
        Path folder = settings.dataDirectory();
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "doctor", ".tmp"));
            long free = Machine.freeBytes(folder);
            return Finding.of(
                    free >= LEAST_FREE_BYTES,
                    "data directory",
                    "%,.1f GB free in %s".formatted(free / 1e9, folder),
                    "at least %,.0f GB".formatted(LEAST_FREE_BYTES / 1e9),
                    "make room on that disk, or set DATAWARP_DATA_DIR to a folder on a larger one");
        } catch (IOException e) {
            return Finding.problem(
                    "data directory",
                    "%s cannot be written: %s".formatted(folder, Finding.reason(e)),
                    "a folder that this user may write",
                    "give this user the folder (chown), or set DATAWARP_DATA_DIR to another");
        }
    }

    /** One that is in use may be DataWarp's own. */
    private static Finding port(String check, String setting, String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            return Finding.ok(check, "%s:%d is free".formatted(host, port));
        } catch (IOException | IllegalArgumentException e) {
            return Finding.cannotTell(
                    check,
                    "%s:%d: %s".formatted(host, port, Finding.reason(e)),
                    "no problem if DataWarp itself listens there; otherwise set %s to another port".formatted(setting));
        }
    }
}
