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
import java.util.Random;
import org.datawarp.app.command.DatawarpCommand;
import org.datawarp.app.platform.Endpoints;
import org.datawarp.app.platform.Role;
import org.datawarp.app.setting.Settings;
import org.datawarp.bench.process.ChildProcess;
import org.datawarp.bench.process.ServerProcess;

/** Each role as a process, Kafka and the object store in another, and PostgreSQL. */
final class RolesTarget implements Target {

    private static final List<Role> ROLES = List.of(Role.FETCH, Role.APPLY, Role.CAPTURE, Role.SINK);
    private static final Duration SERVICES_PATIENCE = Duration.ofMinutes(2);
    private static final int LOOK_AGAIN_MILLIS = 200;

    private final Path work;
    private final ServerProcess server;
    private final ChildProcess services;
    private final List<ChildProcess> roles = new ArrayList<>();

    RolesTarget(Path work) {
        this.work = work;
        this.server = new ServerProcess(work.resolve("data"));
        this.services = new ChildProcess(
                "services",
                work.resolve("logs"),
                ChildProcess.SMALL,
                List.of(ServicesMain.class.getName(), work.resolve("data").toString()),
                Map.of(),
                ServicesMain.READY);
    }

    @Override
    public void start() throws IOException, InterruptedException {
        services.start();
        Map<String, String> environment = environment(awaitServices());
        for (Role role : ROLES) {
            String name = role.name().toLowerCase(Locale.ROOT);
            ChildProcess process = new ChildProcess(
                    name,
                    work.resolve("logs"),
                    ChildProcess.SMALL,
                    List.of(
                            DatawarpCommand.class.getName(),
                            "run",
                            name,
                            "--data-dir=" + work.resolve("data-" + name),
                            "--manifests=" + work.resolve("manifests"),
                            "--source=" + work.resolve("site")),
                    environment,
                    "Running " + role + ".");
            roles.add(process);
            process.start();
        }
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

    private static Map<String, String> environment(Endpoints endpoints) {
        Map<String, String> environment = new HashMap<>(endpoints.toEnvironment());
        environment.put("DATAWARP_POLL_SECONDS", "1");
        return environment;
    }

    @Override
    public String kill(Random random) throws IOException {
        int chance = random.nextInt(10);
        if (chance == 0 && server.kill()) {
            return "PostgreSQL";
        }
        if (chance < 2) {
            services.kill();
            return "Kafka and the store";
        }
        if (chance == 2) {
            roles.forEach(ChildProcess::kill);
            return "all roles";
        }
        ChildProcess victim = roles.get(random.nextInt(roles.size()));
        victim.kill();
        return victim.name();
    }

    @Override
    public List<String> revive() throws IOException {
        List<String> ended = new ArrayList<>(services.revive().stream().toList());
        for (ChildProcess role : roles) {
            role.revive().ifPresent(ended::add);
        }
        return ended;
    }

    @Override
    public List<Duration> starts() {
        return roles.stream().flatMap(role -> role.starts().stream()).toList();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (ChildProcess role : roles) {
            role.close();
        }
        services.close();
        server.killAll();
    }
}
