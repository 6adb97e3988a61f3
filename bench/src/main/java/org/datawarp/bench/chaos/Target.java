package org.datawarp.bench.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What is killed: processes, and the means to start them again. Used by one thread, which closes it. */
interface Target extends AutoCloseable {

    void start() throws IOException, InterruptedException;

    /**
     * Kills something.
     *
     * @return what was killed
     */
    String kill(Random random) throws IOException;

    /**
     * Starts what has ended again.
     *
     * @return what ended without being killed
     */
    List<String> revive() throws IOException;

    /** How long each completed start took. */
    List<Duration> starts();

    /** How long others took, each time, to take over the work of a killed instance. */
    default List<Duration> takeOvers() {
        return List.of();
    }

    @Override
    void close() throws IOException, InterruptedException;
}
