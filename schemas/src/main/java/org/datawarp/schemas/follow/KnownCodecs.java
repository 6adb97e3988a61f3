package org.datawarp.schemas.follow;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.datawarp.schemas.avro.SingleObject;
import org.datawarp.schemas.change.ChangeCodec;
import org.datawarp.schemas.topic.Topics;

/**
 * The codecs of changes by their fingerprints. A codec is read from {@code datawarp.schemas} when it is first needed.
 */
final class KnownCodecs implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    /** A schema is written before the changes that need it: it is there, unless the broker is slow. */
    private static final int MOST_POLLS = 150;

    private final TopicCursor schemas;
    private final Map<Long, ChangeCodec> byFingerprint = new HashMap<>();

    KnownCodecs(TopicCursor schemas) {
        this.schemas = schemas;
        schemas.seek(schemas.first());
    }

    /** @throws TimeoutException when its schema does not arrive */
    ChangeCodec of(byte[] change) {
        long fingerprint = SingleObject.fingerprintOf(change);
        int polls = 0;
        while (!byFingerprint.containsKey(fingerprint)) {
            ConsumerRecord<byte[], byte[]> message = schemas.next(POLL);
            if (message != null && message.value() != null) {
                learn(message.value());
            } else if (message == null && ++polls > MOST_POLLS) {
                throw new TimeoutException("Cannot decode a change: found no schema %s in %s"
                        .formatted(
                                HexFormat.of().toHexDigits(fingerprint),
                                Topics.schemas().name()));
            }
        }
        return java.util.Objects.requireNonNull(byFingerprint.get(fingerprint));
    }

    private void learn(byte[] text) {
        Schema schema = new Schema.Parser().parse(new String(text, StandardCharsets.UTF_8));
        byFingerprint.put(SingleObject.fingerprint(schema), ChangeCodec.of(schema));
    }

    @Override
    public void close() {
        schemas.close();
    }
}
