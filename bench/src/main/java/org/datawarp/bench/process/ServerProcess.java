package org.datawarp.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The embedded PostgreSQL server of a data directory, seen from outside.
 *
 * @param dataDirectory of DataWarp
 */
public record ServerProcess(Path dataDirectory) {

    /** Kills the server alone; its helpers end when they notice. @return whether there was one */
    public boolean kill() throws IOException {
        Optional<ProcessHandle> server = server();
        server.ifPresent(ProcessHandle::destroyForcibly);
        return server.isPresent();
    }

    /** Kills the server and all its helpers at once. @return whether there was one */
    public boolean killAll() throws IOException {
        Optional<ProcessHandle> server = server();
        if (server.isPresent()) {
            List<ProcessHandle> helpers = server.get().descendants().toList();
            server.get().destroyForcibly();
            helpers.forEach(ProcessHandle::destroyForcibly);
        }
        return server.isPresent();
    }

    /** Kills one helper: the server then ends the others and recovers. @return whether there was one */
    public boolean killHelper(Random random) throws IOException {
        List<ProcessHandle> helpers =
                server().map(server -> server.children().toList()).orElse(List.of());
        if (!helpers.isEmpty()) {
            helpers.get(random.nextInt(helpers.size())).destroyForcibly();
        }
        return !helpers.isEmpty();
    }

    /** The server, if it is running. */
    public Optional<ProcessHandle> server() throws IOException {
        Path file = dataDirectory.resolve("postgres/data/postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String number = Files.readString(file).lines().findFirst().orElse("").strip();
        return number.matches("\\d+")
                ? ProcessHandle.of(Long.parseLong(number)).filter(ServerProcess::isPostgres)
                : Optional.empty();
    }

    /** The process id may have been reused by an unrelated process. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(path -> path.endsWith("postgres"))
                .isPresent();
    }
}
