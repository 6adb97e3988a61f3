package org.datawarp.platform.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The right to work in a directory, held by one owner at a time across processes. The operating system releases it when
 * the process dies, however it dies. The code that acquires it closes it; closing twice is harmless.
 */
final class DirectoryLock implements AutoCloseable {

    private static final String FILE = ".lock";

    /** Starts a service in a directory that it owns from now on. */
    interface Start<T> {
        /** Starts it. The lock is to be closed with the service; the directory is the real path, without links. */
        T in(DirectoryLock lock, Path directory) throws Exception;
    }

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Creates the directory if it is absent and takes it.
     *
     * @throws DataDirectoryInUseException if someone else holds it
     */
    static DirectoryLock acquire(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(directory.resolve(FILE), CREATE, WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new DataDirectoryInUseException(directory);
            }
            return new DirectoryLock(channel);
        } catch (IOException e) {
            throw new EmbeddedStartException(
                    "Cannot start in " + directory
                            + ": expected a directory that this user may write to; choose another" + " data directory.",
                    e);
        }
    }

    /**
     * Locks a directory and starts a service in it; unlocks the directory if that fails.
     *
     * @param service its name, for the message
     * @throws EmbeddedStartException for any failure
     */
    static <T> T startIn(Path directory, String service, Start<T> start) {
        DirectoryLock lock = acquire(directory);
        try {
            return start.in(lock, directory.toRealPath());
        } catch (EmbeddedStartException e) {
            lock.close();
            throw e;
        } catch (Exception | LinkageError e) {
            lock.close();
            throw new EmbeddedStartException(
                    "Cannot start " + service + " in " + directory + ": found " + e + ", expected no failure; see the"
                            + " log for its cause.",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
