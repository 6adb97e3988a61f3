package org.datawarp.sinks.change;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.datawarp.schemas.avro.SingleObject;
import org.datawarp.schemas.change.ChangeCodec;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.change.TransactionMessage;
import org.datawarp.schemas.name.DatasetName;
import org.datawarp.schemas.topic.Topic;
import org.datawarp.schemas.topic.Topics;

/**
 * Sends changes and transactions. What is sent after {@link #flush} is written once all that was sent before is safe.
 *
 * <p>Used by one thread at a time.
 */
abstract class ChangeOutlet {

    private final Set<Long> schemas = new HashSet<>();

    /** Makes sure that a topic exists before it is written to. */
    abstract void ready(Topic topic);

    abstract void send(String topic, byte[] key, byte[] value);

    abstract void flush();

    /** Readies the topic of a dataset, and publishes the schema of its changes before the first is written with it. */
    final DatasetTopic topic(DatasetName dataset, List<ChangeColumn> columns) {
        Topic topic = Topics.changes(dataset);
        ready(topic);
        ChangeCodec codec = ChangeCodec.of(dataset, columns);
        long fingerprint = SingleObject.fingerprint(codec.schema());
        if (schemas.add(fingerprint)) {
            byte[] key = "%016x".formatted(fingerprint).getBytes(StandardCharsets.US_ASCII);
            byte[] schema = codec.schema().toString().getBytes(StandardCharsets.UTF_8);
            send(Topics.schemas().name(), key, schema);
            flush();
        }
        return new DatasetTopic(dataset, topic.name(), codec, this);
    }

    final void send(long transaction, TransactionMessage message) {
        send(Topics.transactions().name(), key(transaction), message.encode());
    }

    /** @param commits what a transaction promoted, as JSON */
    final void sendPromotions(long transaction, String commits) {
        send(Topics.promotions().name(), key(transaction), commits.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] key(long transaction) {
        return Long.toString(transaction).getBytes(StandardCharsets.US_ASCII);
    }
}
