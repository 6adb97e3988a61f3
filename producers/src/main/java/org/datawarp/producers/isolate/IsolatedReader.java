package org.datawarp.producers.isolate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.datawarp.producers.read.Members;
import org.datawarp.producers.read.SheetSink;
import org.datawarp.producers.read.SheetSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads each file in a process of its own kind, which has little memory, no settings and no secrets, and is killed when
 * it takes too long. After a success, the process also reads the next file, because starting a process takes longer
 * than reading a small file.
 *
 * <p>Safe for several threads: each uses another process. Closed by its owner, which ends all processes.
 */
public final class IsolatedReader implements SheetSource, AutoCloseable {

    private static final long SUPERVISION_MILLIS = 500;

    private final Path workDirectory;
    private final IsolationLimits limits;
    private final ConcurrentLinkedDeque<ReadingProcess> idle = new ConcurrentLinkedDeque<>();
    private final Set<ReadingProcess> all = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService supervisor = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "supervise-reading");
        thread.setDaemon(true);
        return thread;
    });

    /** @param workDirectory where the processes unpack compressed files, each in a folder of its own */
    public IsolatedReader(Path workDirectory, IsolationLimits limits) {
        this.workDirectory = workDirectory;
        this.limits = limits;
    }

    @Override
    public void read(Path file, String fileName, Members members, SheetSink sink) throws IOException {
        ReadingProcess process = take();
        ScheduledFuture<?> supervision = supervisor.scheduleAtFixedRate(
                process::supervise, SUPERVISION_MILLIS, SUPERVISION_MILLIS, TimeUnit.MILLISECONDS);
        try {
            process.read(file, fileName, members, sink);
        } finally {
            supervision.cancel(false);
            giveBack(process);
        }
    }

    private ReadingProcess take() throws IOException {
        @Nullable ReadingProcess process = idle.pollFirst();
        while (process != null && !process.isFit()) {
            end(process);
            process = idle.pollFirst();
        }
        if (process == null) {
            process = ReadingProcess.start(ReadingFolders.next(workDirectory), limits);
            all.add(process);
        }
        return process;
    }

    /** A process that has stopped in the middle of a file, because the sink threw, cannot be used again. */
    private void giveBack(ReadingProcess process) throws IOException {
        if (process.isFit()) {
            idle.addFirst(process);
        } else {
            end(process);
        }
    }

    private void end(ReadingProcess process) throws IOException {
        all.remove(process);
        process.close();
    }

    /** Ends all processes, including those that are reading. */
    @Override
    public void close() throws IOException {
        supervisor.shutdownNow();
        for (ReadingProcess process : all) {
            end(process);
        }
    }
}
