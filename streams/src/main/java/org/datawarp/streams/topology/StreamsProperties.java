package org.datawarp.streams.topology;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.datawarp.schemas.topic.Topic;

/** The properties of Kafka Streams that the program sets, and not the user. */
final class StreamsProperties {

    /** A new publication's topic is noticed within this time. */
    private static final Duration METADATA_AGE = Duration.ofSeconds(2);

    /** The longest time that a consumer of rows waits for the end of a transaction. */
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(200);

    /**
     * After a kill, consumers wait this long for the transaction that was left open. The ten seconds that Streams sets
     * by default are too short: a busy machine may stop a thread for longer.
     */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(30);

    /**
     * What is not delivered by then fails, and its partition starts again from what was committed. By default, Streams
     * waits for ever, which has happened. After a restart in the middle of a transaction, a producer must send its
     * first batch again while the next ones are refused as out of order. It may then send none of them any more.
     */
    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(60);

    /** After a kill, the partitions of the dead member wait this long for their next owner. */
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final int LINGER_MILLIS = 20;
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int BUFFER_BYTES = 32 * 1024 * 1024;

    /** A row may hold much text: as much as the broker takes. */
    private static final int MAX_REQUEST_BYTES = 16 * 1024 * 1024;

    private static final int RECORDS_PER_POLL = 2000;

    private StreamsProperties() {}

    static Properties of(StreamsSettings settings) {
        Properties all = new Properties();
        all.putAll(settings.client());
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        all.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        exactlyOnce(all);
        throughput(all);
        Object copies = settings.client().get(Topic.REPLICATION);
        if (copies != null) {
            // Streams itself reads how many there are.
            all.put(
                    StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG),
                    Topic.inSync(Integer.parseInt(copies.toString())));
        }
        return all;
    }

    private static void exactlyOnce(Properties all) {
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // A group of the newer protocol cannot be reset right after a close, and takes seconds to start.
        all.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL.toMillis());
        all.put(producer(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), (int) TRANSACTION_TIMEOUT.toMillis());
        all.put(producer(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG), (int) DELIVERY_TIMEOUT.toMillis());
        all.put(main(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), (int) SESSION_TIMEOUT.toMillis());
        all.put(main(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), (int) HEARTBEAT.toMillis());
        all.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, OversizedMessages.class);
    }

    private static void throughput(Properties all) {
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.METADATA_MAX_AGE_CONFIG), (int) METADATA_AGE.toMillis());
        all.put(main(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), RECORDS_PER_POLL);
        all.put(producer(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        all.put(producer(ProducerConfig.LINGER_MS_CONFIG), LINGER_MILLIS);
        all.put(producer(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        all.put(producer(ProducerConfig.BUFFER_MEMORY_CONFIG), BUFFER_BYTES);
        all.put(producer(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_REQUEST_BYTES);
    }

    private static String producer(String property) {
        return StreamsConfig.producerPrefix(property);
    }

    private static String main(String property) {
        return StreamsConfig.mainConsumerPrefix(property);
    }
}
