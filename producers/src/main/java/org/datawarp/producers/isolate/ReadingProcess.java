package org.datawarp.producers.isolate;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.datawarp.producers.read.Members;
import org.datawarp.producers.read.SheetSink;
import org.datawarp.producers.read.UnreadableFileException;
import org.datawarp.producers.read.UnreadableReason;

/**
 * A process that reads files, one at a time. Owned by one thread at a time; another thread calls {@link #supervise}.
 */
final class ReadingProcess implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    /** SIGKILL and SIGTERM come from outside: they are not the file's fault. */
    private static final Set<Integer> EXITS_KILLED = Set.of(128 + 9, 128 + 15);

    private final Process process;
    private final Path work;
    private final IsolationLimits limits;
    private final FrameReader frames;
    private final DataOutputStream out;
    private int files;
    private boolean ready;
    private boolean answered = true;

    private volatile long waitingSince;
    private volatile boolean waiting;
    private volatile Duration cpuBefore = Duration.ZERO;
    private volatile boolean tooSlow;

    private ReadingProcess(Process process, Path work, IsolationLimits limits) {
        this.process = process;
        this.work = work;
        this.limits = limits;
        this.frames =
                new FrameReader(new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER_BYTES)));
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    /** @param work a folder of its own, deleted with it */
    static ReadingProcess start(Path work, IsolationLimits limits) throws IOException {
        Files.createDirectories(work);
        Process process = ChildJava.builder(
                        ReadingMain.class,
                        List.of("-Xmx" + limits.heapMegabytes() + "m"),
                        work,
                        List.of(work.toAbsolutePath().toString()))
                .start();
        return new ReadingProcess(process, work, limits);
    }

    /** See {@link org.datawarp.producers.read.SheetSource#read}; {@link #isFit} says whether it can read another. */
    void read(Path file, String fileName, Members members, SheetSink sink) throws IOException {
        files++;
        answered = false;
        cpuBefore = cpu();
        ask(file, fileName, members);
        while (!answered) {
            take(sink, fileName);
        }
    }

    private void ask(Path file, String fileName, Members members) throws IOException {
        try {
            out.writeByte(Frame.READ.ordinal());
            Wire.writeText(out, file.toAbsolutePath().toString());
            Wire.writeText(out, fileName);
            List<String> globs = members.globs();
            out.writeInt(globs.size());
            for (String glob : globs) {
                Wire.writeText(out, glob);
            }
            out.flush();
        } catch (IOException e) {
            throw ended(fileName, e);
        }
    }

    private void take(SheetSink sink, String fileName) throws IOException {
        FrameReader.Received received;
        waitingSince = System.nanoTime();
        waiting = true;
        try {
            received = frames.next();
        } catch (IOException e) {
            throw ended(fileName, e);
        } finally {
            waiting = false;
        }
        answered = frames.isAtEnd();
        ready |= frames.isReady();
        received.giveTo(sink);
    }

    /** Why the process has ended: a file that ends its reader is not readable. */
    private IOException ended(String fileName, IOException cause) throws IOException {
        try {
            if (!process.waitFor(limits.silence().toMillis(), TimeUnit.MILLISECONDS)) {
                return cause;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return cause;
        }
        if (tooSlow) {
            return new UnreadableFileException(
                    UnreadableReason.TIMEOUT,
                    fileName,
                    "no row in %d s, or more than %d s of processor time"
                            .formatted(
                                    limits.silence().toSeconds(), limits.cpu().toSeconds()),
                    "a file that can be read faster");
        }
        if (EXITS_KILLED.contains(process.exitValue())) {
            return new IOException("Cannot read " + fileName + ": its reading process was killed; it is tried again");
        }
        if (!ready) {
            return new IOException("Cannot read " + fileName + ": the reading process did not start (exit code "
                    + process.exitValue() + "); check Java's memory and class path");
        }
        if (process.exitValue() == ChildJava.EXIT_OUT_OF_MEMORY) {
            return new UnreadableFileException(
                    UnreadableReason.TOO_BIG,
                    fileName,
                    "content that needs more than %d MB at once".formatted(limits.heapMegabytes()),
                    "a file that can be read in that");
        }
        return new UnreadableFileException(
                UnreadableReason.MALFORMED,
                fileName,
                "content that ended its reader (exit code %d)".formatted(process.exitValue()),
                "a file that can be read");
    }

    /** Ends the process if it has been silent, or busy, for too long. */
    void supervise() {
        boolean silent =
                waiting && System.nanoTime() - waitingSince > limits.silence().toNanos();
        boolean busy = cpu().minus(cpuBefore).compareTo(limits.cpu()) > 0;
        if (silent || busy) {
            tooSlow = true;
            process.destroyForcibly();
        }
    }

    private Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Whether it can read another file. */
    boolean isFit() {
        return answered && process.isAlive() && files < limits.files();
    }

    /** Ends the process in any state, and deletes what it unpacked. */
    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        ChildJava.removeFolder(work);
    }
}
