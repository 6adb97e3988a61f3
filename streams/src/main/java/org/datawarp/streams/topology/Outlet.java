package org.datawarp.streams.topology;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.datawarp.schemas.avro.RecordCodec;
import org.datawarp.schemas.name.PublicationName;
import org.datawarp.schemas.row.AppliedRow;
import org.datawarp.schemas.row.Rejection;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.schemas.topic.RawPosition;
import org.datawarp.schemas.topic.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the results of one raw message to the topics of its publication. Owned by the thread of its task. */
final class Outlet {

    private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);

    /** What the embedded cluster and most others accept, with room for the key and headers. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private static final RecordCodec<Rejection> REJECTIONS = RecordCodec.of(Rejection.class);

    private final ProcessorContext<byte[], Routed> context;
    private final RowCodec codec;
    private final Map<String, Route> routes = new HashMap<>();

    /** The topics that belong to a raw topic. */
    private record Route(String rows, String rejected) {

        static Route of(String rawTopic) {
            PublicationName publication = Topics.publicationOfRaw(rawTopic);
            // Only the name matters here: the number of partitions is set by the process that creates the topic.
            return new Route(
                    Topics.rows(publication, 1).name(),
                    Topics.rejected(publication).name());
        }
    }

    Outlet(ProcessorContext<byte[], Routed> context, RowCodec codec) {
        this.context = context;
        this.codec = codec;
    }

    /**
     * Passes on a message of the release protocol unchanged, with its place in the raw topic: a replay finds its
     * release by that.
     */
    void pass(Record<byte[], byte[]> raw) {
        RecordHeaders headers = new RecordHeaders(raw.headers());
        RawPosition.put(headers, at().offset());
        send(raw.withHeaders(headers), raw.value());
    }

    /** @return false, with nothing sent, when the row is too big for one message */
    boolean send(Record<byte[], byte[]> raw, AppliedRow row) {
        byte[] value = codec.encode(row);
        if (value.length > MOST_BYTES) {
            return false;
        }
        send(raw, value);
        return true;
    }

    private void send(Record<byte[], byte[]> raw, byte[] value) {
        RecordMetadata at = at();
        Routed routed = new Routed(route(at).rows(), at.partition(), value);
        context.forward(raw.withValue(routed), RawToRowsTopology.ROWS);
    }

    void reject(Record<byte[], byte[]> raw, String sheet, Rejection rejection) {
        byte[] key = (sheet + "/" + rejection.row()).getBytes(StandardCharsets.UTF_8);
        RecordMetadata at = at();
        Routed routed = new Routed(route(at).rejected(), at.partition(), REJECTIONS.encode(rejection));
        context.forward(raw.withKey(key).withValue(routed), RawToRowsTopology.REJECTED);
    }

    /** Logs which message was left out. */
    void logSkipped(@Nullable Throwable cause) {
        RecordMetadata at = at();
        LOG.atError()
                .addKeyValue("position", at.topic() + "-" + at.partition() + "@" + at.offset())
                .setCause(cause)
                .log("Cannot decode a raw message: it is left out, and its release will be held");
    }

    private Route route(RecordMetadata at) {
        return routes.computeIfAbsent(at.topic(), Route::of);
    }

    private RecordMetadata at() {
        return context.recordMetadata().orElseThrow();
    }
}
