package org.datawarp.platform.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates, starts and stops the server process over one directory. The process is a daemon in a session of its own, so
 * that Ctrl-C in a terminal reaches only this JVM, which then stops it in order.
 */
final class PostgresServer {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);

    /** Recovery after a crash may have gigabytes of log to replay. */
    private static final Duration START = Duration.ofMinutes(5);

    private static final Duration INIT = Duration.ofMinutes(10);
    private static final Duration STOP_FAST = Duration.ofSeconds(10);
    private static final Duration STOP_NOW = Duration.ofSeconds(10);

    private final Path directory;
    private final Path home;
    private final Command command;

    PostgresServer(Path directory, Path home) throws IOException {
        this.directory = directory;
        this.home = home.toRealPath();
        this.command = new Command(UserNamespace.prefix(directory), directory.resolve("command.log"));
    }

    /** The data directory proper, PGDATA. */
    private Path data() {
        return data(directory);
    }

    static Path data(Path directory) {
        return directory.resolve("data");
    }

    private Path log() {
        return directory.resolve("server.log");
    }

    /**
     * Creates the database cluster unless it exists. A creation that is interrupted leaves nothing that a later start
     * would use.
     */
    void createIfAbsent(String user, Path passwordFile) throws IOException {
        if (Files.exists(data())) {
            return;
        }
        Path fresh = directory.resolve("data.new");
        Directories.delete(fresh);
        if (ShellPaths.isPlain(home)) {
            create(home, fresh, user, passwordFile);
        } else {
            createFromElsewhere(fresh, user, passwordFile);
        }
        Files.writeString(fresh.resolve("postgresql.conf"), "\ninclude = 'datawarp.conf'\n", StandardOpenOption.APPEND);
        Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * {@code initdb} starts the programs beside it by a shell, so programs in a folder that a shell misreads are copied
     * elsewhere first.
     */
    private void createFromElsewhere(Path fresh, String user, Path passwordFile) throws IOException {
        Path elsewhere = Files.createTempDirectory("datawarp-postgres");
        try {
            create(PostgresBinaries.unpackedIn(elsewhere.toRealPath()), fresh, user, passwordFile);
        } finally {
            Directories.delete(elsewhere);
        }
    }

    private void create(Path programs, Path fresh, String user, Path passwordFile) throws IOException {
        ShellPaths.requirePlain(programs);
        requireSuccess(command.run(INIT, initialisation(programs, fresh, user, passwordFile)), "create the database");
    }

    private List<String> initialisation(Path programs, Path target, String user, Path passwordFile) {
        List<String> line = new ArrayList<>(List.of(
                programs.resolve("bin").resolve("initdb").toString(),
                "--pgdata=" + target,
                "--username=" + user,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C"));
        if (System.getProperty("os.name").equals("Linux")) {
            // One call for the whole file system instead of one for each of a thousand files: half the time.
            line.add("--sync-method=syncfs");
        }
        return line;
    }

    void start(int port) throws IOException {
        Files.writeString(data().resolve("datawarp.conf"), PostgresSettings.LINES);
        if (Files.exists(log())) {
            Files.move(log(), directory.resolve("server.previous.log"), StandardCopyOption.REPLACE_EXISTING);
        }
        Command.Result result = command.run(
                START.plusSeconds(5),
                List.of(
                        program("pg_ctl"),
                        "start",
                        "-p",
                        ShellPaths.from(directory, home.resolve("bin").resolve("postgres")),
                        "--pgdata=" + ShellPaths.from(directory, data()),
                        "--log=" + ShellPaths.from(directory, log()),
                        "--options=-p " + port,
                        "--wait",
                        "--timeout=" + START.toSeconds(),
                        "--silent"));
        requireSuccess(result, "start the database");
    }

    boolean isRunning() throws IOException {
        return PostmasterPid.of(data()).isRunning();
    }

    /** Stops the server if it runs: in order, else at once, else by force. What was committed stays. */
    void stop() throws IOException {
        if (!stop("fast", STOP_FAST) && !stop("immediate", STOP_NOW)) {
            PostmasterPid.of(data()).kill();
        }
    }

    private boolean stop(String mode, Duration limit) throws IOException {
        if (!isRunning()) {
            return true;
        }
        Command.Result result = command.run(
                limit.plusSeconds(5),
                List.of(
                        program("pg_ctl"),
                        "stop",
                        "--pgdata=" + data(),
                        "--mode=" + mode,
                        "--wait",
                        "--timeout=" + limit.toSeconds(),
                        "--silent"));
        return result.succeeded();
    }

    /** Clears what a killed process left behind: a server, its helpers, a file that names an unrelated process. */
    void clearLeftover() throws IOException {
        PostmasterPid leftover = PostmasterPid.of(data());
        if (leftover.isRunning()) {
            LOG.atInfo().log("Stopping the database that an earlier process left running");
            stop();
        } else {
            leftover.deleteIfMisleading();
            leftover.killOrphans();
        }
    }

    private String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private void requireSuccess(Command.Result result, String what) throws IOException {
        if (!result.succeeded()) {
            throw new EmbeddedStartException(
                    "Cannot " + what + " in " + directory + ": found exit code " + result.exitCode() + ", expected 0.\n"
                            + result.output() + "\n" + lastOf(log()),
                    null);
        }
    }

    private static String lastOf(Path log) throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }
}
