package org.datawarp.app.command;

import java.io.IOException;
import java.util.Optional;
import org.datawarp.app.progress.ProgressDisplay;
import org.datawarp.app.worker.LocalWorker;
import org.datawarp.platform.service.Endpoints;
import org.datawarp.platform.setting.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Runs the Worker beside everything else of {@code up}. Nothing waits for it, and its address is printed when it
 * answers.
 */
final class UpWorker implements AutoCloseable {

    private final @Nullable LocalWorker worker;

    private UpWorker(@Nullable LocalWorker worker) {
        this.worker = worker;
    }

    static UpWorker none() {
        return new UpWorker(null);
    }

    /** @param display prints the news about it */
    static UpWorker start(Settings settings, Endpoints endpoints, ProgressDisplay display) throws IOException {
        return new UpWorker(LocalWorker.start(settings, endpoints.store(), display::say));
    }

    /** Its line in the list of addresses; empty when it was not asked for. */
    Optional<String> where() {
        if (worker == null) {
            return Optional.empty();
        }
        String problem = worker.problem().isEmpty()
                ? "starting; its address will follow here"
                : "not on this machine: " + worker.problem();
        return Optional.of(worker.address()
                .map(address -> "%s (API: %sdocs, agents: %smcp)".formatted(address, address, address))
                .orElse(problem));
    }

    @Override
    public void close() {
        if (worker != null) {
            worker.close();
        }
    }
}
