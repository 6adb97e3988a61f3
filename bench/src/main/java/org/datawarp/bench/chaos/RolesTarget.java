package org.datawarp.bench.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.datawarp.bench.process.ChildProcess;
import org.datawarp.bench.process.ServerProcess;
import org.datawarp.operate.service.Role;

/** Each role as a process, Kafka and the object store in another, and PostgreSQL. */
final class RolesTarget implements Target {

    private static final List<Role> ROLES = List.of(Role.FETCH, Role.APPLY, Role.CAPTURE, Role.SINK);

    private final RoleProcesses processes;
    private final ServerProcess server;
    private final ChildProcess services;
    private final List<ChildProcess> roles = new ArrayList<>();

    RolesTarget(Path work) {
        this.processes = new RoleProcesses(work);
        this.server = new ServerProcess(work.resolve("data"));
        this.services = processes.services("");
    }

    @Override
    public void start() throws IOException, InterruptedException {
        services.start();
        Map<String, String> environment = processes.environment();
        for (Role role : ROLES) {
            ChildProcess process = processes.role(role, role.name().toLowerCase(Locale.ROOT), environment);
            roles.add(process);
            process.start();
        }
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
