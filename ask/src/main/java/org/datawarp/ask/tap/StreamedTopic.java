package org.datawarp.ask.tap;

import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A topic that is streamed to several clients at once. Safe for several threads. */
interface StreamedTopic {

    /** Where the messages of each partition begin now. */
    Map<Integer, Long> beginnings();

    /** Where they end now. */
    Map<Integer, Long> ends();

    /**
     * Hands over what there is and what comes, until told to stop.
     *
     * @param from where to begin in each partition
     * @param to returns false to stop
     * @param idle asked again and again; returns false to stop
     */
    void follow(Map<Integer, Long> from, Predicate<ConsumerRecord<byte[], byte[]>> to, BooleanSupplier idle);

    /** What shows one client its messages. */
    MessageLines lines();

    /** Messages as JSON, each in a line. Owned by one thread. */
    interface MessageLines {

        String of(ConsumerRecord<byte[], byte[]> message);
    }
}
