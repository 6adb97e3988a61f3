package org.datawarp.platform.embedded;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A service that is being started by a thread of its own, or no service at all. Awaited by one thread, which then owns
 * the service.
 */
final class Background<T extends AutoCloseable> {

    private final CompletableFuture<@Nullable T> service;

    private Background(CompletableFuture<@Nullable T> service) {
        this.service = service;
    }

    static <T extends AutoCloseable> Background<T> start(String name, Supplier<T> starting) {
        CompletableFuture<@Nullable T> service = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        service.complete(starting.get());
                    } catch (RuntimeException | Error e) {
                        service.completeExceptionally(e);
                    }
                },
                "start-" + name);
        thread.setDaemon(true);
        thread.start();
        return new Background<>(service);
    }

    /** Nothing to start: awaits to null. */
    static <T extends AutoCloseable> Background<T> nothing() {
        return new Background<>(CompletableFuture.completedFuture(null));
    }

    /** Waits for the service, null if there is none. Throws what its start threw. */
    @Nullable
    T await() {
        try {
            return service.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof EmbeddedStartException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Waits, and closes the service if it started. Further failures are added to the given one. */
    void abandon(Throwable failure) {
        try {
            T started = service.join();
            if (started != null) {
                started.close();
            }
        } catch (Exception e) {
            if (e.getCause() != failure && e.getCause() != failure.getCause()) {
                failure.addSuppressed(e);
            }
        }
    }
}
