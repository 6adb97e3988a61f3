package org.datawarp.bench.chaos;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.datawarp.app.command.DatawarpCommand;
import org.datawarp.bench.process.ChildProcess;
import org.datawarp.operate.service.Role;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;

/**
 * Creates the processes of a run in which each role has its own process.
 *
 * @param work the folder for everything
 */
record RoleProcesses(Path work) {

    private static final Duration SERVICES_PATIENCE = Duration.ofMinutes(2);
    private static final int LOOK_AGAIN_MILLIS = 200;

    /** @param kafka its address when it runs elsewhere; empty to run it among the services */
    ChildProcess services(String kafka) {
        List<String> line = new ArrayList<>(
                List.of(ServicesMain.class.getName(), work.resolve("data").toString()));
        if (!kafka.isEmpty()) {
            line.add(kafka);
        }
        return new ChildProcess(
                "services", work.resolve("logs"), ChildProcess.SMALL, line, Map.of(), ServicesMain.READY);
    }

    /** @param name of this instance */
    ChildProcess role(Role role, String name, Map<String, String> environment) {
        return new ChildProcess(
                name,
                work.resolve("logs"),
                ChildProcess.SMALL,
                List.of(
                        DatawarpCommand.class.getName(),
                        "run",
                        role.name().toLowerCase(Locale.ROOT),
                        "--data-dir=" + work.resolve("data-" + name),
                        "--manifests=" + work.resolve("manifests"),
                        "--source=" + work.resolve("site")),
                environment,
                "Running " + role + ".");
    }

    /** The settings of every role, once the services respond. */
    Map<String, String> environment() throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(awaitServices().toEnvironment());
        environment.put("DATAWARP_POLL_SECONDS", "1");
        return environment;
    }

    private Endpoints awaitServices() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < SERVICES_PATIENCE.toNanos()) {
            if (Files.exists(work.resolve("data/endpoints.json"))) {
                Endpoints endpoints = Endpoints.find(work.resolve("data")).orElseThrow();
                if (answers(endpoints.database())) {
                    return endpoints;
                }
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        throw new IOException("The services did not start in %s; see %s".formatted(SERVICES_PATIENCE, work));
    }

    private static boolean answers(Settings.Database database) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(database.host(), database.port()), LOOK_AGAIN_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
