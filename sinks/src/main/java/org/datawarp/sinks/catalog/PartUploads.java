package org.datawarp.sinks.catalog;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.datawarp.sinks.object.ObjectChangedException;
import org.datawarp.sinks.object.ObjectContent;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.object.ObjectVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Uploads parts, some of them while later ones are still written. Uploading a part twice is harmless: its name says
 * what is in it.
 *
 * <p>Used by one thread, which owns and closes it.
 */
final class PartUploads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PartUploads.class);

    /** More than one to use the network fully, few enough not to overload the store. */
    private static final int THREADS = 4;

    private final ObjectStore store;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "part-upload");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Future<ObjectVersion>> started = new HashMap<>();

    PartUploads(ObjectStore store) {
        this.store = store;
    }

    /** Starts the upload of a part; {@link #finish} says whether it worked. */
    void start(String key, Path file) {
        started.computeIfAbsent(key, absent -> threads.submit(() -> upload(key, ObjectContent.of(file))));
    }

    private ObjectVersion upload(String key, ObjectContent content) throws IOException {
        try {
            return store.create(key, content);
        } catch (ObjectChangedException e) {
            LOG.atWarn()
                    .addKeyValue("part", key)
                    .log("The object of a part does not hold what its name says, and is written again");
            return store.put(key, content);
        }
    }

    /**
     * Waits until all these parts are in the store. Failed uploads are forgotten, so that the next call tries them
     * again.
     *
     * @param parts files by key
     */
    void finish(Map<String, Path> parts) throws IOException {
        parts.forEach(this::start);
        IOException failure = null;
        for (String key : parts.keySet()) {
            try {
                await(key);
            } catch (IOException e) {
                started.remove(key);
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void await(String key) throws IOException {
        try {
            Objects.requireNonNull(started.get(key)).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("Cannot upload " + key, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while uploading " + key);
        }
    }

    /** Forgets all uploads: their parts are committed, or not needed. */
    void clear() {
        started.values().forEach(upload -> upload.cancel(true));
        started.clear();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
