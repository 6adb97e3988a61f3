package org.datawarp.ask.tap;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datawarp.platform.service.TopicReader;
import org.datawarp.schemas.avro.SingleObject;
import org.datawarp.schemas.change.ChangeCodec;
import org.datawarp.schemas.topic.Topics;

/** The schemas of change values, read from their topic when needed. Owned by one thread. */
final class ChangeSchemas {

    private final TopicReader reader;
    private final Map<Long, ChangeCodec> codecs = new HashMap<>();

    ChangeSchemas(TopicReader reader) {
        this.reader = reader;
    }

    /** @throws IllegalArgumentException when no schema has the fingerprint */
    ChangeCodec codec(long fingerprint) {
        if (!codecs.containsKey(fingerprint)) {
            reader.readToEnd(Topics.schemas().name(), this::add);
        }
        ChangeCodec codec = codecs.get(fingerprint);
        if (codec == null) {
            throw new IllegalArgumentException("Cannot decode a change: %s holds no schema %s"
                    .formatted(Topics.schemas().name(), HexFormat.of().toHexDigits(fingerprint)));
        }
        return codec;
    }

    private boolean add(ConsumerRecord<byte[], byte[]> message) {
        if (message.value() != null) {
            Schema schema = new Schema.Parser().parse(new String(message.value(), StandardCharsets.UTF_8));
            codecs.put(SingleObject.fingerprint(schema), ChangeCodec.of(schema));
        }
        return true;
    }
}
