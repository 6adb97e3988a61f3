package org.datawarp.sinks.catalog;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.datawarp.schemas.avro.SingleObject;
import org.datawarp.schemas.change.ChangeCodec;
import org.datawarp.schemas.name.DatasetName;
import org.jspecify.annotations.Nullable;

/** The codecs of all change schemas that were published. Owned by one thread. */
final class Codecs {

    private final Map<Long, ChangeCodec> byFingerprint = new HashMap<>();

    /** Learns a schema as the schemas topic holds it, and says whose changes it describes. */
    DatasetName learn(byte[] schema) {
        ChangeCodec codec = ChangeCodec.of(new Schema.Parser().parse(new String(schema, StandardCharsets.UTF_8)));
        byFingerprint.put(SingleObject.fingerprint(codec.schema()), codec);
        return codec.dataset();
    }

    /** The codec of a change; null when its schema has not been read yet. */
    @Nullable
    ChangeCodec find(byte[] change) {
        return byFingerprint.get(SingleObject.fingerprintOf(change));
    }
}
