package org.datawarp.sinks.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.datawarp.schemas.event.Event;
import org.datawarp.schemas.retry.Backoff;
import org.datawarp.sinks.object.ObjectStore;
import org.datawarp.sinks.parquet.FoldLimits;
import org.jspecify.annotations.Nullable;

/** Runs a sink over topics in memory until it has nothing left to do. */
final class MemorySink {

    private final MemoryTopics topics;
    private final ObjectStore store;
    private final Path folder;
    private final InstantSource clock;
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    private FoldLimits limits = FoldLimits.DEFAULT;
    private long singleFileBytes = SinkSettings.SINGLE_FILE_BYTES;
    private Duration commitInterval = Duration.ZERO;
    private boolean checks;

    MemorySink(MemoryTopics topics, ObjectStore store, Path folder, InstantSource clock) {
        this.topics = topics;
        this.store = store;
        this.folder = folder;
        this.clock = clock;
    }

    MemorySink with(FoldLimits newLimits) {
        limits = newLimits;
        return this;
    }

    MemorySink withSingleFilesUpTo(long bytes) {
        singleFileBytes = bytes;
        return this;
    }

    MemorySink committingEvery(Duration interval) {
        commitInterval = interval;
        return this;
    }

    /** Stops it only after it has compared published objects with their digests. */
    MemorySink thatChecks() {
        checks = true;
        return this;
    }

    List<Event> events() {
        return events;
    }

    /** Starts it as after a crash, and stops it when it is idle. */
    void run() throws IOException {
        run(new Random(1));
    }

    /** @param random decides in which pieces it reads the topics */
    void run(Random random) throws IOException {
        Patience patience = new Patience(
                Backoff.endless(Duration.ofMillis(1), Duration.ofSeconds(30)), new BudgetPauses(clock, events::add));
        SinkSettings settings =
                new SinkSettings(Map.of(), folder.resolve("work"), commitInterval, limits, singleFileBytes);
        AtomicReference<@Nullable Aftercare> care = new AtomicReference<>();
        Runnable stopWhenDone = () -> {
            Aftercare now = Objects.requireNonNull(care.get());
            if (now.isDone() && (now.isChecked() || !checks)) {
                patience.stop();
            }
        };
        Versions versions = new Versions(store, clock);
        try (PartUploads uploads = new PartUploads(store);
                SinkTopics reader = new SinkTopics(topics.consumer(random, stopWhenDone));
                Aftercare aftercare = aftercare(settings, uploads, versions, patience)) {
            care.set(aftercare);
            CatalogCommitter committer = patience.answered(() -> CatalogCommitter.open(store, uploads, versions));
            StoredParts parts = new StoredParts(store, uploads, patience);
            Commits commits = new Commits(clock, events::add);
            new SinkLoop(settings, reader, committer, parts, commits, aftercare, patience).run();
        }
    }

    private Aftercare aftercare(SinkSettings settings, PartUploads uploads, Versions versions, Patience patience)
            throws IOException {
        DerivedObjects derived = new DerivedObjects(store, new StoredParts(store, uploads, patience), settings.work());
        return new Aftercare(
                derived,
                new ObjectCheck(derived, patience, events::add, clock),
                patience.answered(() -> Graveyard.open(store, clock)),
                versions,
                patience,
                new Aftercare.Pauses(Duration.ZERO, Duration.ZERO));
    }
}
