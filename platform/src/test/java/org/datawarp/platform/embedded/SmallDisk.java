package org.datawarp.platform.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A disk in memory that a test can fill. Only root may mount one: the test is skipped for others. */
public final class SmallDisk implements AutoCloseable {

    private static final int CHUNK_BYTES = 1 << 16;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** @param folder created if absent, and covered until this is closed */
    public static SmallDisk mount(Path folder, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        boolean mounted =
                isDone("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "datawarp-test", folder.toString());
        Assumptions.assumeTrue(mounted, "Skipped: only root may mount a small disk on this system");
        return new SmallDisk(folder);
    }

    private static boolean isDone(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Where the disk is. */
    public Path folder() {
        return folder;
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    /** To the last byte. */
    public void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (folder.toFile().getUsableSpace() > 0) {
                out.write(new byte[(int) Math.min(CHUNK_BYTES, folder.toFile().getUsableSpace())]);
            }
        }
    }

    /** Deletes what {@link #fill} wrote. */
    public void empty() throws IOException {
        Files.delete(filler());
    }

    @Override
    public void close() throws InterruptedException {
        // Unmounts lazily, so that files which a failed test left open do not prevent it.
        isDone("umount", "-l", folder.toString());
    }
}
