package org.datawarp.ask.tap;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datawarp.schemas.avro.RecordCodec;
import org.datawarp.schemas.avro.SingleObject;
import org.datawarp.schemas.change.ChangeCodec;
import org.datawarp.schemas.change.ChangeColumn;
import org.datawarp.schemas.change.RowChange;
import org.datawarp.schemas.change.TransactionMessage;
import org.datawarp.schemas.row.Rejection;
import org.datawarp.schemas.row.RowCodec;
import org.datawarp.schemas.topic.Topics;
import org.jspecify.annotations.Nullable;

/** A message of any of DataWarp's topics as a line of JSON. Owned by one thread. */
final class MessageText {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

    private final RowCodec rows = new RowCodec();
    private final RecordCodec<Rejection> rejections = RecordCodec.of(Rejection.class);
    private final ChangeSchemas schemas;

    MessageText(ChangeSchemas schemas) {
        this.schemas = schemas;
    }

    String of(ConsumerRecord<byte[], byte[]> message) throws JsonProcessingException {
        ObjectNode line = JSON.createObjectNode();
        line.put("partition", message.partition());
        line.put("offset", message.offset());
        line.put(
                "timestamp", java.time.Instant.ofEpochMilli(message.timestamp()).toString());
        boolean isChange = Topics.CHANGES_TOPICS.matcher(message.topic()).matches();
        if (message.key() != null && !isChange) {
            line.put("key", new String(message.key(), StandardCharsets.UTF_8));
        }
        line.set("value", value(message.topic(), message.value()));
        return JSON.writeValueAsString(line);
    }

    private JsonNode value(String topic, byte @Nullable [] value) throws JsonProcessingException {
        if (value == null) {
            return JSON.nullNode();
        }
        if (Topics.RAW_TOPICS.matcher(topic).matches()) {
            return named(rows.decodeRaw(value));
        }
        if (Topics.ROWS_TOPICS.matcher(topic).matches()) {
            return named(rows.decodeRows(value));
        }
        if (Topics.CHANGES_TOPICS.matcher(topic).matches()) {
            return change(value);
        }
        if (topic.equals(Topics.transactions().name())) {
            return named(TransactionMessage.decode(value));
        }
        return Topics.REJECTED_TOPICS.matcher(topic).matches()
                ? JSON.valueToTree(rejections.decode(value))
                : JSON.readTree(new String(value, StandardCharsets.UTF_8));
    }

    /** The message, prefixed with the name of its type. */
    private static JsonNode named(Object message) {
        ObjectNode named = JSON.createObjectNode();
        named.put("type", message.getClass().getSimpleName());
        named.setAll((ObjectNode) JSON.valueToTree(message));
        return named;
    }

    private JsonNode change(byte[] value) {
        ChangeCodec codec = schemas.codec(SingleObject.fingerprintOf(value));
        RowChange change = codec.decode(value);
        ObjectNode node = JSON.createObjectNode();
        node.put("operation", change.operation().name().toLowerCase(java.util.Locale.ROOT));
        node.put("transaction", change.transaction());
        node.put("order", change.order());
        node.set("before", row(codec.columns(), change.before()));
        node.set("after", row(codec.columns(), change.after()));
        return node;
    }

    private static JsonNode row(List<ChangeColumn> columns, @Nullable List<@Nullable Object> values) {
        if (values == null) {
            return JSON.nullNode();
        }
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i).name(), values.get(i));
        }
        return JSON.valueToTree(row);
    }
}
