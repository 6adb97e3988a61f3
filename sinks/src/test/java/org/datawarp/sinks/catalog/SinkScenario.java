package org.datawarp.sinks.catalog;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.datawarp.sinks.object.MemoryObjectStore;
import org.junit.jupiter.api.io.TempDir;

/** A sink's surroundings in memory, with a clock that a test sets. */
abstract class SinkScenario {

    @TempDir
    Path directory;

    final MemoryTopics topics = new MemoryTopics();
    final HandCapture capture = new HandCapture(topics);
    Instant now = Instant.parse("2026-01-15T10:00:00Z");
    final InstantSource clock = () -> now;
    final MemoryObjectStore store = new MemoryObjectStore(clock);
}
