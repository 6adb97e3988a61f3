package org.datawarp.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.datawarp.app.command.DatawarpCommand;
import org.datawarp.operate.service.Role;

/** {@code datawarp run <role>} as a separate process, started by a test. */
final class RoleProcess {

    private RoleProcess() {}

    /**
     * Starts a role.
     *
     * @param heap as 256m
     * @param environment the settings beside the folders
     * @param said gets all that it prints
     */
    static Process start(
            Role role, String heap, Path dataDirectory, Path manifests, Map<String, String> environment, Path said)
            throws IOException {
        ProcessBuilder process = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                DatawarpCommand.class.getName(),
                "run",
                role.name().toLowerCase(Locale.ROOT),
                "--data-dir=" + dataDirectory,
                "--manifests=" + manifests));
        process.environment().putAll(environment);
        return process.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    }
}
