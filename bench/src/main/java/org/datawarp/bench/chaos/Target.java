package org.datawarp.bench.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What is killed: processes, and whoever starts them again. Used by one thread, which closes it. */
interface Target extends AutoCloseable {

    void start() throws IOException, InterruptedException;

    /**
     * Kills something.
     *
     * @return what
     */
    String kill(Random random) throws IOException;

    /**
     * Starts again what has ended.
     *
     * @return what ended though nobody killed it
     */
    List<String> revive() throws IOException;

    /** How long each start took that came to its end. */
    List<Duration> starts();

    /** How long it took each time until others did the work of an instance that was killed. */
    default List<Duration> takeOvers() {
        return List.of();
    }

    @Override
    void close() throws IOException, InterruptedException;
}
