package org.datawarp.ask.tap;

import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A topic that is streamed to several clients at once. Safe for several threads. */
interface StreamedTopic {

    /** Where the messages of each partition start now. */
    Map<Integer, Long> beginnings();

    /** Where they end now. */
    Map<Integer, Long> ends();

    /**
     * Passes on existing and new messages until it is stopped.
     *
     * @param from where to start in each partition
     * @param to returns false to stop
     * @param idle called regularly; returns false to stop
     */
    void follow(Map<Integer, Long> from, Predicate<ConsumerRecord<byte[], byte[]>> to, BooleanSupplier idle);

    /** Shows one client its messages. */
    MessageLines lines();

    /** Writes messages as JSON, one a line. Owned by one thread. */
    interface MessageLines {

        String of(ConsumerRecord<byte[], byte[]> message);
    }
}
