package org.datawarp.bench.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.datawarp.app.command.DatawarpCommand;
import org.datawarp.bench.process.ChildProcess;
import org.datawarp.bench.process.ServerProcess;

/** {@code ./datawarp up} and its PostgreSQL. */
final class UpTarget implements Target {

    private final ChildProcess up;
    private final ServerProcess server;

    UpTarget(Path work) {
        this.server = new ServerProcess(work.resolve("data"));
        this.up = new ChildProcess(
                "up",
                work.resolve("logs"),
                ChildProcess.SMALL,
                List.of(
                        DatawarpCommand.class.getName(),
                        "up",
                        "--data-dir=" + work.resolve("data"),
                        "--manifests=" + work.resolve("manifests"),
                        "--source=" + work.resolve("site")),
                Map.of("DATAWARP_POLL_SECONDS", "1"),
                "Loading 1 publications");
    }

    @Override
    public void start() throws IOException {
        up.start();
    }

    @Override
    public String kill(Random random) throws IOException {
        int chance = random.nextInt(10);
        if (chance < 2 && server.kill()) {
            return "PostgreSQL";
        }
        if (chance == 2 && server.killHelper(random)) {
            return "a helper of PostgreSQL";
        }
        if (chance < 5) {
            up.kill();
            server.killAll();
            return "everything at once";
        }
        up.kill();
        return "the process";
    }

    @Override
    public List<String> revive() throws IOException {
        return up.revive().stream().toList();
    }

    @Override
    public List<Duration> starts() {
        return up.starts();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        up.close();
        server.killAll();
    }
}
