package org.datawarp.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import org.datawarp.platform.service.StopSignal;

/** Renews the file that container health checks read, until it is closed. */
final class SignsOfLife implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Path file;
    private final StopSignal stop;
    private final Thread thread = new Thread(this::run, "signs-of-life");

    private SignsOfLife(Path file, StopSignal stop) {
        this.file = file;
        this.stop = stop;
    }

    /** @param stop is set when the file cannot be written */
    static SignsOfLife start(Path dataDirectory, StopSignal stop) throws IOException {
        Files.createDirectories(dataDirectory);
        SignsOfLife life = new SignsOfLife(dataDirectory.resolve("alive"), stop);
        life.thread.setDaemon(true);
        life.thread.start();
        return life;
    }

    private void run() {
        try {
            do {
                if (!Files.exists(file)) {
                    Files.createFile(file);
                }
                Files.setLastModifiedTime(
                        file, FileTime.from(InstantSource.system().instant()));
            } while (!stop.await(EVERY));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            stop.fail(e);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        thread.interrupt();
        thread.join();
        Files.deleteIfExists(file);
    }
}
