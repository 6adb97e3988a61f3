package org.datawarp.streams.topology;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How the Streams application runs.
 *
 * @param applicationId its name as a consumer group and as the prefix of its internal topics; another id reads all raw
 *     topics from their beginning, beside the first
 * @param client what every Kafka client needs: {@code bootstrap.servers} and security
 * @param stateDirectory where Kafka Streams keeps its lock; state itself is in memory and in the changelog
 * @param threads how many partitions are worked on at once, at least 1
 * @param manifestPatience how long a release waits for its manifest
 */
public record StreamsSettings(
        String applicationId, Map<String, Object> client, Path stateDirectory, int threads, Duration manifestPatience) {

    public StreamsSettings {
        client = Map.copyOf(client);
        if (threads < 1) {
            throw new IllegalArgumentException("Streams need at least 1 thread, found " + threads);
        }
    }
}
