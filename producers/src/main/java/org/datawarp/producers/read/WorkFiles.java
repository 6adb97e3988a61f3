package org.datawarp.producers.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Unpacks into files under names of its own, and counts their total size. Owned by one reading. */
final class WorkFiles {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path directory;
    private final ByteAllowance allowance;

    WorkFiles(Path directory, ByteAllowance allowance) {
        this.directory = directory;
        this.allowance = allowance;
    }

    /** Whether more was unpacked than allowed: then nothing else can be. */
    boolean isSpent() {
        return allowance.isSpent();
    }

    /** A file that is deleted when closed. */
    record WorkFile(Path path) implements Closeable {
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(path);
        }
    }

    /**
     * Copies the stream into a new file. The caller closes both.
     *
     * @param where for messages
     */
    WorkFile unpack(InputStream in, String where) throws IOException {
        Files.createDirectories(directory);
        WorkFile file = new WorkFile(Files.createTempFile(directory, "unpacked-", ".tmp"));
        try (OutputStream out = Files.newOutputStream(file.path())) {
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int count = read(in, buffer, where); count >= 0; count = read(in, buffer, where)) {
                allowance.take(count, where);
                out.write(buffer, 0, count);
            }
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Only the input may be damaged: a full disk is not the file's fault. */
    private static int read(InputStream in, byte[] buffer, String where) throws IOException {
        return Reading.open(where, "packed content", () -> in.read(buffer));
    }
}
