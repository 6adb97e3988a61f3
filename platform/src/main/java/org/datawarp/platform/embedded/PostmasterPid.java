package org.datawarp.platform.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The file in which a PostgreSQL server writes its process id, and the process behind it. After a crash, and above all
 * in a container, the id may belong to an unrelated process.
 */
final class PostmasterPid {

    /** A killed process is gone at once, unless the machine is busy. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private static final int LOOKS = 250;

    private final Path data;
    private final Path file;

    private PostmasterPid(Path data) {
        this.data = data;
        this.file = data.resolve("postmaster.pid");
    }

    static PostmasterPid of(Path data) {
        return new PostmasterPid(data);
    }

    /** Whether the server of this very directory is alive. */
    boolean isRunning() throws IOException {
        return process().filter(this::servesThisDirectory).isPresent();
    }

    /** Deletes the file if the process that it names is alive but is not a server of this directory. */
    void deleteIfMisleading() throws IOException {
        if (process().filter(process -> !servesThisDirectory(process)).isPresent()) {
            Files.deleteIfExists(file);
        }
    }

    void kill() throws IOException {
        process().filter(this::servesThisDirectory).ifPresent(ProcessHandle::destroyForcibly);
    }

    /**
     * Kills the helper processes of a server of this directory that was itself killed. Busy ones live on, and no server
     * can start beside them. They are found on Linux only.
     */
    void killOrphans() throws IOException {
        List<ProcessHandle> orphans = orphans();
        orphans.forEach(ProcessHandle::destroyForcibly);
        for (int look = 0; look < LOOKS && !orphans.isEmpty(); look++) {
            pause();
            orphans = orphans();
        }
    }

    private List<ProcessHandle> orphans() {
        return ProcessHandle.allProcesses()
                .filter(PostmasterPid::isPostgres)
                .filter(this::worksInThisDirectory)
                .toList();
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while processes of an earlier server end");
        }
    }

    private boolean worksInThisDirectory(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", String.valueOf(process.pid()), "cwd"))
                    .equals(data);
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<ProcessHandle> process() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).strip().matches("\\d+")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(ProcessHandle::isAlive);
    }

    private boolean servesThisDirectory(ProcessHandle process) {
        return isPostgres(process)
                && (worksInThisDirectory(process)
                        || process.info()
                                .arguments()
                                .map(arguments -> Arrays.stream(arguments).anyMatch(a -> a.contains(data.toString())))
                                .orElse(true));
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
    }
}
