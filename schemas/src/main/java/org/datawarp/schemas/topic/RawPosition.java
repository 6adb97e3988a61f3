package org.datawarp.schemas.topic;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The raw topic's offset of a message in the rows topic. It is a header on the beginning and end of a release; the
 * index of replays is built from it. The partition is the same in both topics.
 */
public final class RawPosition {

    /** The header's name. */
    public static final String HEADER = "datawarp-raw-offset";

    private RawPosition() {}

    /** Stores the offset of the raw message. */
    public static void put(Headers headers, long offset) {
        headers.remove(HEADER)
                .add(HEADER, ByteBuffer.allocate(Long.BYTES).putLong(0, offset).array());
    }

    /** The offset of the raw message; empty when the header is missing. */
    public static OptionalLong find(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        return header == null || header.value() == null || header.value().length != Long.BYTES
                ? OptionalLong.empty()
                : OptionalLong.of(ByteBuffer.wrap(header.value()).getLong());
    }
}
